import { createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import type { Flow, FlowCreation } from "#protocol/flow-library";
import { refusal } from "#protocol/error";
import type { HttpResult } from "../../connection/http.ts";
import { createFlowDraft } from "./flow-draft.ts";
import { addStep } from "./flow-edit.ts";

const id = "flow-under-test";

/** A server with one flow, a browser's storage, and time that stands still until it is told to go on. */
function world() {
  let flow: Flow = {
    ...{ id, version: 1, name: "Hello", description: "", published: null, publishedAt: null, changed: true },
    ...{ updatedAt: 0, updatedBy: "Ana", versions: [] },
    draft: { start: null, person: true, steps: [] },
  };
  const kept = new Map<string, string>();
  let offline = false;
  let later: (() => void)[] = [];
  const answer = (version: number, change: (now: Flow) => Flow): HttpResult<Flow> => {
    if (offline) return { ok: false, error: refusal("unavailable", { retryAfterMs: 1_000 }) };
    if (version !== flow.version) return { ok: false, error: refusal("changed_meanwhile") };
    flow = { ...change(flow), version: flow.version + 1 };
    return { ok: true, value: flow };
  };
  const requests = {
    flow: async (): Promise<HttpResult<Flow>> => ({ ok: true, value: flow }),
    save: async (_: string, version: number, made: FlowCreation) => answer(version, (now) => ({ ...now, ...made })),
    publish: async (_: string, version: number) => answer(version, (now) => ({ ...now, published: 1, changed: false })),
    unpublish: async (_: string, version: number) => answer(version, (now) => ({ ...now, published: null })),
    rollBack: async (_: string, version: number, number: number) =>
      answer(version, (now) => ({ ...now, published: number })),
  };
  return {
    server: () => flow,
    colleagueRenames: (name: string) => answer(flow.version, (now) => ({ ...now, name, updatedBy: "Bruno" })),
    goes: (isOffline: boolean) => (offline = isOffline),
    /** Lets everything happen that was put off. */
    passes: async () => {
      for (let rounds = 0; later.length > 0 && rounds < 5; rounds += 1) {
        const due = later;
        later = [];
        for (const task of due) task();
        await new Promise((resolve) => setTimeout(resolve, 0));
      }
    },
    opens: async () => {
      const draft = createRoot(() =>
        createFlowDraft({
          id,
          requests,
          storage: {
            getItem: (key) => kept.get(key) ?? null,
            setItem: (key, value) => void kept.set(key, value),
            removeItem: (key) => void kept.delete(key),
          },
          now: () => 0,
          later: (task) => {
            later.push(task);
            return () => (later = later.filter((each) => each !== task));
          },
        }),
      );
      expect(await draft.load()).toBe(null);
      return draft;
    },
  };
}

describe("a flow that is drawn", () => {
  it("saves itself, and says so", async () => {
    const here = world();
    const draft = await here.opens();
    draft.draw((flow) => addStep(flow, "say", "a", {}));
    expect(draft.state().kind).toBe("dirty");
    await here.passes();
    expect(draft.state().kind).toBe("saved");
    expect(here.server().draft.steps.map((step) => step.id)).toEqual(["a"]);
  });

  it("asks when somebody saved meanwhile, and loses neither", async () => {
    const here = world();
    const draft = await here.opens();
    here.colleagueRenames("Theirs");
    draft.describe({ name: "Mine" });
    await here.passes();
    expect(draft.newer()?.name).toBe("Theirs");
    expect(here.server().name).toBe("Theirs");
    await draft.keepMine();
    expect(here.server().name).toBe("Mine");

    here.colleagueRenames("Theirs again");
    draft.describe({ description: "typed here" });
    await here.passes();
    draft.takeNewer();
    expect([draft.content().name, draft.content().description, draft.state().kind]).toEqual([
      "Theirs again",
      "",
      "saved",
    ]);
    draft.undo();
    expect(draft.content().description).toBe("typed here");
  });

  it("is kept in the browser while nothing can be saved, and goes on from there in another tab", async () => {
    const here = world();
    const draft = await here.opens();
    here.goes(true);
    draft.draw((flow) => addStep(flow, "ask", "a", {}));
    await here.passes();
    expect(draft.state()).toMatchObject({ kind: "failed", retrying: true });
    draft.leave(true);

    here.goes(false);
    const again = await here.opens();
    expect(again.definition().steps.map((step) => step.id)).toEqual(["a"]);
    await here.passes();
    expect(again.state().kind).toBe("saved");
    expect(here.server().draft.steps).toHaveLength(1);
  });

  it("is published with everything that was drawn, and not at all when that could not be saved", async () => {
    const here = world();
    const draft = await here.opens();
    draft.draw((flow) => addStep(flow, "end", "a", {}));
    expect((await draft.publish())?.ok).toBe(true);
    expect([here.server().published, here.server().draft.steps.length]).toEqual([1, 1]);
    here.goes(true);
    draft.describe({ name: "Not saved" });
    expect(await draft.publish()).toBe(null);
    expect(here.server().name).toBe("Hello");
  });
});

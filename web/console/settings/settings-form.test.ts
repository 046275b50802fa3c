import { createRoot } from "solid-js";
import { describe, expect, it } from "vitest";
import type { HttpResult } from "../../connection/http.ts";
import { refusal } from "#protocol/error";
import { createSettingsForm, mergeDraft } from "./settings-form.ts";

type Saved = { version: number; name: string; tags: string[]; color: string };

/** A server with one row of settings, which somebody else may save too. */
function server() {
  let saved: Saved = { version: 1, name: "Shop", tags: ["a"], color: "red" };
  const sent: unknown[] = [];
  return {
    sent,
    saved: () => saved,
    somebodySaves: (change: Partial<Saved>) => {
      saved = { ...saved, ...change, version: saved.version + 1 };
    },
    load: async (): Promise<HttpResult<Saved>> => ({ ok: true, value: saved }),
    save: async (draft: Omit<Saved, "version">, { version }: Saved): Promise<HttpResult<Saved>> => {
      sent.push({ ...draft, version });
      if (version !== saved.version) return { ok: false, error: refusal("changed_meanwhile") };
      saved = { ...draft, version: version + 1 };
      return { ok: true, value: saved };
    },
  };
}

async function open(at: ReturnType<typeof server>) {
  const form = createRoot(() =>
    createSettingsForm<Saved, Omit<Saved, "version">>({
      empty: { name: "", tags: [], color: "" },
      draftOf: ({ name, tags, color }) => ({ name, tags, color }),
      load: at.load,
      save: at.save,
      problems: ({ name }) => ({ name: name === "" ? "Enter a name." : undefined }),
    }),
  );
  await form.load();
  return form;
}

describe("a settings form", () => {
  it("knows what was changed, and saves it whole with the version that it began from", async () => {
    const at = server();
    const form = await open(at);
    expect(form.changed()).toBe(false);
    form.setDraft("tags", 1, "b");
    expect(form.changed()).toBe(true);
    expect(await form.save()).toBe(true);
    expect(at.sent).toEqual([{ name: "Shop", tags: ["a", "b"], color: "red", version: 1 }]);
    expect([form.changed(), form.state(), form.saved()?.version]).toEqual([false, "editing", 2]);
  });

  it("tells what is not there from what could not be loaded", async () => {
    const at = server();
    const form = await open({ ...at, load: async () => ({ ok: false, error: refusal("not_found") }) });
    expect([form.saved(), form.state()]).toEqual([null, "missing"]);
    const cut = await open({ ...at, load: async () => ({ ok: false, error: refusal("unavailable") }) });
    expect([cut.saved(), cut.state()]).toEqual([null, "failed"]);
  });

  it("goes back to what is saved", async () => {
    const form = await open(server());
    form.setDraft("tags", ["x"]);
    form.discard();
    expect([form.changed(), form.draft.tags]).toEqual([false, ["a"]]);
  });

  it("sends nothing that it knows to be wrong, and says so where it is", async () => {
    const at = server();
    const form = await open(at);
    form.setDraft("name", "");
    expect(form.problem("name")).toBeUndefined();
    expect(await form.save()).toBe(false);
    expect(form.problem("name")).toBe("Enter a name.");
    expect(at.sent).toEqual([]);
  });

  it("offers what somebody else saved meanwhile, and keeps what was typed on top of it", async () => {
    const at = server();
    const form = await open(at);
    form.setDraft({ name: "Mine", tags: ["mine"] });
    at.somebodySaves({ tags: ["theirs"], color: "blue" });
    expect(await form.save()).toBe(false);
    expect([form.state(), form.draft.name, form.draft.tags]).toEqual(["newer", "Mine", ["mine"]]);
    form.keepMine();
    expect([form.state(), { ...form.draft }]).toEqual(["editing", { name: "Mine", tags: ["mine"], color: "blue" }]);
    expect(await form.save()).toBe(true);
    expect(at.saved()).toEqual({ name: "Mine", tags: ["mine"], color: "blue", version: 3 });
  });

  it("takes theirs when asked to", async () => {
    const at = server();
    const form = await open(at);
    form.setDraft("name", "Mine");
    at.somebodySaves({ name: "Theirs" });
    await form.save();
    form.takeTheirs();
    expect([form.draft.name, form.changed(), form.saved()?.version]).toEqual(["Theirs", false, 2]);
  });

  it("merges by field: theirs where nothing was changed here, mine where it was", () => {
    const base = { a: 1, b: [1], c: { d: 1 } };
    expect(mergeDraft(base, { ...base, b: [2] }, { a: 9, b: [9], c: { d: 9 } })).toEqual({ a: 9, b: [2], c: { d: 9 } });
  });
});

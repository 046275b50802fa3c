import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { reachedFrom } from "#domain/flow/flow-graph";
import { type FlowDefinition, flowDefinitionSchema, type FlowStep } from "#protocol/flow";
import { cardSize } from "./flow-card.ts";
import { addStep, changeStep, connect, copyOf, newStep, pasteSteps, removeSteps, stepOf, waysOf } from "./flow-edit.ts";
import { beginHistory, changed, redone, undone } from "./flow-history.ts";
import { stepKinds } from "./flow-kind.ts";
import { tidied } from "./flow-layout.ts";
import { outlineOf } from "./flow-outline-lines.ts";

const empty: FlowDefinition = { start: null, person: true, steps: [] };
const draw = (...ids: string[]) =>
  ids.reduce(
    (flow, id, at) => addStep(flow, "say", id, at === 0 ? {} : { after: { step: ids[at - 1] ?? "", outcome: "next" } }),
    empty,
  );
const ways = (flow: FlowDefinition) => waysOf(flow).map(({ step, to }) => `${step}→${to}`);

describe("drawing", () => {
  it("begins with the first step, and puts one after another where there is room", () => {
    const flow = addStep(draw("a", "b"), "ask", "c", { after: { step: "a", outcome: "next" } });
    expect(flow.start).toBe("a");
    expect(ways(flow)).toEqual(["a→c", "c→b"]);
    expect(overlaps(flow)).toEqual([]);
  });

  it("leads past a step that is taken out of a row, and begins with the next one", () => {
    expect(ways(removeSteps(draw("a", "b", "c"), ["b"]))).toEqual(["a→c"]);
    expect(removeSteps(draw("a", "b"), ["a"]).start).toBe("b");
    expect(removeSteps(draw("a"), ["a"])).toEqual(empty);
    const circle = connect(draw("a", "b", "c"), { step: "c", outcome: "next" }, "b");
    expect(ways(removeSteps(circle, ["b", "c"]))).toEqual([]);
  });

  it("drops the exit of an option with the option", () => {
    const options = [
      { id: "yes", text: "Yes" },
      { id: "no", text: "No" },
    ];
    const asked = changeStep(addStep(draw("a"), "ask", "b", {}), "b", (step) =>
      step.kind === "ask" ? { ...step, answer: { kind: "buttons", options }, exits: { "option:yes": "a" } } : step,
    );
    const fewer = changeStep(asked, "b", (step) =>
      step.kind === "ask" ? { ...step, answer: { kind: "buttons", options: options.slice(1) } } : step,
    );
    expect(stepOf(fewer, "b")?.exits).toEqual({});
  });

  it("copies steps with the ways between them, under names of their own", () => {
    const flow = draw("a", "b", "c");
    let number = 0;
    const pasted = pasteSteps(flow, copyOf(flow, ["a", "b"]), () => `n${(number += 1)}`);
    expect(pasted.ids).toEqual(["n1", "n2"]);
    expect(ways(pasted.definition)).toEqual(["a→b", "b→c", "n1→n2"]);
  });
});

type Edit = (flow: FlowDefinition, at: number) => FlowDefinition;
const stepAt = (flow: FlowDefinition, at: number) => flow.steps[at % Math.max(1, flow.steps.length)]?.id ?? "";
const edits: fc.Arbitrary<Edit> = fc.oneof(
  fc.tuple(fc.constantFrom(...stepKinds), fc.nat(30), fc.boolean()).map(([kind, from, behind]): Edit => (flow, at) => {
    const [outcome] = Object.keys(stepOf(flow, stepAt(flow, from))?.exits ?? { next: "" });
    const after =
      behind && flow.steps.length > 0 ? { step: stepAt(flow, from), outcome: outcome ?? "next" } : undefined;
    return addStep(flow, kind, `s${at}`, { after });
  }),
  fc.tuple(fc.nat(30), fc.nat(30)).map(
    ([from, to]): Edit =>
      (flow) =>
        flow.steps.length === 0 ? flow : connect(flow, { step: stepAt(flow, from), outcome: "next" }, stepAt(flow, to)),
  ),
  fc.array(fc.nat(30), { maxLength: 3 }).map(
    (gone): Edit =>
      (flow) =>
        removeSteps(
          flow,
          gone.map((at) => stepAt(flow, at)),
        ),
  ),
  fc.array(fc.nat(30), { maxLength: 3 }).map((copied): Edit => (flow, at) => {
    let number = 0;
    const ids = [...new Set(copied.map((each) => stepAt(flow, each)))];
    return pasteSteps(flow, copyOf(flow, ids), () => `p${at}-${(number += 1)}`).definition;
  }),
);

describe("whatever is drawn, in whatever order", () => {
  it("stays a flow that can be saved, with ways to steps that there are, and is all in the outline once", () => {
    fc.assert(
      fc.property(fc.array(edits, { maxLength: 25 }), (all) => {
        const flow = all.reduce((drawn, edit, at) => edit(drawn, at), empty);
        expect(flowDefinitionSchema.safeParse(flow).success).toBe(true);
        const there = new Set(flow.steps.map(({ id }) => id));
        for (const step of flow.steps) for (const to of Object.values(step.exits)) expect(there.has(to)).toBe(true);
        if (flow.steps.length > 0) expect(there.has(flow.start ?? "")).toBe(true);
        const lines = outlineOf(flow);
        const listed = lines.flatMap((line) => (line.kind === "step" ? [line.step] : []));
        expect(listed.toSorted()).toEqual([...there].toSorted());
        const cut = lines.findIndex(({ kind }) => kind === "unreached");
        const reached = reachedFrom(flow, flow.start);
        expect(listed.slice(0, reached.size).every((id) => reached.has(id))).toBe(true);
        expect(cut === -1).toBe(reached.size === there.size);
      }),
    );
  });

  it("is taken back and done again step by step, to the very same", () => {
    fc.assert(
      fc.property(fc.array(edits, { minLength: 1, maxLength: 20 }), (all) => {
        let history = beginHistory(empty);
        const states = [empty];
        all.forEach((edit, at) => {
          history = changed(history, edit(history.present, at), null, at);
          if (states.at(-1) !== history.present) states.push(history.present);
        });
        for (const state of states.toReversed().slice(1)) {
          history = undone(history);
          expect(history.present).toBe(state);
        }
        expect(undone(history)).toBe(history);
        for (const state of states.slice(1)) {
          history = redone(history);
          expect(history.present).toBe(state);
        }
        expect(redone(history)).toBe(history);
      }),
    );
  });

  it("is tidied without two steps over one another, and with nothing changed but places", async () => {
    await fc.assert(
      fc.asyncProperty(fc.array(edits, { maxLength: 25 }), async (all) => {
        const flow = all.reduce((drawn, edit, at) => edit(drawn, at), empty);
        const tidy = await tidied(flow);
        expect(overlaps(tidy)).toEqual([]);
        const bare = ({ steps }: FlowDefinition) => steps.map((step) => ({ ...step, position: null }));
        expect(bare(tidy)).toEqual(bare(flow));
      }),
      { numRuns: 40 },
    );
  });
});

describe("what is typed", () => {
  it("is taken back as a whole, until there was a pause or something else was changed", () => {
    let history = beginHistory("");
    for (const [text, at] of [
      ["a", 0],
      ["ab", 100],
      ["abc", 200],
      ["abcd", 5_000],
    ] as const)
      history = changed(history, text, "words", at);
    history = changed(history, "x", null, 5_001);
    history = changed(history, "xy", "words", 5_002);
    const back: string[] = [];
    for (let at = undone(history); at !== history; at = undone(history)) {
      history = at;
      back.push(history.present);
    }
    expect(back).toEqual(["x", "abcd", "abc", ""]);
  });
});

it("makes every kind of step so that it can be saved", () => {
  for (const kind of stepKinds) {
    const steps: FlowStep[] = [newStep(kind, "a", { x: 1, y: 1 })];
    expect(flowDefinitionSchema.safeParse({ start: "a", person: true, steps }).success).toBe(true);
  }
});

function overlaps(flow: FlowDefinition): string[] {
  const boxes = flow.steps.map((step) => ({ id: step.id, ...step.position, ...cardSize(step) }));
  return boxes.flatMap((a, at) =>
    boxes
      .slice(at + 1)
      .filter((b) => a.x < b.x + b.width && b.x < a.x + a.width && a.y < b.y + b.height && b.y < a.y + a.height)
      .map((b) => `${a.id} ${b.id}`),
  );
}

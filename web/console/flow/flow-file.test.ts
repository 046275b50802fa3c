import { describe, expect, it } from "vitest";
import { readFlowFile } from "./flow-file.ts";

const file = (definition: object, more: object = {}) =>
  JSON.stringify({ format: "fala.flow", formatVersion: 1, name: "A", description: "", definition, ...more });
const paths = (text: string) => {
  const read = readFlowFile(text);
  return read.ok ? [] : read.problems.map(({ path }) => path);
};
const end = { kind: "end", id: "a", position: { x: 0, y: 0 }, name: "", exits: {}, text: "", leaves: "done" };

describe("a flow's file", () => {
  it("is read when it is one", () => {
    expect(readFlowFile(file({ start: "a", person: true, steps: [end] })).ok).toBe(true);
  });

  it.each<[string[], string]>([
    [[""], "{"],
    [["format"], file({ start: null, person: true, steps: [] }, { format: "other" })],
    [["formatVersion"], file({ start: null, person: true, steps: [] }, { formatVersion: 2 })],
    [["definition.person"], file({ start: null, person: "yes", steps: [] })],
    [["definition.steps.0.kind"], file({ start: "a", person: true, steps: [{ ...end, kind: "shout" }] })],
    [["definition.steps.0.leaves"], file({ start: "a", person: true, steps: [{ ...end, leaves: "maybe" }] })],
    [["definition.steps"], file({ start: "a", person: true, steps: [end, end] })],
    [
      ["definition.steps"],
      file({ start: "a", person: true, steps: Array.from({ length: 10_000 }, (_, at) => ({ ...end, id: `s${at}` })) }),
    ],
  ])("is refused at %j", (expected, text) => {
    expect(paths(text)).toEqual(expected);
  });
});

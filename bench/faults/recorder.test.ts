import { expect, test } from "vitest";
import { Recorder } from "./recorder.ts";

const words = {
  conversation: "c1",
  mark: "a",
  author: "clara",
  side: "customer" as const,
  audience: "everyone" as const,
};

test("writes down what was acknowledged, and where", () => {
  const recorder = new Recorder();
  recorder.gave("id-1", words);
  recorder.gave("id-2", { ...words, mark: "b" });
  recorder.arrived("clara", "customer", '{"kind":"ack","id":"id-1","seq":7}');
  recorder.arrived("clara", "customer", '{"kind":"ack","id":"id-1","seq":7}');
  expect(recorder.acknowledged).toBe(1);
  expect(recorder.givenIn("c1").map(({ acknowledged }) => acknowledged)).toEqual([7, null]);
});

test("keeps another answer to the same, for the checker to find it in the wrong place", () => {
  const recorder = new Recorder();
  recorder.gave("id-1", words);
  recorder.arrived("clara", "customer", '{"kind":"ack","id":"id-1","seq":7}');
  recorder.arrived("clara", "customer", '{"kind":"ack","id":"id-1","seq":8}');
  expect(recorder.givenIn("c1")).toMatchObject([{ acknowledged: 8 }]);
});

test.each([
  '{"kind":"entries","entries":[{"seq":3,"body":{"kind":"note","text":"x"}}]}',
  '{"kind":"entries","entries":[{"seq":3,"body":{"kind":"assigned","to":null}}]}',
  '{"kind":"viewers","viewers":[]}',
  '{"kind":"entries","entries":[{"seq":3,"body":{"kind":"message","text":"«note-1-2-3» between us"}}]}',
])("finds what only the team is told in a frame to a customer: %s", (frame) => {
  const recorder = new Recorder();
  recorder.arrived("ana", "team", frame);
  expect(recorder.leaks).toEqual([]);
  recorder.arrived("clara", "customer", frame);
  expect(recorder.leaks).toHaveLength(1);
});

test("writes down what was refused for good", () => {
  const recorder = new Recorder();
  recorder.arrived(
    "ana",
    "team",
    '{"kind":"refused","id":"id-1","code":"rate_limited","message":"","retryAfterMs":1000}',
  );
  expect(recorder.refusals).toEqual([]);
  recorder.arrived("ana", "team", '{"kind":"refused","id":"id-1","code":"id_reused","message":"","retryAfterMs":null}');
  expect(recorder.refusals).toHaveLength(1);
});

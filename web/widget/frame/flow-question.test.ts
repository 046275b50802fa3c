import { describe, expect, it } from "vitest";
import type { CustomerEntry } from "#protocol/entry";
import { acceptOf, openQuestion } from "./flow-question.ts";

const entry = (seq: number, by: "customer" | "system", ask?: object): CustomerEntry => ({
  ...{ seq, id: `e${seq}`, at: seq, author: { kind: by } },
  body: { kind: "message", text: "…", editedAt: null, deletedAt: null, ...(ask ? { ask: ask as never } : {}) },
});
const rating = { answer: { kind: "rating", look: "stars", most: 5 } };

describe("the question that is open", () => {
  it("[FL15] is the newest message, where that asks", () => {
    expect(openQuestion([entry(1, "customer"), entry(2, "system", rating)], false)).toMatchObject({ seq: 2 });
  });

  it("[FL15] is none once somebody answered, or an answer is on its way", () => {
    expect(openQuestion([entry(2, "system", rating), entry(3, "customer")], false)).toBeNull();
    expect(openQuestion([entry(2, "system", rating)], true)).toBeNull();
  });

  it("[FL15] is none where this build cannot read it", () => {
    expect(openQuestion([entry(2, "system", { answer: { kind: "telepathy" } })], false)).toBeNull();
  });
});

describe("a question for a file", () => {
  it("offers what it asks for, and everything where the browser's picker has no name for a kind of it", () => {
    expect(acceptOf(["image", "video"])).toBe("image/*,video/*");
    expect(acceptOf(["image", "document"])).toBe("");
    expect(acceptOf([])).toBe("");
  });
});

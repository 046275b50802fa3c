import { describe, expect, it } from "vitest";
import { caretQuery, isShortcutLike } from "./caret-query.ts";

describe("what is looked for at the caret", () => {
  it("begins with its sign at the start or after a space, and ends with the caret", () => {
    expect(caretQuery("@", 1, "@")).toEqual({ start: 0, query: "" });
    expect(caretQuery("ask @mar now", 8, "@")).toEqual({ start: 4, query: "mar" });
    expect(caretQuery("ask @maria cl", 13, "@")).toEqual({ start: 4, query: "maria cl" });
    expect(caretQuery("mail ana@example.com", 20, "@")).toBeNull();
    expect(caretQuery("@maria\nnext", 11, "@")).toBeNull();
    expect(caretQuery("@maria ", 7, "@")).toBeNull();
  });

  it("is one thing for each sign", () => {
    expect(caretQuery("hi (#ref", 8, "#")).toEqual({ start: 4, query: "ref" });
    expect(caretQuery("hi #ref", 7, "@")).toBeNull();
    expect(caretQuery("c#", 2, "#")).toBeNull();
    expect(caretQuery("a##", 3, "#")).toBeNull();
  });
});

it("[TB16] a word behind # may mean a shortcut, a number or several words do not", () => {
  for (const meant of ["refnd", "fora-do-ar", "olá"]) expect(isShortcutLike(meant)).toBe(true);
  for (const other of ["", "1042", "A-17", "x", "refund today"]) expect(isShortcutLike(other)).toBe(false);
});

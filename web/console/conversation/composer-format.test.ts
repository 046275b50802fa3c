import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type FormatChange, toggleLines, toggleMark } from "./composer-format.ts";

/** The text after the change, with what is selected between [ and ]. */
function after(text: string, { start, end, words, selection }: FormatChange): string {
  const next = text.slice(0, start) + words + text.slice(end);
  return `${next.slice(0, selection[0])}[${next.slice(...selection)}]${next.slice(selection[1])}`;
}

/** A text with its selection written as [ and ]. */
function put(marked: string): [text: string, from: number, to: number] {
  const from = marked.indexOf("[");
  return [marked.replace("[", "").replace("]", ""), from, marked.indexOf("]") - 1];
}

const mark = (marked: string, sign: string) => after(put(marked)[0], toggleMark(...put(marked), sign));
const lines = (marked: string, kind: "list" | "steps" | "quote") =>
  after(put(marked)[0], toggleLines(...put(marked), kind));

describe("marks by keys", () => {
  it("stand around what is selected, without the spaces at its ends", () => {
    expect(mark("a [b ]c", "**")).toBe("a **[b]** c");
    expect(mark("a [] c", "*")).toBe("a *[]* c");
  });

  it("are taken away by the same key", () => {
    expect(mark("a **[b]** c", "**")).toBe("a [b] c");
    expect(mark("a [**b**] c", "**")).toBe("a [b] c");
    expect(mark("a **[b]** c", "*")).toBe("a ***[b]*** c");
    expect(mark("a ***[b]*** c", "*")).toBe("a **[b]** c");
  });

  it("pressed twice change nothing, in any text", () => {
    const word = fc.stringMatching(/^[a-z]{1,8}$/);
    fc.assert(
      fc.property(word, word, word, fc.constantFrom("**", "*", "~~", "`"), (before, inner, behind, sign) => {
        const marked = `${before} [${inner}] ${behind}`;
        expect(mark(mark(marked, sign), sign)).toBe(marked);
      }),
    );
  });
});

it("lines become a list, steps or a quote, and plain again", () => {
  expect(lines("x\n[a\nb]\ny", "list")).toBe("x\n[- a\n- b]\ny");
  expect(lines("[- a\n- b]", "steps")).toBe("[1. a\n2. b]");
  expect(lines("[1. a\n2. b]", "steps")).toBe("[a\nb]");
  expect(lines("a[]", "quote")).toBe("> a[]");
});

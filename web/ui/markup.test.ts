import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Block, type Inline, markupWords, parseMarkup } from "./markup.ts";

/** A line of the tree written with its kinds, so that a test reads it: "a <bold>b</bold>". */
const written = (parts: Inline[]): string =>
  parts
    .map((part) => {
      if ("text" in part) return part.kind === "code" ? `<code>${part.text}</code>` : part.text;
      const open = part.kind === "link" ? `link ${part.href}` : part.kind;
      return `<${open}>${written(part.children)}</${part.kind}>`;
    })
    .join("");
const blocksOf = (text: string) =>
  parseMarkup(text).map((block) => [block.kind, ...(block.kind === "code" ? [block.text] : block.lines.map(written))]);
const lineOf = (text: string) => blocksOf(text)[0]?.[1];

const wordsOf = (parts: Inline[]): string =>
  parts.map((part) => ("text" in part ? part.text : wordsOf(part.children))).join("");
const textOf = (blocks: Block[]) =>
  blocks.map((block) => (block.kind === "code" ? block.text : block.lines.map(wordsOf).join("\n"))).join("\n");

describe("marks in a line", () => {
  it.each([
    [
      "**bold** and *italic* and ~~struck~~",
      "<bold>bold</bold> and <italic>italic</italic> and <struck>struck</struck>",
    ],
    ["***both***", "<bold><italic>both</italic></bold>"],
    ["*a **b** c*", "<italic>a <bold>b</bold> c</italic>"],
    ["a `b ** c` d", "a <code>b ** c</code> d"],
    ["[here](https://x.org/a_(b)) now", "<link https://x.org/a_(b)>here</link> now"],
    ["[**so**](mailto:ana@x.org)", "<link mailto:ana@x.org><bold>so</bold></link>"],
    ["这是**重要**的", "这是<bold>重要</bold>的"],
  ])("%j reads as %j", (text, tree) => expect(lineOf(text)).toBe(tree));

  it.each([
    "2 * 3 * 4 and 2*3*4",
    "** not bold **",
    "one * alone, ~~two, `three",
    "**** ~~~~ ``x``",
    "[x](javascript:alert(1)) [y](data:text/html,x) [z](//x.org) [](https://x.org)",
    "[x](https://)",
    "<b>no</b> <img src=x onerror=alert(1)>",
    "snake_case_words and a_b",
  ])("%j is just text", (text) =>
    expect(parseMarkup(text)).toEqual([{ kind: "words", lines: [[{ kind: "text", text }]] }]),
  );
});

describe("blocks", () => {
  it("are lists, steps, quotes and code, between words that keep their lines", () => {
    expect(
      blocksOf("Hello\n\nthere\n\n- a\n- **b**\n\n3. c\n4. d\n> e\n> f\n```\nx  = *1*\n\n```\nend\n```one line```"),
    ).toEqual([
      ["words", "Hello", "", "there"],
      ["list", "a", "<bold>b</bold>"],
      ["steps", "c", "d"],
      ["quote", "e", "f"],
      ["code", "x  = *1*\n"],
      ["words", "end"],
      ["code", "one line"],
    ]);
  });

  it("begin with more than a sign alone", () => {
    for (const text of ["-5 degrees", "- ", "2026. was a year", "1.5 kg", ">:-(", "```", "```\nopen"]) {
      expect(blocksOf(text).map(([kind]) => kind)).toEqual(["words"]);
    }
  });
});

const signs = fc.constantFrom(
  "*",
  "**",
  "~~",
  "`",
  "```",
  "[",
  "](https://x.org)",
  ")",
  "> ",
  "- ",
  "1. ",
  "\n",
  " ",
  "a",
  "é",
  "🙂",
);
const texts = fc.oneof(
  fc.string({ unit: "grapheme" }),
  fc.array(signs, { maxLength: 60 }).map((all) => all.join("")),
);

it("stands without its marks in a list", () => {
  expect(markupWords("**Hi** *you*:\n- [here](https://x.org)\n```\nx\n```")).toBe("Hi you: here x");
});

describe("any text", () => {
  it("is read without a throw, and nothing but marks is left out", () => {
    fc.assert(
      fc.property(texts, (text) => {
        const shown = textOf(parseMarkup(text)).replaceAll(/\s/g, "");
        const marks = /[\s*~`[\]()>\-.\d]|https:\/\/x\.org/g;
        expect(shown.replaceAll(marks, "")).toBe(text.replaceAll(marks, ""));
        let at = 0;
        for (const character of shown) {
          at = text.indexOf(character, at) + 1;
          expect(at).toBeGreaterThan(0);
        }
      }),
      { numRuns: 500 },
    );
  });

  const plain = fc.stringMatching(/^[a-zé]{1,6}( [a-z]{1,4})?$/);
  const inlines = fc.letrec<{ line: Inline[] }>((tie) => ({
    line: fc.oneof(
      { depthSize: "small" },
      plain.map((text): Inline[] => [{ kind: "text", text }]),
      plain.map((text): Inline[] => [{ kind: "code", text }]),
      tie("line").map((children): Inline[] => [{ kind: "struck", children }]),
      tie("line").map((children): Inline[] => [{ kind: "bold", children }]),
      tie("line").map((children): Inline[] => [{ kind: "link", href: "https://x.org/", children }]),
    ),
  })).line;
  const signOf = { bold: "**", italic: "*", struck: "~~" } as const;
  const source = (parts: Inline[]): string =>
    parts
      .map((part) => {
        if ("text" in part) return part.kind === "code" ? `\`${part.text}\`` : part.text;
        if (part.kind === "link") return `[${source(part.children)}](${part.href})`;
        return `${signOf[part.kind]}${source(part.children)}${signOf[part.kind]}`;
      })
      .join("");
  /** A mark within itself is the one thing that cannot be written. */
  const isPlainNest = (parts: Inline[], within: string[] = []): boolean =>
    parts.every(
      (part) => "text" in part || (!within.includes(part.kind) && isPlainNest(part.children, [...within, part.kind])),
    );

  it("that is written from a tree reads as that tree", () => {
    fc.assert(
      fc.property(
        inlines.filter((line) => isPlainNest(line)),
        (line) => {
          expect(parseMarkup(source(line))).toEqual([{ kind: "words", lines: [line] }]);
        },
      ),
    );
  });

  it("of the full length takes no time, whatever is in it", () => {
    for (const sign of ["*", "**a ", "*a ", "~~", "`", "[", "[a](", "> ", "```\n", "**a** *b ", "***"]) {
      const text = sign.repeat(10_000).slice(0, 10_000);
      // The processor's time: on a busy machine the clock counts what others do.
      const before = process.threadCpuUsage();
      parseMarkup(text);
      const { user, system } = process.threadCpuUsage(before);
      expect((user + system) / 1_000, sign).toBeLessThan(100);
    }
  });
});

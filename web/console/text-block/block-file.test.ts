import type { BlockDraft } from "#protocol/text-block";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { readBlocksFile, writeCsv } from "./block-file.ts";

const teams = [{ id: "team-support", name: "Support" }];

function text(shortcut: string, words: string, more: Partial<BlockDraft> = {}): BlockDraft {
  return {
    ...{ kind: "text", shortcut, title: shortcut, folder: "", tags: [], scope: { kind: "agent" } },
    contents: [{ language: "", messages: [{ text: words }] }],
    ...more,
  } as BlockDraft;
}

const read = (csv: string) => readBlocksFile(csv, "blocks.csv", teams);
const again = (blocks: BlockDraft[]) => read(writeCsv(blocks, teams)).blocks.map(({ block }) => block);

describe("blocks as CSV", () => {
  const chat: BlockDraft = {
    ...{
      kind: "chat",
      title: "Refund",
      folder: "Money",
      tags: ["a", "b"],
      scope: { kind: "team", id: "team-support" },
    },
    contents: [
      { language: "", messages: [{ text: 'One, "two"\nthree' }, { text: "Four?", buttons: ["Yes", "No"] }] },
      { language: "pt-BR", messages: [{ text: "Um" }] },
    ],
  };

  it("come back as they went, with languages, messages, buttons and line breaks", () => {
    const blocks = [
      text("hello", "Hi {{customer.name|there}}"),
      chat,
      text("bye", "Bye", { scope: { kind: "everybody" } }),
    ];
    expect(again(blocks)).toEqual(blocks);
  });

  it("[TB15] runs nothing in a spreadsheet, and changes nothing", () => {
    const formulas = ["=1+1", "+55 11 99999", "-5 degrees", "@SUM(A1)", '=HYPERLINK("https://x.org")', "'=quoted"];
    const blocks = formulas.map((words, at) => text(`f${at}`, words));
    const csv = writeCsv(blocks, teams);
    for (const line of csv.split("\r\n").slice(1)) {
      for (const cell of line.split(",")) expect(cell.replace(/^"/, "")).not.toMatch(/^[=+@]/);
    }
    expect(again(blocks)).toEqual(blocks);
  });

  it("[TB15] with any words in them come back as they were", () => {
    const words = fc
      .string({ minLength: 1, maxLength: 40, unit: "grapheme" })
      .map((all) => all.trim().replaceAll("\r", ""));
    fc.assert(
      fc.property(
        words.filter((all) => all !== "" && all.trim() === all),
        (all) => {
          expect(again([text("one", all)])).toEqual([text("one", all)]);
        },
      ),
    );
  });

  it("[TB14] tells what is wrong by the line on which it begins", () => {
    const csv =
      'shortcut,title,text,scope\nhello,Hello,"two\nlines",me\nnot ok,X,words,\nempty,Empty,,\nteam,T,words,support\n';
    const file = read(csv);
    expect(file.blocks.map(({ line, block }) => [line, block.title, block.scope.kind])).toEqual([
      [2, "Hello", "agent"],
      [6, "T", "team"],
    ]);
    expect(file.problems).toEqual([
      { line: 4, field: "shortcut" },
      { line: 5, field: "contents" },
    ]);
  });

  it("name the files and articles that they cannot bring, and say on which lines they were", () => {
    const file = {
      id: "file-price-list",
      name: "prices.pdf",
      kind: "document",
      type: "application/pdf",
      size: 5,
    } as const;
    const message = { text: "Here", attachments: [file] };
    const csv = writeCsv(
      [text("plain", "Hi"), text("prices", "", { contents: [{ language: "", messages: [message] }] })],
      teams,
    );
    expect(csv).toContain("prices.pdf");
    expect(read(csv)).toMatchObject({ blocks: [{ line: 2 }, { line: 3 }], problems: [], without: [3] });
    expect(again([text("prices", "", { contents: [{ language: "", messages: [message] }] })])).toEqual([
      text("prices", "Here"),
    ]);
  });

  it("is refused as a whole where it is no such table, or no such JSON", () => {
    for (const [name, words] of [
      ["a.csv", ""],
      ["a.csv", "x,y\n1,2"],
      ["a.json", "{"],
      ["a.json", "[]"],
    ] as const) {
      expect(readBlocksFile(words, name, teams)).toEqual({
        blocks: [],
        problems: [{ line: 1, field: null }],
        without: [],
      });
    }
  });
});

it("blocks as JSON say which one is wrong", () => {
  const blocks = [text("hello", "Hi"), { kind: "text" }, "x"];
  const file = readBlocksFile(JSON.stringify({ blocks }), "blocks.json", teams);
  expect(file.blocks).toEqual([{ line: 1, block: text("hello", "Hi") }]);
  expect(file.problems.map(({ line }) => line)).toEqual([2, 3]);
});

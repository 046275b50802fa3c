import * as fc from "fast-check";
import { expect, test } from "vitest";
import type { ArticleDocument, Block } from "#protocol/article-document";
import { diffOf } from "./article-diff.ts";

const doc = (...lines: string[]): ArticleDocument => ({
  type: "doc",
  content: lines.map((text): Block => ({ type: "paragraph", content: [{ type: "text", text }] })),
});

test("[AR8] what stayed, what went and what came stand in the order of reading", () => {
  const parts = diffOf(doc("a", "b", "c"), doc("a", "x", "c", "d"));
  const words = parts.map(
    ({ kind, block }) => `${kind} ${block.type === "paragraph" ? JSON.stringify(block.content) : ""}`,
  );
  expect(words.map((line) => line.replace(/^(\w+).*"text":"(\w)".*$/, "$1 $2"))).toEqual([
    "same a",
    "removed b",
    "added x",
    "same c",
    "added d",
  ]);
});

test("[AR8] without what was added it is the old version, without what was removed the new one", () => {
  const lines = fc.array(fc.constantFrom("a", "b", "c", "d"), { maxLength: 8 });
  fc.assert(
    fc.property(lines, lines, (before, after) => {
      const parts = diffOf(doc(...before), doc(...after));
      const kept = (but: string) => parts.filter(({ kind }) => kind !== but).map(({ block }) => block);
      expect(kept("added")).toEqual(doc(...before).content);
      expect(kept("removed")).toEqual(doc(...after).content);
    }),
  );
});

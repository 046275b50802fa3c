import { expect, test } from "vitest";
import type { Article, ArticleLine } from "#protocol/article";
import { filtered, moved, shownLine, votesOf } from "./article-filter.ts";

const line = (language: ArticleLine["language"], title: string, more: Partial<ArticleLine> = {}): ArticleLine => ({
  ...{ language, title, excerpt: "", slug: null, state: "draft", savedAt: 1, helped: 0, notHelped: 0 },
  savedBy: { id: "agent-ana-souza", name: "Ana" },
  ...more,
});
const article = (id: string, more: Partial<Article>): Article => ({
  ...{ id, version: 1, category: null, position: 0, tags: [], lines: [] },
  ...more,
});

const grind = article("grind", {
  category: "brewing",
  tags: ["moagem"],
  lines: [line("en", "The right grind", { state: "published", helped: 3, notHelped: 1 }), line("pt-BR", "A moagem")],
});
const gift = article("gift", { lines: [line("en", "Give coffee away")] });

test("a list shows what fits all of its filters", () => {
  const ids = (filter: Parameters<typeof filtered>[1]) => filtered([grind, gift], filter).map(({ id }) => id);
  expect(ids({ words: "", state: "all" })).toEqual(["grind", "gift"]);
  expect(ids({ words: "", state: "published" })).toEqual(["grind"]);
  expect(ids({ words: "", state: "all", category: null })).toEqual(["gift"]);
  expect(ids({ words: "moag", state: "all" })).toEqual(["grind"]);
  expect(ids({ words: "coffee gi", state: "all" })).toEqual(["gift"]);
  expect(ids({ words: "tea", state: "all" })).toEqual([]);
});

test("an article is shown in the reader's language, else in one of its own", () => {
  expect(shownLine(grind, "pt-PT")?.title).toBe("A moagem");
  expect(shownLine(grind, "de")?.title).toBe("The right grind");
  expect(shownLine(article("new", {}), "en")).toBeNull();
});

test("votes are counted over all languages", () => {
  expect(votesOf(grind)).toEqual({ count: 4, share: 75 });
  expect(votesOf(gift)).toBeNull();
});

test("a step changes places with the neighbour, and stops at the ends", () => {
  expect(moved(["a", "b", "c"], "c", -1)).toEqual(["a", "c", "b"]);
  expect(moved(["a", "b", "c"], "a", -1)).toEqual(["a", "b", "c"]);
  expect(moved(["a", "b"], "x", 1)).toEqual(["a", "b"]);
});

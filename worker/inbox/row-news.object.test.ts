import { expect, test } from "vitest";
import type { InboxRow } from "../protocol/inbox.ts";
import { reportOf } from "../testing/reports.ts";
import { RowNews } from "./row-news.object.ts";

const team = { id: "team", name: "Support" };
const rowOf = (id: string, version: number) => reportOf({ id, version, team }).row;

/** News for so many lists; `told`: each frame, as conversations with their versions. */
function newsFor(lists: number) {
  const told: string[][] = [];
  const works: Promise<void>[] = [];
  const news = new RowNews({
    lists: () => lists,
    tell: (rows: InboxRow[]) => void told.push(rows.map(({ id, version }) => `${id} ${version}`)),
    after: (work) => void works.push(work),
  });
  return { news, told, works };
}

test("[IN53] 100 lists are told of each change at once", () => {
  const { news, told, works } = newsFor(100);
  news.add([rowOf("a", 1)]);
  news.add([rowOf("a", 2)]);
  expect(told).toEqual([["a 1"], ["a 2"]]);
  expect(works).toEqual([]);
});

test("[IN53] more are told once, of each conversation the newest row, of an erased one none", async () => {
  const { news, told, works } = newsFor(101);
  news.add([rowOf("a", 2), rowOf("b", 1)]);
  news.add([rowOf("a", 1), rowOf("c", 1)]);
  news.add([rowOf("b", 3)]);
  news.forget("c");
  expect(told).toEqual([]);
  await Promise.all(works);
  expect(works).toHaveLength(1);
  expect(told).toEqual([["a 2", "b 3"]]);
  news.add([rowOf("a", 3)]);
  await Promise.all(works);
  expect(told.slice(1)).toEqual([["a 3"]]);
});

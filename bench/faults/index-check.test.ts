import { expect, test } from "vitest";
import { differences, type IndexRow, type Log } from "./index-check.ts";

const log: Log = {
  conversation: "c1",
  customer: "clara",
  lines: [
    { seq: 1, at: 10, author: { kind: "customer" }, body: { kind: "started" } },
    { seq: 2, at: 10, author: { kind: "customer" }, body: { kind: "message", text: "Hello" } },
    { seq: 3, at: 20, author: { kind: "agent" }, body: { kind: "assigned", to: { id: "ana", name: "Ana" } } },
    { seq: 4, at: 30, author: { kind: "customer" }, body: { kind: "message", text: "Are you  there?" } },
    { seq: 5, at: 40, author: { kind: "agent" }, body: { kind: "note", text: "Later" } },
    { seq: 6, at: 50, author: { kind: "agent" }, body: { kind: "status", to: "snoozed" } },
  ],
  read: 2,
};

const row: IndexRow = {
  id: "c1",
  status: "snoozed",
  customer: { id: "clara" },
  assignee: { id: "ana" },
  lastMessage: { seq: 4, at: 30, by: "customer", text: "Are you there?" },
  unread: 1,
};

test("an index that says what the log says differs in nothing", () => {
  expect(differences(log, row)).toEqual([]);
});

test.each<[string, IndexRow | undefined]>([
  ["is not in the index", undefined],
  ["status", { ...row, status: "open" }],
  ["owner", { ...row, assignee: null }],
  ["owner", { ...row, assignee: { id: "bruno" } }],
  ["newest message", { ...row, lastMessage: { seq: 2, at: 30, by: "customer", text: "Are you there?" } }],
  ["its words", { ...row, lastMessage: { seq: 4, at: 30, by: "customer", text: "Hello" } }],
  ["its author", { ...row, lastMessage: { seq: 4, at: 30, by: "agent", text: "Are you there?" } }],
  ["unread", { ...row, unread: 2 }],
  ["customer", { ...row, customer: { id: "diego" } }],
])("a wrong row is found: %s", (what, wrong) => {
  expect(differences(log, wrong)).toEqual([expect.stringContaining(what)]);
});

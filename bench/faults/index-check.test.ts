import { expect, test } from "vitest";
import { differences, type IndexRow, type Log, type LogLine } from "./index-check.ts";

const log: Log = {
  conversation: "c1",
  customer: "clara",
  lines: [
    { seq: 1, at: 10, author: { kind: "customer" }, body: { kind: "started", team: { id: "support" } } },
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
  team: { id: "support" },
  waitingSince: 10,
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
  ["team", { ...row, team: { id: "sales" } }],
  ["flow", { ...row, flow: { id: "welcome" } }],
  ["tags", { ...row, tags: ["vip"] }],
  ["priority", { ...row, priority: "urgent" }],
  ["waiting since", { ...row, waitingSince: null }],
  ["waiting since", { ...row, waitingSince: 30 }],
])("a wrong row is found: %s", (what, wrong) => {
  expect(differences(log, wrong)).toEqual([expect.stringContaining(what)]);
});

/** The log goes on with these. */
const after = (...more: Pick<LogLine, "author" | "body">[]): Log => ({
  ...log,
  lines: [...log.lines, ...more.map((line, index) => ({ seq: 7 + index, at: 60 + 10 * index, ...line }))],
});
const by = (kind: string, body: LogLine["body"]) => ({ author: { kind }, body });
const flow = { id: "welcome", name: "Welcome" };
const goesOn = by("system", { kind: "flow", did: "went_on", run: { flow }, set: { tags: ["vip"], priority: "high" } });
const ends = (outcome: string) => by("system", { kind: "flow", did: "ended", outcome, run: { flow } });
const done = by("agent", { kind: "status", to: "done" });

test.each<[string, Log, Partial<IndexRow>]>([
  [
    "a transfer",
    after(by("agent", { kind: "transferred", to: null, team: { id: "sales" } })),
    { assignee: null, team: { id: "sales" } },
  ],
  ["done", after(done), { status: "done", waitingSince: null }],
  ["a flow that goes on", after(goesOn), { flow, tags: ["vip"], priority: "high", waitingSince: null }],
  ["one that finished", after(goesOn, ends("finished")), { tags: ["vip"], priority: "high", waitingSince: null }],
  ["one that ended for a person", after(ends("person")), { waitingSince: 60 }],
  ["one that ended for a person when it was done", after(done, ends("person")), { status: "done", waitingSince: null }],
  [
    "a call, of which the lines do not say whether it went live",
    after(by("agent", { kind: "call" })),
    { waitingSince: 5 },
  ],
  ["a note, which is no answer", after(by("agent", { kind: "note", text: "Hm" })), {}],
])("an index that says what the log says after %s differs in nothing", (_, longer, changed) => {
  expect(differences(longer, { ...row, ...changed })).toEqual([]);
});

test("an answer ends the waiting, and the next message begins it", () => {
  const answered = after(
    by("agent", { kind: "message", text: "Yes" }),
    by("customer", { kind: "message", text: "Ah" }),
  );
  const lastMessage = { seq: 8, at: 70, by: "customer", text: "Ah" };
  const now = { ...row, lastMessage, unread: 2 };
  expect(differences(answered, { ...now, waitingSince: 70 })).toEqual([]);
  expect(differences(answered, { ...now, waitingSince: 10 })).toEqual([expect.stringContaining("waiting since")]);
});

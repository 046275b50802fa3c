import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { InboxRow } from "#protocol/inbox";
import { arrange, comparePlaces, listsOf, matches, newerRow, placeOf } from "./inbox-lists.ts";

const me = { id: "agent-anna-1", teamIds: ["team-sales-1"] };
const anna = { id: "agent-anna-1", name: "Anna" };
const bela = { id: "agent-bela-1", name: "Bela" };
const row = (more: Partial<InboxRow> = {}): InboxRow => ({
  id: "conversation-1",
  number: 1,
  version: 1,
  startedAt: 1,
  lastAt: 1,
  site: { id: "site-shop-1", name: "Shop" },
  team: { id: "team-sales-1", name: "Sales" },
  customer: { id: "customer-01", name: null, email: null, verified: false },
  topic: null,
  status: "open",
  snoozedUntil: null,
  assignee: null,
  waitingSince: null,
  lastMessage: null,
  unread: 0,
  ...more,
});

describe("the lists of a row", () => {
  test.each([
    ["open without an owner", row(), ["waiting", "open"]],
    ["open and mine", row({ assignee: anna }), ["mine", "open"]],
    ["open and a colleague's", row({ assignee: bela }), ["open"]],
    ["snoozed, whoever owns it", row({ status: "snoozed", assignee: anna }), ["snoozed"]],
    ["done", row({ status: "done", assignee: anna }), ["done"]],
    ["of another team", row({ team: { id: "team-care-01", name: "Care" } }), []],
    ["of another team but mine", row({ team: { id: "team-care-01", name: "Care" }, assignee: anna }), ["mine", "open"]],
  ])("%s", (_, it, lists) => {
    expect(listsOf(it, me)).toEqual(lists);
  });

  test("the filter by agent narrows open, snoozed and done, and nothing else", () => {
    const query = { team: null, agent: bela.id, sort: "newest" as const };
    expect(matches(row({ assignee: bela }), { ...query, list: "open" }, me)).toBe(true);
    expect(matches(row({ assignee: anna }), { ...query, list: "open" }, me)).toBe(false);
    expect(matches(row(), { ...query, list: "waiting" }, me)).toBe(true);
    expect(matches(row({ assignee: anna }), { ...query, list: "mine" }, me)).toBe(true);
  });
});

describe("the order", () => {
  const order = (rows: InboxRow[], query: Parameters<typeof placeOf>[1]) =>
    [...rows].sort((a, b) => comparePlaces(placeOf(a, query), placeOf(b, query))).map(({ number }) => number);
  const rows = [
    row({ number: 1, lastAt: 10, waitingSince: 5 }),
    row({ number: 2, lastAt: 30, waitingSince: null }),
    row({ number: 3, lastAt: 20, waitingSince: 3 }),
    row({ number: 4, lastAt: 20, waitingSince: 3 }),
    row({ number: null, lastAt: 30, waitingSince: 30 }),
  ];

  test("newest: the last message first, of equals the higher number, one without a number before all of them", () => {
    expect(order(rows, { list: "open", sort: "newest" })).toEqual([null, 2, 4, 3, 1]);
  });

  test("longest waiting: who waits longest first, nobody waiting last", () => {
    expect(order(rows, { list: "open", sort: "longest_waiting" })).toEqual([3, 4, 1, null, 2]);
  });

  test("what is done is always the newest first", () => {
    expect(order(rows, { list: "done", sort: "longest_waiting" })).toEqual([null, 2, 4, 3, 1]);
  });
});

describe("two rows of one conversation", () => {
  test("the higher version is right", () => {
    expect(newerRow(row({ version: 2 }), row({ version: 1 }))).toBeNull();
    expect(newerRow(row({ version: 1 }), row({ version: 2, unread: 3 }))?.unread).toBe(3);
  });

  test("the number comes with the same version, and is not lost again", () => {
    expect(newerRow(row({ number: null }), row({ number: 7 }))?.number).toBe(7);
    expect(newerRow(row({ number: 7 }), row({ number: null }))).toBeNull();
    expect(newerRow(row({ number: 7 }), row({ number: null, version: 2 }))?.number).toBe(7);
  });
});

describe("a frozen list", () => {
  test("holds back what would come in between, and shows what comes after the end", () => {
    expect(arrange(["a", "b"], ["new", "a", "b", "c"], true)).toEqual({ shown: ["a", "b", "c"], held: 1 });
  });

  test("keeps what left, and counts it", () => {
    expect(arrange(["a", "b", "c"], ["a", "c"], true)).toEqual({ shown: ["a", "b", "c"], held: 1 });
  });

  test("is in order again when it is not frozen any more", () => {
    expect(arrange(["a", "b"], ["new", "b"], false)).toEqual({ shown: ["new", "b"], held: 0 });
  });

  test("never moves a row that is shown, and loses none, whatever changes", () => {
    const ids = fc.uniqueArray(fc.constantFrom("a", "b", "c", "d", "e", "f", "g", "h"));
    fc.assert(
      fc.property(ids, fc.array(ids), (first, changes) => {
        let { shown } = arrange([], first, true);
        for (const wanted of changes) {
          const next = arrange(shown, wanted, true).shown;
          expect(next.slice(0, shown.length)).toEqual(shown);
          expect(new Set(next).size).toBe(next.length);
          shown = next;
        }
      }),
    );
  });
});

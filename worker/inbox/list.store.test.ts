import { beforeAll, describe, expect, test } from "vitest";
import type { InboxRow } from "../protocol/inbox.ts";
import { testEnv } from "../testing/browser.ts";
import { reportOf } from "../testing/reports.ts";
import { writeIndex } from "./index.store.ts";
import {
  attentionRows,
  type ListQuery,
  readIdsAfter,
  readList,
  readOfCustomer,
  readRowByNumber,
} from "./list.store.ts";

const { DB } = testEnv;
const teams = ["team-list-a", "team-list-b", "team-list-c"].map((id) => ({ id, name: id }));
const agents = [null, { id: "agent-list-1", name: "Ana" }, { id: "agent-list-2", name: "Bruno" }];
const statuses = ["open", "snoozed", "done"] as const;

/** 540 conversations: every team, owner and status alike, with many equal times. */
let rows: InboxRow[] = [];

beforeAll(async () => {
  const reports = Array.from({ length: 540 }, (_, index) =>
    reportOf({
      team: teams[index % 3] ?? { id: "", name: "" },
      assignee: agents[Math.floor(index / 3) % 3] ?? null,
      status: statuses[Math.floor(index / 9) % 3] ?? "open",
      lastAt: 1_000 + (index % 7),
      waitingSince: index % 5 === 0 ? null : 1_000 + (index % 4),
    }),
  );
  const numbers = await writeIndex(DB, reports);
  rows = reports.map(({ row }) => ({ ...row, number: numbers.get(row.id) ?? 0 }));
});

const all: ListQuery = { list: "open", sort: "newest", teams: teams.map(({ id }) => id), agent: null, cursor: null };

async function walk(query: ListQuery): Promise<InboxRow[]> {
  const found: InboxRow[] = [];
  let cursor: string | null = null;
  do {
    const page = await readList(DB, { ...query, cursor });
    expect(page.rows.length).toBeLessThanOrEqual(50);
    found.push(...page.rows);
    cursor = page.next;
  } while (cursor !== null);
  return found;
}

function expected({ list, sort, teams: readable, agent }: ListQuery): number[] {
  const status = list === "snoozed" || list === "done" ? list : "open";
  const key = (row: InboxRow) =>
    sort === "newest" || list === "done"
      ? -row.lastAt
      : row.status === "open"
        ? (row.waitingSince ?? Infinity)
        : Infinity;
  const direction = sort === "newest" || list === "done" ? -1 : 1;
  return rows
    .filter((row) => row.status === status && readable.includes(row.team.id))
    .filter((row) => (list === "waiting" ? row.assignee === null : agent === null || row.assignee?.id === agent))
    .toSorted((a, b) => {
      const [first, second] = [key(a), key(b)];
      return first === second ? direction * ((a.number ?? 0) - (b.number ?? 0)) : first - second;
    })
    .map(({ number }) => number ?? 0);
}

describe("lists", () => {
  const queries: ListQuery[] = [];
  for (const list of ["waiting", "open", "snoozed", "done"] as const)
    for (const sort of ["newest", "longest_waiting"] as const)
      for (const team of [all.teams, ["team-list-b"], ["team-list-a", "team-list-c"]])
        for (const agent of list === "waiting" ? [null] : [null, "agent-list-1"])
          queries.push({ ...all, list, sort, teams: team, agent });

  test.each(queries)("[IN14][IN15] $list by $sort in $teams of $agent: every row once, in order", async (query) => {
    expect((await walk(query)).map(({ number }) => number)).toEqual(expected(query));
  });

  test("[IN14] mine is what is open and mine; no teams, no rows", async () => {
    const mine: ListQuery = { ...all, list: "mine", agent: "agent-list-2" };
    expect((await walk(mine)).map(({ number }) => number)).toEqual(expected(mine));
    expect(await readList(DB, { ...all, teams: [] })).toEqual({ rows: [], next: null });
  });

  test.each(["", "x", "1", "1.x", "NaN.NaN", "9e99.1", "1.5.2", "' OR 1=1 --", "🙂"])(
    "[IN15] the cursor %j reads as the beginning, or harmlessly",
    async (cursor) => {
      const page = await readList(DB, { ...all, cursor });
      expect(page.rows.every((row) => row.status === "open")).toBe(true);
      if (!/^\d+\.\d/.test(cursor)) expect(page).toEqual(await readList(DB, all));
    },
  );

  test("[IN15] a row that comes while somebody scrolls doubles none and hides none", async () => {
    const first = await readList(DB, all);
    await writeIndex(DB, [reportOf({ team: { id: "team-list-a", name: "" }, lastAt: 9_999 })]);
    const second = await readList(DB, { ...all, cursor: first.next });
    const numbers = [...first.rows, ...second.rows].map(({ number }) => number);
    expect(numbers).toEqual(expected(all).slice(0, 100));
  });

  test("what needs an agent: what waits in the team, longest first, and their own", async () => {
    const found = await attentionRows(DB, "team-list-b", "agent-list-1");
    expect(found.every((row) => row.team.id === "team-list-b" && row.status === "open")).toBe(true);
    expect(new Set(found.map((row) => row.assignee?.id))).toEqual(new Set([undefined, "agent-list-1"]));
  });

  test("[IN16] every list walks along an index and sorts nothing", async () => {
    const statements: [string, unknown[]][] = [];
    const spy = new Proxy(DB, {
      get: (target, name) =>
        name === "prepare"
          ? (sql: string) => {
              const statement = target.prepare(sql);
              return { bind: (...values: unknown[]) => (statements.push([sql, values]), statement.bind(...values)) };
            }
          : Reflect.get(target, name).bind(target),
    });
    for (const query of [...queries, { ...all, list: "mine" as const, agent: "agent-list-1" }]) {
      await readList(spy, query);
      await readList(spy, { ...query, cursor: "1003.200" });
    }
    await attentionRows(spy, "team-list-a", "agent-list-1");
    await readOfCustomer(spy, "customer-1");
    await readIdsAfter(spy, 10, 10);
    const plans = new Map<string, string>();
    for (const [sql, values] of statements) {
      const { results } = await DB.prepare(`EXPLAIN QUERY PLAN ${sql}`)
        .bind(...values)
        .all<{ detail: string }>();
      plans.set(sql, results.map(({ detail }) => detail).join("; "));
    }
    expect(plans.size).toBeGreaterThan(15);
    for (const [sql, plan] of plans) {
      expect(plan, sql).not.toMatch(/TEMP B-TREE|SCAN conversation/);
      expect(plan, sql).toMatch(/SEARCH conversation USING (INDEX conversation_|INTEGER PRIMARY KEY)/);
    }
  });

  test("a number finds its conversation", async () => {
    const [row] = rows;
    expect((await readRowByNumber(DB, row?.number ?? 0))?.id).toBe(row?.id);
    expect(await readRowByNumber(DB, 999_999)).toBeNull();
  });
});

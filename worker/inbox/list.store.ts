import { type InboxPage, type InboxRow, inboxRowSchema, type ListName, type Sort } from "../protocol/inbox.ts";

/** Rows of one page. */
const pageRows = 50;

/** Rows of the first frame of an inbox socket: beyond that many waiting conversations, a longer list helps nobody. */
const attentionMost = 250;

export type ListQuery = {
  list: ListName;
  sort: Sort;
  /** The teams whose conversations the asking agent may see, narrowed to one if they filtered. */
  teams: string[];
  /** Whose conversations: the asking agent for `mine`, or whom they filtered for; null is everybody. */
  agent: string | null;
  cursor: string | null;
};

type Found = { number: number; key: number; row: string };
type Step = { key: number; number: number };

/**
 * One page of a list, by keyset along an index: page 1,000 costs what page 1 costs. Asks once per team, because an
 * order over several teams is in no index, and merges.
 */
export async function readList(db: D1Database, query: ListQuery): Promise<InboxPage> {
  if (query.teams.length === 0) return { rows: [], next: null };
  const after = query.cursor === null ? null : parseCursor(query.cursor);
  const newest = query.sort === "newest" || query.list === "done";
  const places = query.agent === null ? query.teams.map((team) => [team]) : [query.teams];
  const answers = await db.batch<Found>(places.map((teams) => statement(db, query, teams, newest, after)));
  const direction = newest ? -1 : 1;
  const found = answers
    .flatMap(({ results }) => results)
    .toSorted((a, b) => direction * (a.key - b.key || a.number - b.number));
  const rows = found.slice(0, pageRows);
  const last = rows.at(-1);
  return {
    rows: rows.map(rowOf),
    next: found.length > pageRows && last !== undefined ? `${last.key}.${last.number}` : null,
  };
}

function statement(
  db: D1Database,
  query: ListQuery,
  teams: string[],
  newest: boolean,
  after: Step | null,
): D1PreparedStatement {
  const column = newest ? "last_at" : "waits_from";
  const order = newest ? "DESC" : "ASC";
  const status = query.list === "snoozed" || query.list === "done" ? query.list : "open";
  const conditions = [`status = '${status}'`];
  const values: (string | number)[] = [];
  if (query.agent === null) {
    conditions.push("team_id = ?");
    values.push(teams[0] ?? "");
    if (query.list === "waiting") conditions.push("assignee_id IS NULL");
  } else {
    conditions.push("assignee_id = ?", "team_id IN (SELECT value FROM json_each(?))");
    values.push(query.agent, JSON.stringify(teams));
  }
  if (after !== null) {
    conditions.push(`(${column}, number) ${newest ? "<" : ">"} (?, ?)`);
    values.push(after.key, after.number);
  }
  return db
    .prepare(
      `SELECT number, ${column} AS key, row FROM conversation WHERE ${conditions.join(" AND ")}
       ORDER BY ${column} ${order}, number ${order} LIMIT ${pageRows + 1}`,
    )
    .bind(...values);
}

const waitingQuery = `SELECT number, waits_from AS key, row FROM conversation
  WHERE team_id = ? AND status = 'open' AND assignee_id IS NULL ORDER BY waits_from, number LIMIT ${attentionMost}`;

/** What needs this agent in this team: everything that waits, and their own open conversations. */
export async function attentionRows(db: D1Database, teamId: string, agentId: string): Promise<InboxRow[]> {
  const answers = await db.batch<Found>([
    db.prepare(waitingQuery).bind(teamId),
    db
      .prepare(
        `SELECT number, last_at AS key, row FROM conversation
         WHERE assignee_id = ? AND status = 'open' AND team_id = ? ORDER BY last_at DESC, number DESC LIMIT ${attentionMost}`,
      )
      .bind(agentId, teamId),
  ]);
  return answers.flatMap(({ results }) => results).map(rowOf);
}

/** What waits in this team, as the index has it: whoever waits longest first. */
export async function waitingRows(db: D1Database, teamId: string): Promise<InboxRow[]> {
  const { results } = await db.prepare(waitingQuery).bind(teamId).all<Found>();
  return results.map(rowOf);
}

/** Conversations of a team, in whatever status, in the order of their numbers. */
export async function idsOfTeam(
  db: D1Database,
  teamId: string,
  after: number,
  most: number,
): Promise<{ id: string; number: number }[]> {
  const { results } = await db
    .prepare("SELECT id, number FROM conversation WHERE team_id = ? AND number > ? ORDER BY number LIMIT ?")
    .bind(teamId, after, most)
    .all<{ id: string; number: number }>();
  return results;
}

/** Null where the index does not know it. */
export async function readRow(db: D1Database, id: string): Promise<InboxRow | null> {
  const found = await db.prepare("SELECT number, 0 AS key, row FROM conversation WHERE id = ?").bind(id).first<Found>();
  return found === null ? null : rowOf(found);
}

/** In no particular order; ids that are unknown are left out. */
export async function readRows(db: D1Database, ids: string[]): Promise<InboxRow[]> {
  const { results } = await db
    .prepare("SELECT number, 0 AS key, row FROM conversation WHERE id IN (SELECT value FROM json_each(?))")
    .bind(JSON.stringify(ids))
    .all<Found>();
  return results.map(rowOf);
}

export async function readRowByNumber(db: D1Database, number: number): Promise<InboxRow | null> {
  const found = await db
    .prepare("SELECT number, 0 AS key, row FROM conversation WHERE number = ?")
    .bind(number)
    .first<Found>();
  return found === null ? null : rowOf(found);
}

/** A customer's conversations, newest first: the hundred newest, which is more than anybody reads. */
export async function readOfCustomer(db: D1Database, customerId: string): Promise<InboxRow[]> {
  const { results } = await db
    .prepare(
      "SELECT number, last_at AS key, row FROM conversation WHERE customer_id = ? ORDER BY last_at DESC LIMIT 100",
    )
    .bind(customerId)
    .all<Found>();
  return results.map(rowOf);
}

/** Ids in the order of their last message, for a walk over everything. */
export async function readIdsAfter(
  db: D1Database,
  after: number,
  most: number,
): Promise<{ id: string; number: number }[]> {
  const { results } = await db
    .prepare("SELECT id, number FROM conversation WHERE number > ? ORDER BY number LIMIT ?")
    .bind(after, most)
    .all<{ id: string; number: number }>();
  return results;
}

function rowOf({ number, row }: Found): InboxRow {
  return { ...inboxRowSchema.parse(JSON.parse(row)), number };
}

/** A cursor that is none reads as the beginning: at worst somebody sees the first page again. */
function parseCursor(cursor: string): Step | null {
  const [key, number] = cursor.split(".").map(Number);
  return key !== undefined && number !== undefined && Number.isSafeInteger(key) && Number.isSafeInteger(number)
    ? { key, number }
    : null;
}

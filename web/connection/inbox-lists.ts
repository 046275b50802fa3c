import type { InboxRow, ListName, Sort } from "#protocol/inbox";

/** Who looks at the lists: rows of other teams are not theirs, unless the conversation is. */
export type Onlooker = { id: string; teamIds: readonly string[] };

/** What is asked of a list. `team` and `agent` narrow it; null: all of the onlooker's. */
export type InboxQuery = { list: ListName; team: string | null; agent: string | null; sort: Sort };

/** The lists in which this row stands for this agent. */
export function listsOf(row: InboxRow, me: Onlooker): ListName[] {
  if (!me.teamIds.includes(row.team.id) && row.assignee?.id !== me.id) return [];
  if (row.status !== "open") return [row.status];
  // Nobody waits while a flow talks to the customer.
  if (row.assignee === null) return row.flow === undefined ? ["waiting", "open"] : ["open"];
  return row.assignee.id === me.id ? ["mine", "open"] : ["open"];
}

/** Whether a row belongs to what is asked. `waiting` and `mine` say already whose it is. */
export function matches(row: InboxRow, query: InboxQuery, me: Onlooker): boolean {
  if (!listsOf(row, me).includes(query.list)) return false;
  if (query.team !== null && row.team.id !== query.team) return false;
  if (query.list === "waiting" || query.list === "mine") return true;
  return query.agent === null || row.assignee?.id === query.agent;
}

/** Comes after every other: nobody waits there, or the index has not numbered it yet. */
const never = Number.MAX_SAFE_INTEGER;

/** The place of a row in a list: smaller first. The same order as the index's, or pages would not fit together. */
export type Place = { key: number; number: number };

export function placeOf(row: InboxRow, { list, sort }: Pick<InboxQuery, "list" | "sort">): Place {
  const number = row.number ?? never;
  // Nobody waits in what is done; the index keeps no such order for it.
  if (sort === "newest" || list === "done") return { key: -row.lastAt, number: -number };
  return { key: row.status === "open" ? (row.waitingSince ?? never) : never, number };
}

/** Negative where `a` stands before `b`. */
export function comparePlaces(a: Place, b: Place): number {
  return a.key - b.key || a.number - b.number;
}

/**
 * The newer of two rows of the same conversation; null where what came brings nothing new. The number is given by the
 * index after the row, so a row of the same version may still bring it.
 */
export function newerRow(held: InboxRow | undefined, came: InboxRow): InboxRow | null {
  if (held === undefined) return came;
  if (came.version < held.version) return null;
  if (came.version === held.version) return held.number === null && came.number !== null ? came : null;
  return came.number === null ? { ...came, number: held.number } : came;
}

/**
 * What a list shows, given what it showed and what it should. Not frozen, that is what it should. Frozen, nothing on
 * the screen moves: rows stay where they are, those that left are kept, and only rows that come after all of them are
 * added; `held` counts the others, and those that would move or leave.
 */
export function arrange(
  shown: readonly string[],
  wanted: readonly string[],
  frozen: boolean,
): { shown: readonly string[]; held: number } {
  if (!frozen) return { shown: wanted, held: 0 };
  const places = new Map(wanted.map((id, index) => [id, index]));
  const here = new Set(shown);
  const end = shown.reduce((last, id) => Math.max(last, places.get(id) ?? -1), -1);
  const after = wanted.slice(end + 1).filter((id) => !here.has(id));
  const between = wanted.slice(0, end + 1).filter((id) => !here.has(id)).length;
  const left = shown.filter((id) => !places.has(id)).length;
  const order = shown.flatMap((id) => places.get(id) ?? []);
  const moved = order.filter((place, index) => index > 0 && place < (order[index - 1] ?? 0)).length;
  return { shown: after.length === 0 ? shown : [...shown, ...after], held: between + left + moved };
}

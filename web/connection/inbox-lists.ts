import type { InboxRow, ListName, Sort } from "#protocol/inbox";

/** Who looks at the lists: rows of other teams are not theirs, unless the conversation is. */
export type Onlooker = { id: string; teamIds: readonly string[] };

/** What is asked of a list. `team` and `agent` narrow it; null: all of the onlooker's. */
export type InboxQuery = { list: ListName; team: string | null; agent: string | null; sort: Sort };

/** The lists in which this row stands for this agent. */
export function listsOf(row: InboxRow, me: Onlooker): ListName[] {
  void [row, me];
  throw new Error("not written yet");
}

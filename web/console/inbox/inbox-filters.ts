import type { InboxQuery } from "../../connection/inbox-lists.ts";
import type { ListName, Sort } from "#protocol/inbox";

/** What somebody chose, as it stands in the address, so that it survives a reload and can be handed to a colleague. */
export type InboxFilters = { team: string | null; agent: string | null; sort: Sort | null };

/** In the waiting line whoever waits longest is next; elsewhere the newest matters. */
export function defaultSort(list: ListName): Sort {
  return list === "waiting" ? "longest_waiting" : "newest";
}

/** Whether an owner can be chosen here: waiting ones have none, and mine are mine. */
export function hasAgentFilter(list: ListName): boolean {
  return list !== "waiting" && list !== "mine";
}

/** What is asked of a list. A filter that means nothing in this list is left out, not lost. */
export function queryOf(list: ListName, filters: InboxFilters): InboxQuery {
  return {
    list,
    team: filters.team,
    agent: hasAgentFilter(list) ? filters.agent : null,
    sort: filters.sort ?? defaultSort(list),
  };
}

import type * as z from "zod/mini";
import { type InboxPage, inboxPageSchema, type InboxRow, inboxRowSchema, searchPageSchema } from "#protocol/inbox";
import { paths } from "#protocol/paths";
import { type Standings, standingsSchema } from "#protocol/workspace";
import { type HttpResult, nothingSchema, type Request } from "./http.ts";
import type { InboxQuery } from "./inbox-lists.ts";

/** 50 rows of a list. `cursor` is the `next` of the page before; null: the first. */
export function askPage(request: Request, query: InboxQuery, cursor: string | null): Promise<HttpResult<InboxPage>> {
  return request({
    method: "GET",
    path: paths.conversations,
    query: { list: query.list, team: query.team, agent: query.agent, sort: query.sort, cursor },
    schema: inboxPageSchema,
  });
}

/** One row, for a link that leads straight to a conversation. */
export function askRow(request: Request, id: string): Promise<HttpResult<InboxRow>> {
  return request({ method: "GET", path: `${paths.conversations}/${encodeURIComponent(id)}`, schema: inboxRowSchema });
}

/** Erases a conversation for good, where this agent may. */
export function askErase(request: Request, id: string): Promise<HttpResult<undefined>> {
  return request({ method: "DELETE", path: `${paths.conversations}/${encodeURIComponent(id)}`, schema: nothingSchema });
}

/** Searches names, addresses, numbers and transcripts. Hand in a signal to drop a search that typing made old. */
export function askSearch(
  request: Request,
  q: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<HttpResult<z.infer<typeof searchPageSchema>>> {
  const asked = { method: "GET" as const, path: paths.search, query: { q, cursor }, schema: searchPageSchema };
  return request(signal === undefined ? asked : { ...asked, signal });
}

/** How the agents of all teams stand now. */
export function askStandings(request: Request): Promise<HttpResult<Standings>> {
  return request({ method: "GET", path: paths.standings, schema: standingsSchema });
}

/** A customer's conversations, the newest first; the open one is among them. */
export function askEarlier(
  request: Request,
  customerId: string,
  cursor: string | null,
): Promise<HttpResult<InboxPage>> {
  const path = paths.customerConversations(encodeURIComponent(customerId));
  return request({ method: "GET", path, query: { cursor }, schema: inboxPageSchema });
}

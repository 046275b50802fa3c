import type { InboxPage, InboxRow, SearchHit } from "#protocol/inbox";
import type { HttpResult, Request } from "./http.ts";
import type { InboxQuery } from "./inbox-lists.ts";

/** 50 rows of a list. `cursor` is the `next` of the page before; null: the first. */
export function askPage(request: Request, query: InboxQuery, cursor: string | null): Promise<HttpResult<InboxPage>> {
  void [request, query, cursor];
  throw new Error("not written yet");
}

/** One row, for a link that leads straight to a conversation. */
export function askRow(request: Request, id: string): Promise<HttpResult<InboxRow>> {
  void [request, id];
  throw new Error("not written yet");
}

/** Searches names, addresses, numbers and transcripts. Hand in a signal to drop a search that typing made old. */
export function askSearch(
  request: Request,
  q: string,
  cursor: string | null,
  signal?: AbortSignal,
): Promise<HttpResult<{ hits: SearchHit[]; next: string | null }>> {
  void [request, q, cursor, signal];
  throw new Error("not written yet");
}

/** A customer's conversations, the newest first; the open one is among them. */
export function askEarlier(
  request: Request,
  customerId: string,
  cursor: string | null,
): Promise<HttpResult<InboxPage>> {
  void [request, customerId, cursor];
  throw new Error("not written yet");
}

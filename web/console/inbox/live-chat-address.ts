import { type ListName, listNameSchema } from "#protocol/inbox";

/** The route of the Live Chat screens, for the router. One component stands for all of it, so that the lists stay as they are. */
export const liveChatRoute = "/live-chat/:list?/:id?";

/** A list by itself. */
export function listAddress(list: ListName): string {
  return `/live-chat/${list}`;
}

/**
 * A conversation, with a list beside it ("open" where the caller does not care). `at` is the seq of the entry to show; absent: the
 * newest.
 */
export function conversationAddress(id: string, list: ListName = "open", at: number | null = null): string {
  return `/live-chat/${list}/${id}${at === null ? "" : `?at=${at}`}`;
}

/** Goes with the way to a conversation whose customer shows their page: it is seen there, also where it was closed before. */
export const showingPage = { showPage: true };

/** The list that an address names; the waiting line where it names none. */
export function listNamed(name: string | undefined): ListName {
  const parsed = listNameSchema.safeParse(name);
  return parsed.success ? parsed.data : "waiting";
}

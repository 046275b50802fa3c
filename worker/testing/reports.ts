import type { Report } from "../inbox/report.domain.ts";
import type { Named } from "../protocol/conversation.ts";
import type { InboxRow } from "../protocol/inbox.ts";
import { newCustomer, newId, shop, somewhere } from "./actors.ts";

/** What a Conversation object would report of such a row. */
export function reportOf(row: Partial<InboxRow> & { team: Named }, texts: Report["texts"] = []): Report {
  const full: InboxRow = {
    ...{ id: newId(), number: null, version: 1, startedAt: 1, lastAt: 1, site: shop, customer: newCustomer() },
    ...{ topic: null, status: "open", snoozedUntil: null, assignee: null, waitingSince: 1, lastMessage: null },
    unread: 0,
    ...row,
  };
  return {
    row: full,
    tried: [],
    customer: { ...full.customer, siteId: shop.id, attributes: "{}", place: somewhere, seenAt: full.lastAt },
    texts,
    doneAt: full.status === "done" ? full.lastAt : null,
  };
}

import type { Customer, Place } from "../protocol/customer.ts";
import type { InboxRow } from "../protocol/inbox.ts";

/**
 * What a Conversation object tells its Inbox object after something changed: the row of the lists, the customer as the
 * index keeps them, and the texts that the search has not read yet. Repeating a report is harmless: each part is
 * written only over something older.
 */
export type Report = {
  row: InboxRow;
  customer: { siteId: string; attributes: string; place: Place; seenAt: number } & Customer;
  texts: SearchText[];
};

/** The text of one entry as it stands now; an empty one is taken out of the search. */
export type SearchText = { seq: number; at: number; text: string };

/** What a report is answered with, once it is in D1. */
export type Reported = { number: number };

export function chunk<T>(items: readonly T[], size: number): T[][] {
  return Array.from({ length: Math.ceil(items.length / size) }, (_, part) =>
    items.slice(part * size, (part + 1) * size),
  );
}

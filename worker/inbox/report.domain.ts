import type { Tried } from "../assignment/assignment.domain.ts";
import type { Customer, Place } from "../protocol/customer.ts";
import type { FlowRunFigure } from "../protocol/flow-run.ts";
import type { InboxRow } from "../protocol/inbox.ts";

/** What a Conversation object tells its Inbox object at once: the row, and who did not answer it since its customer waits. */
export type Told = { row: InboxRow; tried: Tried[] };

/**
 * What a Conversation object tells its Inbox object after something changed: the row of the lists, the customer as the
 * index keeps them, and the texts that the search has not read yet. Repeating a report is harmless: each part is
 * written only over something older.
 */
export type Report = Told & {
  customer: { siteId: string; attributes: string; place: Place; seenAt: number } & Customer;
  texts: SearchText[];
  /** Since when it is done; null where it is not. */
  doneAt: number | null;
  /** The newest runs of flows, for the figures; absent where there was none. */
  runs?: FlowRunFigure[];
};

/** The text of one entry as it stands now; an empty one is taken out of the search. */
export type SearchText = { seq: number; at: number; text: string };

/** What a report is answered with, once it is in D1: the conversation's number, and its team's time for a first reply. */
export type Reported = { number: number; firstReplySeconds: number };

/** The newest report of each conversation: what an index keeps of it is written once, however often it changed meanwhile. */
export function newestOfEach(reports: readonly Report[]): Report[] {
  const newest = new Map<string, Report>();
  for (const report of reports) {
    const known = newest.get(report.row.id);
    if (known === undefined || known.row.version < report.row.version) newest.set(report.row.id, report);
  }
  return [...newest.values()];
}

/** The texts in order, in parts of at most so many characters together; one that is longer alone is a part of its own. */
export function inParts(texts: readonly string[], mostCharacters: number): string[][] {
  const parts: string[][] = [];
  let room = 0;
  for (const text of texts) {
    const part = parts.at(-1);
    room -= text.length;
    if (part !== undefined && room >= 0) part.push(text);
    else {
      parts.push([text]);
      room = mostCharacters - text.length;
    }
  }
  return parts;
}

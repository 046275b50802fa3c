import type { InboxRow } from "#protocol/inbox";
import { askRow } from "./conversation-requests.ts";
import type { Request } from "./http.ts";
import { newerRow } from "./inbox-lists.ts";

/** Rows that may be out of date are asked for one by one, this many at a time. */
const askedAtOnce = 4;

/** More doubtful rows than this are let go at once: the pages of the lists bring back what belongs there. */
const askedMost = 100;

/**
 * Every row that is known, each in its newest version. A row may stand here although the conversation changed while
 * nobody listened; whoever notices that it is missing where it should be has it asked for.
 */
export interface InboxRows {
  get(id: string): InboxRow | undefined;
  all(): Iterable<InboxRow>;
  /** Takes what is newer. `live` is the moment of the socket that told it; pages have none. */
  put(rows: readonly InboxRow[], live: number | null): { row: InboxRow; before: InboxRow | null }[];
  /** Whether a socket told this row at or after that moment. */
  toldSince(id: string, moment: number): boolean;
  /** It is no more. */
  drop(id: string): void;
  /** Asks the index for these: takes what is newer, forgets what is no longer there. */
  verify(ids: readonly string[]): Promise<void>;
}

export function makeInboxRows(options: { request: Request; onChange(): void }): InboxRows {
  const rows = new Map<string, InboxRow>();
  const told = new Map<string, number>();
  const asking = new Set<string>();

  function put(incoming: readonly InboxRow[], live: number | null): { row: InboxRow; before: InboxRow | null }[] {
    const changed: { row: InboxRow; before: InboxRow | null }[] = [];
    for (const came of incoming) {
      const held = rows.get(came.id);
      if (live !== null && came.version >= (held?.version ?? 0)) told.set(came.id, live);
      const row = newerRow(held, came);
      if (row === null) continue;
      rows.set(row.id, row);
      changed.push({ row, before: held ?? null });
    }
    if (changed.length > 0) options.onChange();
    return changed;
  }

  function forget(id: string) {
    told.delete(id);
    if (rows.delete(id)) options.onChange();
  }

  async function ask(id: string) {
    const held = rows.get(id);
    const answer = await askRow(options.request, id);
    if (answer.ok) put([answer.value], null);
    else if (rows.get(id) !== held) return;
    // A row without a number was never in the index: that it is not there says nothing.
    else if ((answer.error.code === "not_found" || answer.error.code === "forbidden") && held?.number !== null)
      forget(id);
  }

  return {
    get: (id) => rows.get(id),
    all: () => rows.values(),
    put,
    drop: forget,
    toldSince: (id, moment) => (told.get(id) ?? -Infinity) >= moment,
    async verify(ids) {
      const doubtful = ids.filter((id) => !asking.has(id));
      for (const id of doubtful.slice(askedMost)) forget(id);
      const left = doubtful.slice(0, askedMost);
      for (const id of left) asking.add(id);
      const workers = Array.from({ length: askedAtOnce }, async () => {
        for (let id = left.shift(); id !== undefined; id = left.shift()) {
          await ask(id);
          asking.delete(id);
        }
      });
      await Promise.all(workers);
    },
  };
}

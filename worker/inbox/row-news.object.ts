import type { InboxRow } from "../protocol/inbox.ts";

/** So many lists are told of each change at once. */
const fewLists = 100;

/** More of them are told together what changed in this time. */
const gatherMs = 250;

type At = {
  lists: () => number;
  tell: (rows: InboxRow[]) => void;
  after: (work: Promise<void>) => void;
};

/**
 * When a team's lists are told what of their rows has changed: at once, or where many are open, the newest of each conversation a few times
 * a second. 20 changes a second to 1,000 lists would be 20,000 frames a second, which keep one object from everything else. What
 * is gathered an eviction may lose: it cuts the sockets, and who comes back gets a welcome.
 */
export class RowNews {
  readonly #at: At;
  readonly #gathered = new Map<string, InboxRow>();

  constructor(at: At) {
    this.#at = at;
  }

  add(rows: InboxRow[]): void {
    const isGathering = this.#gathered.size > 0;
    if (!isGathering && this.#at.lists() <= fewLists) return this.#at.tell(rows);
    for (const row of rows) {
      if ((this.#gathered.get(row.id)?.version ?? 0) <= row.version) this.#gathered.set(row.id, row);
    }
    if (!isGathering) this.#at.after(scheduler.wait(gatherMs).then(() => this.#tellGathered()));
  }

  /** Of a conversation that is erased: nothing of it is told any more. */
  forget(conversation: string): void {
    this.#gathered.delete(conversation);
  }

  #tellGathered(): void {
    const rows = [...this.#gathered.values()];
    this.#gathered.clear();
    if (rows.length > 0) this.#at.tell(rows);
  }
}

import * as z from "zod/mini";
import type { StoredEntry } from "./log.domain.ts";

/** What the index has: the version that D1 holds, how far the search has read, and what changed behind that. */
export const indexedSchema = z.object({ sent: z.int(), searched: z.int(), rewritten: z.array(z.int()) });
export type Indexed = z.infer<typeof indexedSchema>;

/** A text as the search gets it. */
type IndexedText = { seq: number; at: number; text: string };

/** What an entry says in words, for the search: of messages and notes, with the names of their files. */
export class TextStore {
  readonly #sql: SqlStorage;
  /** What the log says anyway, remembered until the object sleeps. Null: not known now. */
  #unsearched: IndexedText[] | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * What the search has not read yet: new messages and notes, and those that were rewritten since. As it is now: what is written
   * while these are on their way is not among them.
   */
  toIndex(indexed: Indexed, most: number): IndexedText[] {
    if (this.#unsearched === null) {
      const texts = this.#read(indexed, most);
      if (texts.length === most) return texts;
      this.#unsearched = texts;
    }
    return this.#unsearched.slice(0, most);
  }

  /** What stands behind `seq`. */
  after(seq: number, most: number): IndexedText[] {
    const known = this.#unsearched?.filter((text) => text.seq > seq).slice(0, most);
    return known ?? this.#read({ searched: seq, rewritten: [] }, most);
  }

  /** The words of an entry as they stand now; null where it has none. */
  at(seq: number): string | null {
    const query = `SELECT ${foundText} AS text FROM entry WHERE seq = ?`;
    return this.#sql.exec<{ text: string | null }>(query, seq).toArray()[0]?.text ?? null;
  }

  /** They were just written. */
  remember(entries: readonly StoredEntry[]): void {
    for (const { seq, at, body } of entries)
      if (body.kind === "message" || body.kind === "note") this.#unsearched?.push({ seq, at, text: foundTextOf(body) });
  }

  noteIndexed({ searched, rewritten }: Indexed): void {
    const isKnown = rewritten.length === 0;
    this.#unsearched = isKnown ? (this.#unsearched?.filter(({ seq }) => seq > searched) ?? null) : null;
  }

  forget(): void {
    this.#unsearched = null;
  }

  #read({ searched, rewritten }: Omit<Indexed, "sent">, most: number): IndexedText[] {
    const query = `SELECT seq, at, ${foundText} AS text FROM entry
      WHERE (seq > ? OR seq IN (SELECT value FROM json_each(?))) AND body ->> 'kind' IN ('message', 'note') ORDER BY seq LIMIT ?`;
    return this.#sql.exec<IndexedText>(query, searched, JSON.stringify(rewritten), most).toArray();
  }
}

/** What the search finds of an entry: its words, and the names of its files. */
const foundText = `(body ->> 'text') || coalesce(
  (SELECT char(10) || group_concat(value ->> 'name', char(10)) FROM json_each(body, '$.attachments')), '')`;

/** The same of an entry that was not written yet. */
function foundTextOf({
  text,
  attachments = [],
}: {
  text: string;
  attachments?: { name: string }[] | undefined;
}): string {
  return [text, ...attachments.map(({ name }) => name)].join("\n");
}

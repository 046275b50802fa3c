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
  /**
   * Every text behind `after`, as the log has it: an object remembers what it read or wrote itself until it sleeps, since reading that again
   * costs more than a message does.
   */
  #known: { after: number; texts: IndexedText[] } | null = null;

  constructor(sql: SqlStorage) {
    this.#sql = sql;
  }

  /**
   * What the search has not read yet: new messages and notes, and those that were rewritten since. As it is now: what is written
   * while these are on their way is not among them.
   */
  toIndex({ searched, rewritten }: Indexed, most: number): IndexedText[] {
    const again = rewritten.length === 0 ? [] : this.#readAgain(searched, rewritten, most);
    return [...again, ...this.after(searched, most - again.length)];
  }

  /** What stands behind `seq`. */
  after(seq: number, most: number): IndexedText[] {
    if (this.#known !== null && this.#known.after <= seq)
      return this.#known.texts.filter((text) => text.seq > seq).slice(0, most);
    const texts = this.#read("seq > ?", seq, most);
    if (texts.length < most) this.#known = { after: seq, texts: [...texts] };
    return texts;
  }

  /** The words of an entry as they stand now; null where it has none. */
  at(seq: number): string | null {
    const query = `SELECT ${foundText} AS text FROM entry WHERE seq = ?`;
    return this.#sql.exec<{ text: string | null }>(query, seq).toArray()[0]?.text ?? null;
  }

  /** They were just written, behind everything else. */
  remember(entries: readonly StoredEntry[]): void {
    for (const { seq, at, body } of entries) {
      this.#known ??= { after: seq - 1, texts: [] };
      if (body.kind === "message" || body.kind === "note") this.#known.texts.push({ seq, at, text: foundTextOf(body) });
    }
  }

  /** The search has read this far: that much is not asked for again. */
  noteIndexed({ searched }: Indexed): void {
    if (this.#known === null || this.#known.after >= searched) return;
    this.#known = { after: searched, texts: this.#known.texts.filter(({ seq }) => seq > searched) };
  }

  forget(): void {
    this.#known = null;
  }

  #readAgain(searched: number, rewritten: readonly number[], most: number): IndexedText[] {
    const seqs = JSON.stringify(rewritten.filter((seq) => seq <= searched));
    return this.#read("seq IN (SELECT value FROM json_each(?))", seqs, most);
  }

  #read(where: string, value: number | string, most: number): IndexedText[] {
    const query = `SELECT seq, at, ${foundText} AS text FROM entry
      WHERE ${where} AND body ->> 'kind' IN ('message', 'note') ORDER BY seq LIMIT ?`;
    return this.#sql.exec<IndexedText>(query, value, most).toArray();
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

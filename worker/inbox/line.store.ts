import * as z from "zod/mini";
import { compareInLine } from "../assignment/assignment.domain.ts";
import { isBegun, type ObjectMigration, tablesIn } from "../platform/object-migrations.ts";
import type { LineEntry } from "./line.domain.ts";

export const lineMigration: ObjectMigration = {
  id: "002_line",
  sql: `
    CREATE TABLE line (
      conversation_id TEXT PRIMARY KEY,
      version INTEGER NOT NULL,
      since INTEGER NOT NULL,
      tried TEXT NOT NULL,
      watched INTEGER NOT NULL DEFAULT 0
    ) WITHOUT ROWID
  `,
};

export const lineToldMigration: ObjectMigration = {
  id: "005_line_told",
  sql: "ALTER TABLE line ADD COLUMN rung INTEGER NOT NULL DEFAULT 0; ALTER TABLE line ADD COLUMN told TEXT",
};

const placeInLineSchema = z.object({ place: z.nullable(z.int()), available: z.boolean() });

type LineRow = {
  conversation_id: string;
  version: number;
  since: number;
  tried: string;
  rung: number;
  watched: number;
  told: string | null;
};
/** Of that many conversations that left it is remembered when. */
const leftMost = 1_000;

const triedSchema = z.array(z.object({ id: z.string(), at: z.int() }));

/** The waiting line of one team, in the Inbox object's own storage; in memory too, since every report asks. */
export class LineStore {
  readonly #storage: DurableObjectStorage;
  #kept: Map<string, LineEntry> | null = null;
  /** Ids in the line's order, until that changes: sorting a long line anew for each report would take longer than all else. */
  #order: string[] | null = null;
  /** Versions at which conversations left, the newest last: a report that was overtaken must not bring one back. */
  readonly #left = new Map<string, number>();

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  /** Read once after each wake-up. An object that keeps nothing yet has none. */
  get #entries(): Map<string, LineEntry> {
    if (this.#kept !== null) return this.#kept;
    const rows = isBegun(tablesIn(this.#storage))
      ? this.#storage.sql.exec<LineRow>("SELECT * FROM line").toArray()
      : [];
    this.#kept = new Map(
      rows.map(({ conversation_id: conversation, version, since, tried, rung, watched, told }) => [
        conversation,
        {
          ...{ conversation, version, since, tried: triedSchema.parse(JSON.parse(tried)) },
          ...{ rung: rung === 1, watched: watched === 1 },
          told: told === null ? null : placeInLineSchema.parse(JSON.parse(told)),
        },
      ]),
    );
    return this.#kept;
  }

  get size(): number {
    return this.#entries.size;
  }

  get(conversation: string): LineEntry | null {
    return this.#entries.get(conversation) ?? null;
  }

  /** Whoever waits longest is first. */
  inOrder(): LineEntry[] {
    this.#order ??= [...this.#entries.values()].toSorted(compareInLine).map(({ conversation }) => conversation);
    return this.#order.flatMap((conversation) => this.#entries.get(conversation) ?? []);
  }

  /** Whether any customer is to be told their place. */
  get isWatched(): boolean {
    for (const { watched } of this.#entries.values()) if (watched) return true;
    return false;
  }

  save(entry: LineEntry): void {
    if (this.#entries.get(entry.conversation)?.since !== entry.since) this.#order = null;
    this.#entries.set(entry.conversation, entry);
    this.#storage.sql.exec(
      "INSERT OR REPLACE INTO line (conversation_id, version, since, tried, rung, watched, told) VALUES (?, ?, ?, ?, ?, ?, ?)",
      ...[entry.conversation, entry.version, entry.since, JSON.stringify(entry.tried), Number(entry.rung)],
      ...[Number(entry.watched), entry.told === null ? null : JSON.stringify(entry.told)],
    );
  }

  /** It does not wait here at this version of its row. */
  remove(conversation: string, version: number): void {
    this.#left.delete(conversation);
    this.#left.set(conversation, version);
    const oldest = this.#left.keys().next().value;
    if (this.#left.size > leftMost && oldest !== undefined) this.#left.delete(oldest);
    if (!this.#entries.delete(conversation)) return;
    this.#order = null;
    this.#storage.sql.exec("DELETE FROM line WHERE conversation_id = ?", conversation);
  }

  /** Whether something newer was heard of this conversation. */
  isOld(conversation: string, version: number): boolean {
    const known = this.#entries.get(conversation)?.version ?? this.#left.get(conversation) ?? -1;
    return version < known;
  }
}

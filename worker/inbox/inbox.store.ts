import * as z from "zod/mini";
import { KeptValue } from "../platform/kept-value.ts";
import type { ObjectMigration } from "../platform/object-migrations.ts";
import { agentSchema, agentStatusSchema } from "../protocol/agent.ts";
import { type Named, namedSchema } from "../protocol/conversation.ts";
import { assignmentMethodSchema } from "../protocol/team.ts";
import { lineMigration } from "./line.store.ts";

export const inboxMigrations: readonly ObjectMigration[] = [
  {
    id: "000_watch",
    sql: "CREATE TABLE watch (session_id TEXT NOT NULL, conversation_id TEXT NOT NULL, PRIMARY KEY (session_id, conversation_id)) WITHOUT ROWID",
  },
  {
    id: "001_revoked",
    sql: "CREATE TABLE revoked (session_id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID",
  },
  lineMigration,
];

const rosterSchema = z.object({
  team: z.object({ id: z.string(), name: z.string() }),
  /** False where D1 knows no such team. */
  known: z.boolean(),
  method: assignmentMethodSchema,
  firstReplySeconds: z.int(),
  agents: z.array(z.extend(agentSchema, { limit: z.int() })),
  readAt: z.int(),
});
/** Who is in the team, as D1 had it at `readAt`. */
export type Roster = z.infer<typeof rosterSchema>;

const standingsSchema = z.record(
  z.string(),
  z.object({
    id: z.string(),
    ...agentStatusSchema.shape,
    ...{ assignedAt: z.int(), availableSince: z.int() },
  }),
);
type Standings = z.infer<typeof standingsSchema>;

/** The Inbox object's own storage: a copy of the roster that outlives D1's bad hours, how its agents stand, who is here. */
export class InboxStore {
  readonly #storage: DurableObjectStorage;
  readonly #roster: KeptValue<Roster>;
  readonly #standings: KeptValue<Standings>;
  readonly #present: KeptValue<string[]>;
  readonly #dissolved: KeptValue<Named>;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#roster = new KeptValue(storage, "roster", rosterSchema);
    this.#standings = new KeptValue(storage, "standings", standingsSchema);
    this.#present = new KeptValue(storage, "present", z.array(z.string()));
    this.#dissolved = new KeptValue(storage, "dissolved", namedSchema);
  }

  readRoster(): Roster | null {
    return this.#roster.read();
  }

  saveRoster(roster: Roster): void {
    this.#roster.write(roster);
  }

  /** By agent: how they stand, as their Agent objects told. */
  readStandings(): Standings {
    return this.#standings.read() ?? {};
  }

  saveStandings(standings: Standings): void {
    this.#standings.write(standings);
  }

  /** The agents whose Agent objects were told that they have a socket here: an object that was cut off finds out whom it lost. */
  readPresent(): string[] {
    return this.#present.read() ?? [];
  }

  savePresent(agentIds: string[]): void {
    this.#present.write(agentIds);
  }

  /** The team that got everything when this one was deleted; null while there is this one. */
  readDissolved(): Named | null {
    return this.#dissolved.read();
  }

  saveDissolved(into: Named): void {
    this.#dissolved.write(into);
  }

  /** This session ended: nobody comes in with it any more, though some browser's cookie may still say otherwise. */
  noteRevoked(sessionId: string, until: number): void {
    this.#storage.sql.exec("INSERT OR REPLACE INTO revoked (session_id, until) VALUES (?, ?)", sessionId, until);
  }

  isRevoked(sessionId: string): boolean {
    return this.#storage.sql.exec("SELECT 1 FROM revoked WHERE session_id = ?", sessionId).toArray().length > 0;
  }

  /** Their cookies have run out by now. Answers when the next one does, or null. */
  forgetRevoked(now: number): number | null {
    this.#storage.sql.exec("DELETE FROM revoked WHERE until <= ?", now);
    return this.#storage.sql.exec<{ next: number | null }>("SELECT min(until) AS next FROM revoked").one().next;
  }

  /** This session has this conversation open: whoever ends the session must close that socket too. */
  watch(sessionId: string, conversationId: string): void {
    this.#storage.sql.exec(
      "INSERT OR IGNORE INTO watch (session_id, conversation_id) VALUES (?, ?)",
      sessionId,
      conversationId,
    );
  }

  unwatch(sessionId: string, conversationId: string): void {
    this.#storage.sql.exec("DELETE FROM watch WHERE session_id = ? AND conversation_id = ?", sessionId, conversationId);
  }

  watchedBy(sessionId: string): string[] {
    const rows = this.#storage.sql.exec<{ conversation_id: string }>(
      "SELECT conversation_id FROM watch WHERE session_id = ?",
      sessionId,
    );
    return rows.toArray().map((row) => row.conversation_id);
  }
}

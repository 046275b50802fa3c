import * as z from "zod/mini";
import { KeptValue } from "../platform/kept-value.ts";
import type { ObjectMigration } from "../platform/object-migrations.ts";
import { agentSchema, agentStatusSchema } from "../protocol/agent.ts";
import { type Named, namedSchema } from "../protocol/conversation.ts";
import type { Mention } from "../protocol/inbox.ts";
import { limits } from "../protocol/limits.ts";
import { assignmentMethodSchema } from "../protocol/team.ts";
import { lineMigration, lineToldMigration } from "./line.store.ts";

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
  {
    id: "003_mention",
    sql: "CREATE TABLE mention (agent_id TEXT NOT NULL, conversation_id TEXT NOT NULL, by_id TEXT NOT NULL, by_name TEXT NOT NULL, at INTEGER NOT NULL, PRIMARY KEY (agent_id, conversation_id)) WITHOUT ROWID",
  },
  {
    // Sums of 1: a note names them, and 2: they are asked into the call.
    id: "004_mention_why",
    sql: "ALTER TABLE mention ADD COLUMN why INTEGER NOT NULL DEFAULT 1",
  },
  lineToldMigration,
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
    changedAt: z.optional(z.int()),
  }),
);
type Standings = z.infer<typeof standingsSchema>;

const presentSchema = z.array(z.string());

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
    this.#present = new KeptValue(storage, "present", presentSchema);
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

  /** Until the agent looks at the conversation; the newest of each conversation. Repeating it is safe. */
  keepMention(agentId: string, { conversation, by, at, call }: Mention): void {
    this.#storage.sql.exec(
      `INSERT INTO mention (agent_id, conversation_id, by_id, by_name, at, why) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT DO UPDATE SET by_id = excluded.by_id, by_name = excluded.by_name, at = excluded.at, why = why | excluded.why`,
      ...[agentId, conversation, by.id, by.name, at, call === true ? 2 : 1],
    );
    this.#storage.sql.exec(
      "DELETE FROM mention WHERE agent_id = ?1 AND at <= (SELECT at FROM mention WHERE agent_id = ?1 ORDER BY at DESC LIMIT 1 OFFSET ?2)",
      ...[agentId, limits.mentionsKept],
    );
  }

  /** Answers whether there was one. */
  forgetMention(agentId: string, conversation: string): boolean {
    const query = "DELETE FROM mention WHERE agent_id = ? AND conversation_id = ?";
    return this.#storage.sql.exec(query, agentId, conversation).rowsWritten > 0;
  }

  /** Its call is over. Answers the agents who have nothing left to look at there. */
  forgetInvitations(conversation: string): string[] {
    this.#storage.sql.exec("UPDATE mention SET why = 1 WHERE conversation_id = ? AND why = 3", conversation);
    const query = "DELETE FROM mention WHERE conversation_id = ? AND why = 2 RETURNING agent_id";
    return this.#storage.sql
      .exec<{ agent_id: string }>(query, conversation)
      .toArray()
      .map((row) => row.agent_id);
  }

  /** A conversation is no more. */
  forgetConversation(conversation: string): void {
    for (const table of ["mention", "watch"])
      this.#storage.sql.exec(`DELETE FROM ${table} WHERE conversation_id = ?`, conversation);
  }

  mentionsOf(agentId: string): Mention[] {
    const query = "SELECT conversation_id, by_id, by_name, at, why FROM mention WHERE agent_id = ? ORDER BY at DESC";
    return this.#storage.sql
      .exec<{ conversation_id: string; by_id: string; by_name: string; at: number; why: number }>(query, agentId)
      .toArray()
      .map((row) => ({
        ...{ conversation: row.conversation_id, by: { id: row.by_id, name: row.by_name }, at: row.at },
        ...(row.why === 1 ? {} : { call: true as const }),
      }));
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

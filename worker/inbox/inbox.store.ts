import * as z from "zod/mini";
import type { ObjectMigration } from "../platform/object-migrations.ts";
import type { Availability } from "../protocol/agent.ts";
import { type RosterAgent, rosterAgentSchema } from "../protocol/inbox.ts";

export const inboxMigrations: readonly ObjectMigration[] = [
  {
    id: "000_watch",
    sql: "CREATE TABLE watch (session_id TEXT NOT NULL, conversation_id TEXT NOT NULL, PRIMARY KEY (session_id, conversation_id)) WITHOUT ROWID",
  },
  {
    id: "001_revoked",
    sql: "CREATE TABLE revoked (session_id TEXT PRIMARY KEY, until INTEGER NOT NULL) WITHOUT ROWID",
  },
];

const rosterSchema = z.object({
  team: z.object({ id: z.string(), name: z.string() }),
  /** False where D1 knows no such team. */
  known: z.boolean(),
  agents: z.array(rosterAgentSchema),
  readAt: z.int(),
});
/** Who is in the team, as D1 had it at `readAt`. */
export type Roster = z.infer<typeof rosterSchema>;

const seenSchema = z.record(z.string(), z.int());

/** The Inbox object's own storage: a copy of the roster that outlives D1's bad hours, and who was here last when. */
export class InboxStore {
  readonly #storage: DurableObjectStorage;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
  }

  readRoster(): Roster | null {
    const parsed = rosterSchema.safeParse(this.#storage.kv.get("roster"));
    return parsed.success ? parsed.data : null;
  }

  saveRoster(roster: Roster): void {
    this.#storage.kv.put("roster", roster);
  }

  /** When each agent's last socket closed. */
  readSeen(): Record<string, number> {
    const parsed = seenSchema.safeParse(this.#storage.kv.get("seen"));
    return parsed.success ? parsed.data : {};
  }

  saveSeen(seen: Record<string, number>): void {
    this.#storage.kv.put("seen", seen);
  }

  /** The agents who had a socket when anything was last heard: an object that was cut off finds out whom it lost. */
  readPresent(): string[] {
    const parsed = z.array(z.string()).safeParse(this.#storage.kv.get("present"));
    return parsed.success ? parsed.data : [];
  }

  savePresent(agentIds: string[]): void {
    this.#storage.kv.put("present", agentIds);
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

/** An agent answers while they say so and have a socket, or had one a moment ago. */
export function availabilityOf(
  agent: RosterAgent,
  connected: boolean,
  seenAt: number | undefined,
  now: number,
  graceMs: number,
): Availability {
  const reachable = connected || (seenAt !== undefined && now - seenAt < graceMs);
  return reachable ? agent.availability : "away";
}

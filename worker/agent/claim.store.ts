import * as z from "zod/mini";
import { KeptValue } from "../platform/kept-value.ts";
import type { ObjectMigration } from "../platform/object-migrations.ts";
import { agentStatusSchema, availabilitySchema, roleSchema } from "../protocol/agent.ts";
import { namedSchema } from "../protocol/conversation.ts";

export const agentMigrations: readonly ObjectMigration[] = [
  {
    id: "000_claim",
    sql: `
      CREATE TABLE claim (
        conversation_id TEXT PRIMARY KEY,
        at INTEGER NOT NULL,
        idle INTEGER NOT NULL DEFAULT 0,
        confirmed INTEGER NOT NULL DEFAULT 0
      ) WITHOUT ROWID
    `,
  },
];

const profileSchema = z.object({
  name: z.string(),
  role: roleSchema,
  teams: z.array(namedSchema),
  said: availabilitySchema,
  limit: z.int(),
  /** False: they left the company. */
  active: z.boolean(),
  readAt: z.int(),
});
/** The agent as D1 had them at `readAt`. */
export type AgentProfile = z.infer<typeof profileSchema>;

const presenceSchema = z.object({
  /** The teams in whose inbox they have a socket, and when these inboxes were last asked. */
  inboxes: z.array(z.string()),
  checkedAt: z.int(),
  lostAt: z.nullable(z.int()),
  /** Since when they are available without a break; null while they are not. */
  availableSince: z.nullable(z.int()),
  /** When they were last given a conversation. */
  assignedAt: z.int(),
});
export type KeptPresence = z.infer<typeof presenceSchema>;

export type Claim = { conversation: string; at: number; idle: boolean; confirmed: boolean };
type ClaimRow = { conversation_id: string; at: number; idle: number; confirmed: number };

const nowhere: KeptPresence = { inboxes: [], checkedAt: 0, lostAt: null, availableSince: null, assignedAt: 0 };

/** The Agent object's own storage: who they are, where they are, and the conversations that count towards their limit. */
export class ClaimStore {
  readonly #storage: DurableObjectStorage;
  readonly #profile: KeptValue<AgentProfile>;
  readonly #presence: KeptValue<KeptPresence>;
  readonly #told: KeptValue<z.infer<typeof agentStatusSchema>>;

  constructor(storage: DurableObjectStorage) {
    this.#storage = storage;
    this.#profile = new KeptValue(storage, "profile", profileSchema);
    this.#presence = new KeptValue(storage, "presence", presenceSchema);
    this.#told = new KeptValue(storage, "told", agentStatusSchema);
  }

  readProfile(): AgentProfile | null {
    return this.#profile.read();
  }

  saveProfile(profile: AgentProfile): void {
    this.#profile.write(profile);
  }

  readPresence(): KeptPresence {
    return this.#presence.read() ?? nowhere;
  }

  savePresence(presence: KeptPresence): void {
    this.#presence.write(presence);
  }

  /** How the inboxes were last told that this agent stands. */
  readTold(): z.infer<typeof agentStatusSchema> | null {
    return this.#told.read();
  }

  saveTold(told: z.infer<typeof agentStatusSchema>): void {
    this.#told.write(told);
  }

  claims(): Claim[] {
    const rows = this.#storage.sql.exec<ClaimRow>("SELECT * FROM claim ORDER BY at, conversation_id").toArray();
    return rows.map(claimOf);
  }

  claim(conversation: string): Claim | null {
    const query = "SELECT * FROM claim WHERE conversation_id = ?";
    const row = this.#storage.sql.exec<ClaimRow>(query, conversation).toArray()[0];
    return row === undefined ? null : claimOf(row);
  }

  /** Conversations that count. */
  load(): number {
    return this.#storage.sql.exec<{ load: number }>("SELECT count(*) AS load FROM claim WHERE idle = 0").one().load;
  }

  save({ conversation, at, idle, confirmed }: Claim): void {
    this.#storage.sql.exec(
      "INSERT OR REPLACE INTO claim (conversation_id, at, idle, confirmed) VALUES (?, ?, ?, ?)",
      ...[conversation, at, Number(idle), Number(confirmed)],
    );
  }

  drop(conversation: string): void {
    this.#storage.sql.exec("DELETE FROM claim WHERE conversation_id = ?", conversation);
  }
}

function claimOf({ conversation_id, at, idle, confirmed }: ClaimRow): Claim {
  return { conversation: conversation_id, at, idle: idle === 1, confirmed: confirmed === 1 };
}

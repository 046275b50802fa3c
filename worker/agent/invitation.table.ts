import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * Who was invited to become an agent, or to choose a new password. A row is never deleted by use: the link that comes too late is told why. Only the
 * hash of the link's token is kept, so that nobody who reads this table can use an invitation.
 */
export const invitation = sqliteTable(
  "invitation",
  {
    id: text("id").primaryKey(),
    /** SHA-256 of the token, in hex. A new one with each sending. */
    tokenHash: text("token_hash").notNull().unique(),
    /** Whose password this link renews; null: it makes a new agent. */
    agentId: text("agent_id"),
    /** Lower case, like an agent's. */
    email: text("email").notNull(),
    role: text("role", { enum: ["owner", "admin", "supervisor", "agent"] }).notNull(),
    /** Teams that are gone by the time of use are left out then. */
    teamIds: text("team_ids", { mode: "json" }).$type<string[]>().notNull(),
    /** The id of the agent who sent it last. */
    invitedBy: text("invited_by").notNull(),
    sentAt: integer("sent_at").notNull(),
    expiresAt: integer("expires_at").notNull(),
    /** When somebody became an agent with it; null: nobody yet. */
    usedAt: integer("used_at"),
    /** When it was taken back; null: it was not. */
    revokedAt: integer("revoked_at"),
  },
  (table) => [index("invitation_by_email").on(table.email)],
);

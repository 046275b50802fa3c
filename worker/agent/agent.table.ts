import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * better-auth's user model under our word (see session.store.ts for the mapping), so its times are `Date`s and the
 * property names are the ones that better-auth asks for, except `picture`, which it calls `image`.
 */
export const agent = sqliteTable(
  "agent",
  {
    id: text("id").primaryKey(),
    /** Customers see it too. */
    name: text("name").notNull(),
    /** Lower case, always: sign-in looks it up as it stands. */
    email: text("email").notNull().unique(),
    emailVerified: integer("email_verified", { mode: "boolean" }).notNull().default(false),
    /** The address of their picture (picture.routes.ts); null: their initials are drawn. */
    picture: text("picture"),
    role: text("role", { enum: ["owner", "admin", "supervisor", "agent"] }).notNull(),
    availability: text("availability", { enum: ["available", "busy", "away"] })
      .notNull()
      .default("available"),
    /** Conversations that they are given by themselves at most; null: the workspace's. */
    limit: integer("conversation_limit"),
    /** A language tag of the console; null: the browser's. */
    language: text("language"),
    /** Agents are never deleted, since entries name them: who left is deactivated. */
    deactivatedAt: integer("deactivated_at", { mode: "timestamp_ms" }),
    /** When they last asked the Worker for something, within minutes. */
    lastSeenAt: integer("last_seen_at"),
    /** Counts the changes; a write says which version it saw. */
    version: integer("version").notNull().default(1),
    twoFactorEnabled: integer("two_factor_enabled", { mode: "boolean" }).notNull().default(false),
    createdAt: integer("created_at", { mode: "timestamp_ms" }).notNull(),
    updatedAt: integer("updated_at", { mode: "timestamp_ms" }).notNull(),
  },
  (table) => [index("agent_by_name").on(table.name)],
);

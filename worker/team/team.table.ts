import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import { agent } from "../agent/agent.table.ts";

export const team = sqliteTable("team", {
  id: text("id").primaryKey(),
  name: text("name").notNull(),
  method: text("method", { enum: ["manual", "round_robin", "balanced"] })
    .notNull()
    .default("manual"),
  firstReplySeconds: integer("first_reply_seconds").notNull().default(180),
  /** Counts the saves of its settings. */
  version: integer("version").notNull().default(1),
  createdAt: integer("created_at").notNull(),
});

/** Who got everything of a team that was deleted, for as long as somebody may still come with something of it: for ever. */
export const deletedTeam = sqliteTable("deleted_team", {
  id: text("id").primaryKey(),
  heirId: text("heir_id").notNull(),
});

export const teamAgent = sqliteTable(
  "team_agent",
  {
    teamId: text("team_id")
      .notNull()
      .references(() => team.id, { onDelete: "cascade" }),
    agentId: text("agent_id")
      .notNull()
      .references(() => agent.id, { onDelete: "cascade" }),
  },
  (table) => [
    primaryKey({ columns: [table.teamId, table.agentId] }),
    // "Which teams is this agent in": the primary key answers only the other direction.
    index("team_agent_by_agent").on(table.agentId),
  ],
);

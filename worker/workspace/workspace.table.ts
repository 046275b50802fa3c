import { sql } from "drizzle-orm";
import type { WidgetLanguage } from "../protocol/workspace-settings.ts";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";

/**
 * The company that this deployment serves: one row, or none before set-up. The fixed id makes a second one a violated
 * key, so that of two set-ups at once exactly one wins.
 */
export const workspace = sqliteTable(
  "workspace",
  {
    id: text("id").primaryKey(),
    name: text("name").notNull(),
    /** Whether agents see what a customer is typing before it is sent. */
    sneakPeek: integer("sneak_peek", { mode: "boolean" }).notNull().default(true),
    /** Conversations that an agent is given by themselves at most, unless the agent has a limit of their own. */
    agentLimit: integer("agent_limit").notNull().default(5),
    /** Conversations that were done for this many days are erased; null: kept. */
    retentionDays: integer("retention_days"),
    /** In R2, under logo/. */
    logo: text("logo"),
    /** Language tags of the widget; the first is for whoever reads none of them. */
    languages: text("languages", { mode: "json" }).$type<WidgetLanguage[]>().notNull().default(["en", "pt-BR"]),
    /** Counts the saves of these settings. */
    version: integer("version").notNull().default(1),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [check("workspace_is_one", sql`${table.id} = 'workspace'`)],
);

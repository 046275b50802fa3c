import { sql } from "drizzle-orm";
import { check, index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Condition } from "../protocol/routing.ts";
import { team } from "../team/team.table.ts";

/** The version of the whole list: one row, or none before the first rule. */
export const routing = sqliteTable(
  "routing",
  {
    id: text("id").primaryKey(),
    version: integer("version").notNull(),
  },
  (table) => [check("routing_is_one", sql`${table.id} = 'routing'`)],
);

export const routingRule = sqliteTable(
  "routing_rule",
  {
    id: text("id").primaryKey(),
    /** Its place in the list, from 0. */
    position: integer("position").notNull(),
    name: text("name").notNull(),
    on: integer("is_on", { mode: "boolean" }).notNull(),
    conditions: text("conditions", { mode: "json" }).$type<Condition[]>().notNull(),
    /** A team that a rule leads to cannot be deleted. */
    teamId: text("team_id")
      .notNull()
      .references(() => team.id),
  },
  (table) => [index("routing_rule_by_team").on(table.teamId)],
);

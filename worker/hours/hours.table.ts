import { integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Hours } from "../protocol/hours.ts";
import { team } from "../team/team.table.ts";

/** The business hours of the workspace (id "workspace", no team), and of each team that has its own (id: the team's). */
export const hours = sqliteTable("hours", {
  id: text("id").primaryKey(),
  teamId: text("team_id").references(() => team.id, { onDelete: "cascade" }),
  hours: text("hours", { mode: "json" }).$type<Hours>().notNull(),
  version: integer("version").notNull(),
});

import { index, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { SiteLook } from "../protocol/widget.ts";
import { team } from "../team/team.table.ts";

export const site = sqliteTable(
  "site",
  {
    id: text("id").primaryKey(),
    /** Public: it stands in the script tag. */
    key: text("key").notNull().unique(),
    name: text("name").notNull(),
    allowedOrigins: text("allowed_origins", { mode: "json" }).$type<string[]>().notNull(),
    /** Where a new conversation rings. A team that a site still needs cannot be deleted. */
    defaultTeamId: text("default_team_id")
      .notNull()
      .references(() => team.id),
    look: text("look", { mode: "json" }).$type<SiteLook>().notNull(),
    /** First words of the panel per language tag; "en" is always there. */
    greeting: text("greeting", { mode: "json" }).$type<Record<string, string>>().notNull(),
    /** The company's server signs customers' names with it (HS256). Only owners and admins may see it. */
    identitySecret: text("identity_secret").notNull(),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("site_by_default_team").on(table.defaultTeamId)],
);

import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { CobrowseRules } from "../protocol/cobrowse-rules.ts";
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
    /** First words of the panel per language tag; empty or absent: none in that language. */
    greeting: text("greeting", { mode: "json" }).$type<Record<string, string>>().notNull(),
    /** Whether customers may send files. */
    customerUploads: integer("customer_uploads", { mode: "boolean" }).notNull().default(true),
    /** Whether customers may ask for a call. */
    customerCalls: integer("customer_calls", { mode: "boolean" }).notNull().default(false),
    /** The flow that begins when a customer opens the widget, and the one that does so outside of the team's hours; null: none. */
    openingFlowId: text("opening_flow_id"),
    outsideFlowId: text("outside_flow_id"),
    /** What stays hidden when a customer shows a page of it. */
    cobrowse: text("cobrowse", { mode: "json" })
      .$type<CobrowseRules>()
      .notNull()
      .default({ mode: "standard", rules: [] }),
    /** New conversations of one customer address within half a day; null: as many as they like. */
    newConversations: integer("new_conversations").default(6),
    /** Turnstile's keys, the secret one sealed: customers confirm that they are people. Null: they need not. */
    turnstile: text("turnstile", { mode: "json" }).$type<{ siteKey: string; secret: string }>(),
    /** The company's server signs customers' names with it (HS256). Only owners and admins may see it. */
    identitySecret: text("identity_secret").notNull(),
    /** The key before, and until when it still counts. */
    previousSecret: text("previous_secret"),
    previousSecretUntil: integer("previous_secret_until"),
    /** Counts the identity keys: they change apart from the rest. */
    identityVersion: integer("identity_version").notNull().default(1),
    /** Counts the saves of the rest. */
    version: integer("version").notNull().default(1),
    createdAt: integer("created_at").notNull(),
  },
  (table) => [index("site_by_default_team").on(table.defaultTeamId)],
);

/** Where a site's script tag was seen. A few rows per site, each written now and then. */
export const siteSighting = sqliteTable(
  "site_sighting",
  {
    siteId: text("site_id")
      .notNull()
      .references(() => site.id, { onDelete: "cascade" }),
    origin: text("origin").notNull(),
    seenAt: integer("seen_at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.siteId, table.origin] })],
);

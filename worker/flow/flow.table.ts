import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { FlowDefinition } from "../protocol/flow.ts";

/** Flows, each with its draft. What runs are the versions. Times are milliseconds since 1970. */
export const flow = sqliteTable(
  "flow",
  {
    id: text("id").primaryKey(),
    /** Counts every save. */
    version: integer("version").notNull().default(1),
    name: text("name").notNull(),
    description: text("description").notNull(),
    draft: text("draft", { mode: "json" }).$type<FlowDefinition>().notNull(),
    /** The number of the version that runs begin with; null: none does. */
    published: integer("published"),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    updatedBy: text("updated_by").notNull(),
    /** Kept for a while, so that it can be taken back. */
    deletedAt: integer("deleted_at"),
  },
  (table) => [index("flow_by_name").on(table.deletedAt, table.name)],
);

/** What was published: numbered within its flow, and never changed. Runs keep their own copy, so none needs these rows. */
export const flowVersion = sqliteTable(
  "flow_version",
  {
    flowId: text("flow_id")
      .notNull()
      .references(() => flow.id, { onDelete: "cascade" }),
    number: integer("number").notNull(),
    definition: text("definition", { mode: "json" }).$type<FlowDefinition>().notNull(),
    publishedAt: integer("published_at").notNull(),
    agentId: text("agent_id").notNull(),
    agentName: text("agent_name").notNull(),
  },
  (table) => [primaryKey({ columns: [table.flowId, table.number] })],
);

/**
 * How each run went, for the figures: folded from the logs and written with the index, never the truth. A run that jumps is a
 * row of its own in each flow. `turn` guards each row against older news.
 */
export const flowRun = sqliteTable(
  "flow_run",
  {
    id: text("id").primaryKey(),
    flowId: text("flow_id").notNull(),
    number: integer("number").notNull(),
    startedAt: integer("started_at").notNull(),
    /** Where it stands, or stood when it ended. */
    step: text("step").notNull(),
    /** Null: it goes on. */
    outcome: text("outcome"),
    turn: integer("turn").notNull(),
  },
  (table) => [index("flow_run_by_flow").on(table.flowId, table.startedAt)],
);

/** One host that flows may ask. `sealed`: the value of its header, which is told to nobody. */
export type KeptFlowHost = { host: string; header: string | null; sealed: string | null };

export const flowHosts = sqliteTable(
  "flow_hosts",
  {
    id: text("id").primaryKey(),
    version: integer("version").notNull(),
    hosts: text("hosts", { mode: "json" }).$type<KeptFlowHost[]>().notNull(),
  },
  (table) => [check("flow_hosts_is_one", sql`${table.id} = 'hosts'`)],
);

import { index, integer, primaryKey, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";
import { sql } from "drizzle-orm";
import { agent } from "../agent/agent.table.ts";
import type { BlockContent } from "../protocol/text-block.ts";

/** Text blocks and chat blocks: they differ in how they are used, not in how they are kept. */
export const textBlock = sqliteTable(
  "text_block",
  {
    id: text("id").primaryKey(),
    kind: text("kind", { enum: ["text", "chat"] }).notNull(),
    scope: text("scope", { enum: ["agent", "team", "everybody"] }).notNull(),
    /** The agent's or team's id; "" for everybody's. */
    owner: text("owner").notNull(),
    /** Null for chat blocks, which are found by their title. */
    shortcut: text("shortcut"),
    title: text("title").notNull(),
    folder: text("folder").notNull(),
    tags: text("tags", { mode: "json" }).$type<string[]>().notNull(),
    contents: text("contents", { mode: "json" }).$type<BlockContent[]>().notNull(),
    version: integer("version").notNull().default(1),
    createdAt: integer("created_at").notNull(),
    updatedAt: integer("updated_at").notNull(),
    /** Kept for a while, so that it can be taken back. */
    deletedAt: integer("deleted_at"),
  },
  (table) => [
    // One shortcut means one thing to each of those who share it.
    uniqueIndex("text_block_shortcut")
      .on(table.scope, table.owner, table.shortcut)
      .where(sql`deleted_at IS NULL`),
    // What changed since a console last asked.
    index("text_block_by_change").on(table.updatedAt),
  ],
);

/** How often each agent used each block: the list shows first what this agent uses most. */
export const textBlockUse = sqliteTable(
  "text_block_use",
  {
    blockId: text("block_id")
      .notNull()
      .references(() => textBlock.id, { onDelete: "cascade" }),
    agentId: text("agent_id")
      .notNull()
      .references(() => agent.id, { onDelete: "cascade" }),
    count: integer("count").notNull(),
  },
  (table) => [primaryKey({ columns: [table.blockId, table.agentId] })],
);

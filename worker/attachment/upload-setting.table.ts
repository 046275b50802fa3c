import { sql } from "drizzle-orm";
import { check, integer, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { FileKind } from "../protocol/attachment.ts";

/** What may be sent in this workspace: one row, or none while it is as it came. */
export const uploadSetting = sqliteTable(
  "upload_setting",
  {
    id: text("id").primaryKey(),
    bytes: integer("bytes").notNull(),
    count: integer("count").notNull(),
    kinds: text("kinds", { mode: "json" }).$type<FileKind[]>().notNull(),
    /** Photos keep where they were taken. */
    keepLocation: integer("keep_location", { mode: "boolean" }).notNull(),
    version: integer("version").notNull(),
  },
  (table) => [check("upload_setting_is_one", sql`${table.id} = 'workspace'`)],
);

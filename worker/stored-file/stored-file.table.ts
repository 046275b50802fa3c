import { and, eq, inArray, sql, type SQL } from "drizzle-orm";
import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";
import type { Database } from "../platform/database.ts";
import type { Attachment } from "../protocol/attachment.ts";

/** Files that the workspace keeps, to be sent any number of times: of blocks, of flows. Their bytes stand in R2. */
export const storedFile = sqliteTable(
  "stored_file",
  {
    id: text("id").primaryKey(),
    /** The agent who brought it. */
    maker: text("maker").notNull(),
    name: text("name").notNull(),
    size: integer("size").notNull(),
    /** What its maker says of it beside its name. */
    claims: text("claims", { mode: "json" }).$type<Pick<Attachment, "width" | "height" | "seconds">>().notNull(),
    /** What its bytes are; null until they are there. */
    found: text("found", { mode: "json" }).$type<Pick<Attachment, "kind" | "type" | "width" | "height">>(),
    /** The type of its small picture; null: there is none. */
    thumbnail: text("thumbnail"),
    etag: text("etag"),
    /** When the sweep looks whether anything has it; null: not before a use of it ends. */
    dueAt: integer("due_at"),
  },
  (table) => [index("stored_file_due").on(table.dueAt)],
);

/** What has a stored file, and who may send it therefore. Written anew with each write of the holder, in the same batch. */
export const storedFileUse = sqliteTable(
  "stored_file_use",
  {
    fileId: text("file_id")
      .notNull()
      .references(() => storedFile.id, { onDelete: "cascade" }),
    kind: text("kind", { enum: ["block", "flow"] }).notNull(),
    /** The block's or the flow's id. */
    holder: text("holder").notNull(),
    scope: text("scope", { enum: ["agent", "team", "everybody"] }).notNull(),
    /** The agent's or team's id; "" for everybody's. */
    owner: text("owner").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.fileId, table.kind, table.holder] }),
    index("stored_file_use_by_holder").on(table.kind, table.holder),
  ],
);

/** A file that nothing has (any more) is erased after this long: it may be in a form that is not saved yet. */
export const keptUnusedMs = 24 * 3600_000;

/**
 * The statements that say anew what these holders have, for the batch that writes the holders: `has` selects `file_id, kind, holder,
 * scope, owner` of what they have after it. What they no longer have becomes due. They stand with the tables, because each word that has files puts them into a batch of its own.
 */
export function storedFileUses(
  db: Database,
  kind: (typeof storedFileUse.$inferSelect)["kind"],
  holders: readonly string[],
  has: SQL,
  now: number,
) {
  const theirs = and(
    eq(storedFileUse.kind, kind),
    sql`${storedFileUse.holder} IN (SELECT value FROM json_each(${JSON.stringify(holders)}))`,
  );
  return [
    db
      .update(storedFile)
      .set({ dueAt: now + keptUnusedMs })
      .where(inArray(storedFile.id, db.select({ id: storedFileUse.fileId }).from(storedFileUse).where(theirs))),
    db.delete(storedFileUse).where(theirs),
    db
      .insert(storedFileUse)
      .select(sql`SELECT DISTINCT has.* FROM (${has}) has JOIN stored_file f ON f.id = has.file_id`),
  ] as const;
}

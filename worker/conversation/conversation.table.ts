import { sql } from "drizzle-orm";
import { index, integer, sqliteTable, text, uniqueIndex } from "drizzle-orm/sqlite-core";

const unowned = sql`status = 'open' AND assignee_id IS NULL`;

/**
 * The index of all conversations, for the lists: folded from the logs, written by the Inbox objects, never the truth.
 * `version` guards each row against older news. Times are milliseconds since 1970.
 */
export const conversation = sqliteTable(
  "conversation",
  {
    /** What people call it: #1042. The rowid itself, so giving one costs nothing. */
    number: integer("number").primaryKey(),
    id: text("id").notNull(),
    version: integer("version").notNull(),
    teamId: text("team_id").notNull(),
    siteId: text("site_id").notNull(),
    customerId: text("customer_id").notNull(),
    assigneeId: text("assignee_id"),
    status: text("status", { enum: ["open", "snoozed", "done"] }).notNull(),
    lastAt: integer("last_at").notNull(),
    /** `waitingSince`, or a time that never comes: so that "longest waiting" is an order of the index. */
    waitsFrom: integer("waits_from").notNull(),
    /** Since when it is done; null where it is not. Not in the row: no list shows it, the retention asks. */
    doneAt: integer("done_at"),
    /** The whole row as the lists show it (InboxRow without its number), JSON. */
    row: text("row").notNull(),
  },
  (table) => [
    uniqueIndex("conversation_by_id").on(table.id),
    // Every list is a walk along one of these, newest or longest waiting first; the number makes the order total.
    index("conversation_by_team_newest").on(table.teamId, table.status, table.lastAt, table.number),
    index("conversation_by_team_waiting").on(table.teamId, table.status, table.waitsFrom, table.number),
    index("conversation_by_assignee_newest").on(table.assigneeId, table.status, table.lastAt, table.number),
    index("conversation_by_assignee_waiting").on(table.assigneeId, table.status, table.waitsFrom, table.number),
    // Few among many: the open ones that nobody owns.
    index("conversation_unowned_newest").on(table.teamId, table.lastAt, table.number).where(unowned),
    index("conversation_unowned_waiting").on(table.teamId, table.waitsFrom, table.number).where(unowned),
    index("conversation_by_done")
      .on(table.doneAt)
      .where(sql`status = 'done'`),
    index("conversation_by_customer").on(table.customerId, table.lastAt),
  ],
);

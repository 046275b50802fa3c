import { index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** A customer as the newest of their conversations knows them. Written with the index; anonymous ones only after their first message. */
export const customer = sqliteTable(
  "customer",
  {
    id: text("id").primaryKey(),
    siteId: text("site_id").notNull(),
    name: text("name"),
    email: text("email"),
    verified: integer("verified", { mode: "boolean" }).notNull(),
    attributes: text("attributes").notNull(),
    country: text("country"),
    city: text("city"),
    language: text("language"),
    firstSeenAt: integer("first_seen_at").notNull(),
    lastSeenAt: integer("last_seen_at").notNull(),
  },
  (table) => [index("customer_by_email").on(table.email)],
);

/** Who began which conversation lately, by a key made of their address: one row each, gone after half a day. */
export const conversationStart = sqliteTable(
  "conversation_start",
  {
    address: text("address").notNull(),
    conversationId: text("conversation_id").notNull(),
    at: integer("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.address, table.conversationId] })],
);

/** Customers of whom everything is to be erased that began by then. The row goes when nothing is left. */
export const customerErasure = sqliteTable("customer_erasure", {
  customerId: text("customer_id").primaryKey(),
  askedAt: integer("asked_at").notNull(),
});

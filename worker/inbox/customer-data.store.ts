import { and, eq } from "drizzle-orm";
import { customer, customerErasure } from "../customer/customer.table.ts";
import type { Database } from "../platform/database.ts";
import { conversationObject } from "../platform/objects.ts";
import { attributesSchema } from "../protocol/customer.ts";
import type { CustomerData, Erased } from "../protocol/customer-data.ts";
import { eraseFromIndex } from "./index.store.ts";

/** Conversations of one step. */
const stepConversations = 20;
const erasedAtOnce = 5;
/** What somebody wrote just before the asking is in the index by then. */
const settledMs = 10 * 60_000;

/** What is known of a customer, and one step of their conversations, in the order of their numbers. */
export async function readCustomerData(env: Env, db: Database, id: string, after: number): Promise<CustomerData> {
  const [[known], total, conversations] = await Promise.all([
    db.select().from(customer).where(eq(customer.id, id)),
    env.DB.prepare("SELECT count(*) AS total FROM conversation WHERE customer_id = ?").bind(id).first<number>("total"),
    conversationsOf(env.DB, id, after),
  ]);
  if (known === undefined) return { customer: null, total: total ?? 0, ...step(conversations) };
  const { siteId: _, attributes, ...facts } = known;
  const said = { ...facts, attributes: attributesSchema.parse(JSON.parse(attributes)) };
  return { customer: said, total: total ?? 0, ...step(conversations) };
}

/** Writes down that everything of theirs that there is by now is to be erased: from here on it goes on by itself, hour by hour. */
export async function beginErasing(db: Database, customerId: string, now: number): Promise<void> {
  await db
    .insert(customerErasure)
    .values({ customerId, askedAt: now })
    .onConflictDoUpdate({ target: customerErasure.customerId, set: { askedAt: now } });
}

/** One step of what was written down. Repeating it is safe. */
export async function eraseStep(env: Env, db: Database, customerId: string, after: number): Promise<Erased> {
  const [asked] = await db.select().from(customerErasure).where(eq(customerErasure.customerId, customerId));
  if (asked === undefined) return { erased: 0, next: null };
  const { conversations, next } = step(await conversationsOf(env.DB, customerId, after, asked.askedAt));
  let erased = 0;
  for (let at = 0; at < conversations.length; at += erasedAtOnce) {
    const some = conversations.slice(at, at + erasedAtOnce);
    const answers = await Promise.all(some.map(({ id }) => eraseOne(env, id, customerId)));
    erased += answers.filter(Boolean).length;
  }
  // Of whom no conversation is left.
  if (next === null)
    await env.DB.prepare(
      "DELETE FROM customer WHERE id = ?1 AND NOT EXISTS (SELECT 1 FROM conversation WHERE customer_id = ?1)",
    )
      .bind(customerId)
      .run();
  return { erased, next };
}

/** Goes on with all that was begun: where whoever asked closed their window, where something failed, where the index was behind. */
export async function eraseCustomers(env: Env, db: Database, now: number): Promise<void> {
  const begun = await db.select().from(customerErasure).limit(20);
  for (const { customerId, askedAt } of begun) {
    for (let after: number | null = 0; after !== null;) after = (await eraseStep(env, db, customerId, after)).next;
    const isSame = and(eq(customerErasure.customerId, customerId), eq(customerErasure.askedAt, askedAt));
    if (askedAt < now - settledMs) await db.delete(customerErasure).where(isSame);
  }
}

type Row = { id: string; number: number };

async function conversationsOf(db: D1Database, customerId: string, after: number, begunBy?: number): Promise<Row[]> {
  const { results } = await db
    .prepare(
      `SELECT id, number FROM conversation WHERE customer_id = ? AND number > ? AND row ->> 'startedAt' <= ?
       ORDER BY number LIMIT ${stepConversations + 1}`,
    )
    .bind(customerId, after, begunBy ?? Number.MAX_SAFE_INTEGER)
    .all<Row>();
  return results;
}

function step(found: readonly Row[]): { conversations: Row[]; next: number | null } {
  const conversations = found.slice(0, stepConversations);
  return { conversations, next: found.length > stepConversations ? (conversations.at(-1)?.number ?? null) : null };
}

/** False: the index was wrong about whose it is, and is told again by the conversation itself. */
async function eraseOne(env: Env, conversation: string, customerId: string): Promise<boolean> {
  if (!(await conversationObject(env, conversation).eraseOf(customerId))) return false;
  // A row whose conversation was erased before.
  await eraseFromIndex(env, { conversation, customer: customerId, run: null });
  return true;
}

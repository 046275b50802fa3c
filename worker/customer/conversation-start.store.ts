import { and, eq, lt, sql } from "drizzle-orm";
import type { Database } from "../platform/database.ts";
import { conversationStart } from "./customer.table.ts";

/** Half a day: how long a new conversation counts against the address that it came from. */
const windowMs = 12 * 3600_000;

export type Begun = { address: string; conversation: string };

/** Whether this conversation was let in before: the same again, after an answer that got lost, is no new one. */
export async function isBegun(db: Database, { address, conversation }: Begun): Promise<boolean> {
  const [found] = await db
    .select({ at: conversationStart.at })
    .from(conversationStart)
    .where(and(eq(conversationStart.address, address), eq(conversationStart.conversationId, conversation)));
  return found !== undefined;
}

/**
 * Counts a new conversation of this address; false where that is one more than `most` within half a day. One statement in the one
 * database, so neither many at once nor another of Cloudflare's places gets more.
 */
export async function countStart(
  db: Database,
  { address, conversation }: Begun,
  most: number,
  now: number,
): Promise<boolean> {
  const lately = sql`(SELECT count(*) FROM ${conversationStart} WHERE ${conversationStart.address} = ${address} AND ${conversationStart.at} > ${now - windowMs})`;
  const counted = await db
    .insert(conversationStart)
    .select(sql`SELECT ${address}, ${conversation}, ${now} WHERE ${lately} < ${most}`)
    .returning({ at: conversationStart.at });
  return counted.length > 0;
}

/** Forgets who began what, once nobody counts it any more. Called every hour. */
export async function sweepStarts(db: Database, now: number): Promise<void> {
  await db.delete(conversationStart).where(lt(conversationStart.at, now - windowMs));
}

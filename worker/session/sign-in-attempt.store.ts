import { inArray, lt, sql } from "drizzle-orm";
import { networkOf } from "../platform/address.ts";
import type { Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import { signInAttempt } from "./session.table.ts";

const windowMs = 15 * 60_000;
const lockMs = 15 * 60_000;

/** What is counted, and how many failures within a quarter of an hour lock it for a quarter of an hour. */
export type Subject = { name: string; limit: number };

export const subjects = {
  account: (email: string): Subject => ({ name: `account:${email.toLowerCase()}`, limit: 10 }),
  /** Fifty, since a whole office may stand behind one address. */
  address: (ip: string): Subject => ({ name: `address:${networkOf(ip)}`, limit: 50 }),
  /** An agent who is signed in and proves once more that it is them. */
  password: (agentId: string): Subject => ({ name: `password:${agentId}`, limit: 10 }),
  setup: (ip: string): Subject => ({ name: `setup:${networkOf(ip)}`, limit: 10 }),
  /** Who tries links of invitations and of passwords. */
  invitation: (ip: string): Subject => ({ name: `invitation:${networkOf(ip)}`, limit: 30 }),
  /** Readers who vote on articles, by the key of their network: thirty, since few of one office do so within a quarter of an hour. */
  vote: (network: string): Subject => ({ name: `vote:${network}`, limit: 30 }),
  secondFactor: (agentId: string): Subject => ({ name: `second-factor:${agentId}`, limit: 10 }),
};

/**
 * Counts an attempt on each subject, and refuses it with `locked_out` where that is one too many. Counting comes first
 * and is one statement, so that a hundred attempts at once are a hundred, and the eleventh is not checked.
 */
export async function beginAttempt(db: Database, wanted: readonly Subject[], now = Date.now()): Promise<void> {
  const keyed = await Promise.all(wanted.map(async (each) => ({ key: await digest(each.name), limit: each.limit })));
  const rows = JSON.stringify(keyed);
  const old = sql`(coalesce(${signInAttempt.lockedUntil}, ${signInAttempt.windowStartedAt} + ${windowMs}) <= ${now})`;
  const limit = sql`(SELECT json_extract(value, '$.limit') FROM json_each(${rows}) WHERE json_extract(value, '$.key') = ${signInAttempt.subject})`;
  const counted = await db
    .insert(signInAttempt)
    .select(sql`SELECT json_extract(value, '$.key'), 1, ${now}, NULL FROM json_each(${rows}) WHERE true`)
    .onConflictDoUpdate({
      target: signInAttempt.subject,
      set: {
        count: sql`CASE WHEN ${old} THEN 1 ELSE ${signInAttempt.count} + 1 END`,
        windowStartedAt: sql`CASE WHEN ${old} THEN ${now} ELSE ${signInAttempt.windowStartedAt} END`,
        // Set once, by the attempt that reaches the limit: knocking on a locked door does not keep it locked.
        lockedUntil: sql`CASE
          WHEN ${old} THEN NULL
          WHEN ${signInAttempt.lockedUntil} IS NOT NULL THEN ${signInAttempt.lockedUntil}
          WHEN ${signInAttempt.count} + 1 >= ${limit} THEN ${now + lockMs}
        END`,
      },
    })
    .returning();
  const limits = new Map(keyed.map((each) => [each.key, each.limit]));
  const locked = counted.filter((row) => row.count > (limits.get(row.subject) ?? 0));
  if (locked.length === 0) return;
  const until = Math.max(...locked.map((row) => row.lockedUntil ?? now + lockMs));
  throw new FalaError("locked_out", { retryAfterMs: until - now });
}

/**
 * Counts a vote before it is believed, and refuses with `rate_limited` what is too many: in the one database, so that neither another of
 * Cloudflare's places nor a new customer's token begins anew.
 */
export async function countVote(db: Database, network: string): Promise<void> {
  try {
    await beginAttempt(db, [subjects.vote(network)]);
  } catch (error) {
    if (!(error instanceof FalaError) || error.code !== "locked_out") throw error;
    throw new FalaError("rate_limited", error.detail);
  }
}

/**
 * The proof was right: `forgiven` subjects start again at nothing, and `shared` ones (an address, behind which others
 * may be guessing) only lose this one attempt. Drops what nobody counts any more.
 */
export async function attemptSucceeded(
  db: Database,
  forgiven: readonly Subject[],
  shared: readonly Subject[] = [],
  now = Date.now(),
): Promise<void> {
  const keys = (list: readonly Subject[]) => Promise.all(list.map((each) => digest(each.name)));
  await db.batch([
    db.delete(signInAttempt).where(inArray(signInAttempt.subject, await keys(forgiven))),
    db
      .update(signInAttempt)
      .set({ count: sql`${signInAttempt.count} - 1` })
      .where(inArray(signInAttempt.subject, await keys(shared))),
    db.delete(signInAttempt).where(lt(signInAttempt.windowStartedAt, now - windowMs - lockMs)),
  ]);
}

async function digest(name: string): Promise<string> {
  const bytes = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(name));
  return Array.from(new Uint8Array(bytes), (byte) => byte.toString(16).padStart(2, "0")).join("");
}

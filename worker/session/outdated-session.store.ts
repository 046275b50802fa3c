import { gt, inArray, lt, sql } from "drizzle-orm";
import { cachedSessionSeconds } from "../platform/auth.ts";
import type { Database } from "../platform/database.ts";
import { log } from "../platform/log.ts";
import { outdatedSession, session } from "./session.table.ts";

/** How old an isolate's copy of the list may be: within this time a revoked session is refused everywhere. */
const freshMs = 10_000;

/** Rows that no cookie can be older than are not needed any more. The minute is for clocks that disagree. */
const neededMs = cachedSessionSeconds * 1000 + 60_000;

// A copy of D1, never the only place: an isolate without it reads it again.
let copy: { readAt: number; changedAt: ReadonlyMap<string, number> } = { readAt: 0, changedAt: new Map() };

/**
 * When this session was revoked or its agent changed; null: not within the life of a cached session. One read of D1 per
 * isolate in ten seconds, none per request. While D1 fails the copy goes on to count: nobody is signed out by it.
 */
export async function changedAt(db: Database, sessionId: string): Promise<number | null> {
  const now = Date.now();
  if (now - copy.readAt >= freshMs) {
    try {
      const rows = await db
        .select()
        .from(outdatedSession)
        .where(gt(outdatedSession.changedAt, now - neededMs));
      copy = { readAt: now, changedAt: new Map(rows.map((row) => [row.sessionId, row.changedAt])) };
    } catch (error) {
      log.warn("outdated_sessions_unread", error);
      copy = { ...copy, readAt: now };
    }
  }
  return copy.changedAt.get(sessionId) ?? null;
}

/** Makes every isolate ask D1 about these sessions again; `over` removes them as well. */
export async function markOutdated(db: Database, sessionIds: readonly string[], over: boolean): Promise<void> {
  if (sessionIds.length === 0) return;
  const now = Date.now();
  // One parameter for any number of ids: a statement may have a hundred.
  const ids = sql`(SELECT value FROM json_each(${JSON.stringify(sessionIds)}))`;
  const mark = db
    .insert(outdatedSession)
    .select(sql`SELECT value, ${now} FROM json_each(${JSON.stringify(sessionIds)}) WHERE true`)
    .onConflictDoUpdate({ target: outdatedSession.sessionId, set: { changedAt: now } });
  const clean = db.delete(outdatedSession).where(lt(outdatedSession.changedAt, now - neededMs));
  await (over ? db.batch([mark, clean, db.delete(session).where(inArray(session.id, ids))]) : db.batch([mark, clean]));
  copy = { ...copy, readAt: 0 };
}

import { eq } from "drizzle-orm";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { inboxObject } from "../platform/objects.ts";
import { team } from "../team/team.table.ts";
import { markOutdated } from "./outdated-session.store.ts";
import { session, verification } from "./session.table.ts";

type Env = App["Bindings"];

/**
 * Ends sessions, the one way for every reason (sign-out, revoked, password changed, agent deactivated, replaced by
 * better-auth): no session in D1, no cookie believed, and every socket of theirs closed before this returns. An Inbox
 * object that cannot be reached is logged and does not keep the others waiting.
 */
export async function endSessions(env: Env, sessionIds: readonly string[]): Promise<void> {
  if (sessionIds.length === 0) return;
  const db = database(env);
  await markOutdated(db, sessionIds, true);
  const teams = await db.select({ id: team.id }).from(team);
  const told = await Promise.allSettled(
    teams.flatMap(({ id }) => sessionIds.map((sessionId) => inboxObject(env, id).revokeSession(sessionId))),
  );
  for (const each of told) if (each.status === "rejected") log.warn("sockets_not_closed", each.reason);
}

/**
 * Ends all sessions of an agent, and every sign-in that has got as far as the second factor. With `except` that one goes
 * on.
 */
export async function endSessionsOfAgent(env: Env, agentId: string, except?: string): Promise<void> {
  const db = database(env);
  await db.delete(verification).where(eq(verification.value, agentId));
  await endSessions(
    env,
    (await sessionIdsOf(env, agentId)).filter((id) => id !== except),
  );
}

export async function sessionIdsOf(env: Env, agentId: string): Promise<string[]> {
  const rows = await database(env).select({ id: session.id }).from(session).where(eq(session.agentId, agentId));
  return rows.map((row) => row.id);
}

/** Something about the agent changed that stands in their cookies (name, role): every session goes on, read afresh. */
export async function sessionsChanged(env: Env, agentId: string): Promise<void> {
  await markOutdated(database(env), await sessionIdsOf(env, agentId), false);
}

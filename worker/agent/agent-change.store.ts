import { asc, eq, sql, type SQL } from "drizzle-orm";
import { causeOf, type Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import type { Role } from "../protocol/agent.ts";
import type { AgentChange, ManagedAgent } from "../protocol/managed-agent.ts";
import { twoFactor } from "../session/session.table.ts";
import { teamAgent } from "../team/team.table.ts";
import { refusedWrite } from "./agent.store.ts";
import { agent } from "./agent.table.ts";

/** Every agent, also those who left, by name. */
export async function listManagedAgents(db: Database): Promise<ManagedAgent[]> {
  const [agents, places] = await db.batch([
    db.select().from(agent).orderBy(asc(agent.name), asc(agent.id)),
    db.select().from(teamAgent),
  ]);
  const teamIds = Map.groupBy(places, (place) => place.agentId);
  return agents.map((row) =>
    asManaged(
      row,
      (teamIds.get(row.id) ?? []).map((place) => place.teamId),
    ),
  );
}

/** As D1 has them now, not as a cookie may still have it. Refuses with `not_found`. */
export async function readManagedAgent(db: Database, agentId: string): Promise<ManagedAgent> {
  const [[found], places] = await db.batch([
    db.select().from(agent).where(eq(agent.id, agentId)),
    db.select().from(teamAgent).where(eq(teamAgent.agentId, agentId)),
  ]);
  if (!found) throw new FalaError("not_found");
  return asManaged(
    found,
    places.map((place) => place.teamId),
  );
}

function asManaged(row: typeof agent.$inferSelect, teamIds: string[]): ManagedAgent {
  const { id, name, picture, role, email, availability, limit, lastSeenAt, version } = row;
  const deactivatedAt = row.deactivatedAt?.getTime() ?? null;
  const common = { id, name, picture, role, email, availability, limit, lastSeenAt, version, teamIds };
  return { ...common, secondFactor: row.twoFactorEnabled, deactivatedAt };
}

/**
 * Saves a change whole, or refuses it with nothing written: `changed_meanwhile` when somebody saved since `version`,
 * `last_owner` when nobody would own the workspace, `agent_exists`, `team_unknown`. Whether the one who asks may do it is
 * `refusesChange`'s to say.
 */
export async function changeAgent(db: Database, agentId: string, change: AgentChange): Promise<void> {
  const { version, role, teamIds, ...plain } = change;
  const update = db
    .update(agent)
    .set({
      ...plain,
      ...(role === undefined ? {} : { role: unlessLastOwner(role, role === "owner") }),
      ...next(version),
    })
    .where(eq(agent.id, agentId));
  const places =
    teamIds === undefined
      ? []
      : [
          db.delete(teamAgent).where(eq(teamAgent.agentId, agentId)),
          ...[...new Set(teamIds)].map((teamId) => db.insert(teamAgent).values({ teamId, agentId })),
        ];
  await writing(() => db.batch([update, ...places]));
}

/** Marks the agent as gone, or as back. What follows (sessions, conversations) is the route's. Refused like a change. */
export async function setActive(
  db: Database,
  { id, version, active }: { id: string; version: number; active: boolean },
): Promise<void> {
  const change = active
    ? { deactivatedAt: null }
    : // Their teams stay, for the day they come back; a roster leaves out who has left.
      { deactivatedAt: new Date(), role: unlessLastOwner(sql`${agent.role}`, false) };
  await writing(() =>
    db
      .update(agent)
      .set({ ...change, ...next(version) })
      .where(eq(agent.id, id)),
  );
}

/**
 * No code is asked for after the agent's password any more. That their sessions end is the route's. Refused like a change.
 */
export async function dropSecondFactor(db: Database, { id, version }: { id: string; version: number }): Promise<void> {
  await writing(() =>
    db.batch([
      db
        .update(agent)
        .set({ twoFactorEnabled: false, ...next(version) })
        .where(eq(agent.id, id)),
      db.delete(twoFactor).where(eq(twoFactor.agentId, id)),
    ]),
  );
}

/** NULL, which the column does not take, when somebody saved meanwhile: so the whole batch is refused, not just one statement. */
function next(version: number) {
  return {
    version: sql`CASE WHEN ${agent.version} = ${version} THEN ${agent.version} + 1 END`,
    updatedAt: new Date(),
  };
}

/** NULL, which the column does not take, when nobody would be left who owns the workspace. Decided in the statement that writes. */
function unlessLastOwner(role: Role | SQL, staysOwner: boolean): SQL<Role> {
  if (staysOwner) return sql`${role}`;
  const others = sql`(SELECT 1 FROM ${agent} AS other WHERE other.role = 'owner' AND other.deactivated_at IS NULL AND other.id <> ${agent.id})`;
  return sql`CASE WHEN ${agent.role} <> 'owner' OR ${agent.deactivatedAt} IS NOT NULL OR EXISTS ${others} THEN ${role} END`;
}

async function writing(write: () => Promise<unknown>): Promise<void> {
  try {
    await write();
  } catch (error) {
    const cause = causeOf(error);
    if (cause.includes("NOT NULL constraint failed: agent.version")) throw new FalaError("changed_meanwhile");
    if (cause.includes("NOT NULL constraint failed: agent.role")) throw new FalaError("last_owner");
    throw refusedWrite(error);
  }
}

/** The agent who signs in with this e-mail, whether they are here or have left; null: nobody. */
export async function findAgentByEmail(
  db: Database,
  email: string,
): Promise<{ id: string; deactivated: boolean } | null> {
  const [found] = await db
    .select({ id: agent.id, deactivatedAt: agent.deactivatedAt })
    .from(agent)
    .where(eq(agent.email, email.toLowerCase()))
    .limit(1);
  return found ? { id: found.id, deactivated: found.deactivatedAt !== null } : null;
}

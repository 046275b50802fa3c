import { and, asc, eq, inArray, isNull, lt, or } from "drizzle-orm";
import { causeOf, type Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import { hashPassword } from "../platform/password.ts";
import type { Agent, Availability, Role } from "../protocol/agent.ts";
import type { Directory } from "../protocol/workspace.ts";
import { account } from "../session/session.table.ts";
import { team, teamAgent } from "../team/team.table.ts";
import { workspace } from "../workspace/workspace.table.ts";
import { agent } from "./agent.table.ts";

/** How an agent proves who they are: a password, or an account of the company's own sign-in (`subject` is theirs there). */
export type Proof = { password: string } | { providerId: string; subject: string };

export type NewAgent = { name: string; email: string; role: Role; teamIds: string[] } & Proof;

/**
 * Creates an agent who can sign in. Refuses an e-mail that is taken with `agent_exists`, and an unknown team with
 * `team_unknown`; nothing is written then.
 */
export async function createAgent(db: Database, input: NewAgent): Promise<Agent> {
  const id = crypto.randomUUID();
  try {
    await db.batch(await agentInserts(db, { ...input, id }));
  } catch (error) {
    throw refusedWrite(error);
  }
  return { id, name: input.name, picture: null, role: input.role };
}

/** The statements that create an agent, for a batch that creates more than that (set-up). Hashing a password takes some 90 ms. */
export async function agentInserts(db: Database, input: NewAgent & { id: string }) {
  const now = new Date();
  const { id, name, role } = input;
  return [
    db.insert(agent).values({ id, name, role, email: input.email.toLowerCase(), createdAt: now, updatedAt: now }),
    db.insert(account).values(await proofRow(id, input)),
    ...input.teamIds.map((teamId) => db.insert(teamAgent).values({ teamId, agentId: id })),
  ] as const;
}

/** The row that lets an agent sign in with this proof. It needs the agent's: without, its insert fails, and the batch with it. */
export async function proofRow(agentId: string, proof: Proof): Promise<typeof account.$inferInsert> {
  const now = new Date();
  const byPassword = "password" in proof;
  return {
    id: crypto.randomUUID(),
    accountId: byPassword ? agentId : proof.subject,
    providerId: byPassword ? "credential" : proof.providerId,
    agentId,
    password: byPassword ? await hashPassword(proof.password) : null,
    createdAt: now,
    updatedAt: now,
  };
}

/** Why D1 did not take a write to agents, as an error with a code; what is nobody's fault is given back as it is. */
export function refusedWrite(error: unknown): unknown {
  const cause = causeOf(error);
  if (cause.includes("agent.email")) return new FalaError("agent_exists", { path: "email" });
  return cause.includes("FOREIGN KEY") ? new FalaError("team_unknown") : error;
}

export type Profile = {
  agent: Agent;
  email: string;
  twoFactorEnabled: boolean;
  availability: Availability;
  language: string | null;
};

/** Null where the agent does not exist or has left. */
export async function readProfile(db: Database, agentId: string): Promise<Profile | null> {
  const [found] = await db.select().from(agent).where(eq(agent.id, agentId)).limit(1);
  if (!found || found.deactivatedAt) return null;
  const { id, name, picture, role, email, twoFactorEnabled, availability, language } = found;
  return { agent: { id, name, picture, role }, email, twoFactorEnabled, availability, language };
}

/** Changes what is given; what is absent stays. */
export async function changeProfile(
  db: Database,
  agentId: string,
  change: { name?: string | undefined; language?: string | null | undefined; availability?: Availability | undefined },
): Promise<void> {
  await db
    .update(agent)
    .set({ ...change, updatedAt: new Date() })
    .where(eq(agent.id, agentId));
}

/** Every agent who has not left, by name, with the ids of their teams. */
export async function listAgents(db: Database): Promise<Directory["agents"]> {
  const here = db.select({ id: agent.id }).from(agent).where(isNull(agent.deactivatedAt));
  const [agents, places] = await db.batch([
    db
      .select({ id: agent.id, name: agent.name, picture: agent.picture, role: agent.role })
      .from(agent)
      .where(isNull(agent.deactivatedAt))
      .orderBy(asc(agent.name), asc(agent.id)),
    db.select().from(teamAgent).where(inArray(teamAgent.agentId, here)),
  ]);
  const teamIds = Map.groupBy(places, (place) => place.agentId);
  return agents.map((each) => ({ ...each, teamIds: (teamIds.get(each.id) ?? []).map((place) => place.teamId) }));
}

const seenEveryMs = 60_000;

/** Notes that the agent is at work; writes once a minute at most. */
export async function noteSeen(db: Database, agentId: string, now = Date.now()): Promise<void> {
  await db
    .update(agent)
    .set({ lastSeenAt: now })
    .where(and(eq(agent.id, agentId), or(isNull(agent.lastSeenAt), lt(agent.lastSeenAt, now - seenEveryMs))));
}

/** What the Agent object needs to know, whether or not they still work here; null where there is no such agent. */
export async function readAgentProfile(db: Database, agentId: string) {
  const [found, teams, [defaults]] = await db.batch([
    db.select().from(agent).where(eq(agent.id, agentId)).limit(1),
    db
      .select({ id: team.id, name: team.name })
      .from(teamAgent)
      .innerJoin(team, eq(team.id, teamAgent.teamId))
      .where(eq(teamAgent.agentId, agentId))
      .orderBy(asc(team.name), asc(team.id)),
    db.select({ limit: workspace.agentLimit }).from(workspace).limit(1),
  ]);
  const [row] = found;
  if (row === undefined) return null;
  const { name, role, availability: said, deactivatedAt } = row;
  return {
    name,
    role,
    teams,
    said,
    limit: row.limit ?? defaults?.limit ?? defaultLimit,
    active: deactivatedAt === null,
  };
}

/** Before there is a workspace nobody is given anything; this keeps the type total. */
const defaultLimit = 5;

/** Conversations of this agent that are not done, as the index has them. */
export async function conversationsOwnedBy(db: D1Database, agentId: string): Promise<string[]> {
  const { results } = await db
    .prepare("SELECT id FROM conversation WHERE assignee_id = ? AND status IN ('open', 'snoozed')")
    .bind(agentId)
    .all<{ id: string }>();
  return results.map(({ id }) => id);
}

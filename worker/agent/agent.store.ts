import { asc, eq, inArray, isNull } from "drizzle-orm";
import { causeOf, type Database } from "../platform/database.ts";
import { FalaError } from "../platform/http-error.ts";
import { hashPassword } from "../platform/password.ts";
import type { Agent, Availability, Role } from "../protocol/agent.ts";
import type { Directory } from "../protocol/workspace.ts";
import { account } from "../session/session.table.ts";
import { teamAgent } from "../team/team.table.ts";
import { agent } from "./agent.table.ts";

export type NewAgent = { name: string; email: string; password: string; role: Role; teamIds: string[] };

/**
 * Creates an agent who can sign in. Refuses an e-mail that is taken with `invalid_request` at `email`, and an unknown
 * team with `team_unknown`; nothing is written then.
 */
export async function createAgent(db: Database, input: NewAgent): Promise<Agent> {
  const id = crypto.randomUUID();
  try {
    await db.batch(await agentInserts(db, { ...input, id }));
  } catch (error) {
    const cause = causeOf(error);
    if (cause.includes("agent.email")) throw new FalaError("invalid_request", { path: "email" });
    if (cause.includes("FOREIGN KEY")) throw new FalaError("team_unknown");
    throw error;
  }
  return { id, name: input.name, picture: null, role: input.role };
}

/** The statements that create an agent, for a batch that creates more than that (set-up). Hashes the password: some 90 ms. */
export async function agentInserts(db: Database, input: NewAgent & { id: string }) {
  const now = new Date();
  const times = { createdAt: now, updatedAt: now };
  const { id, name, role } = input;
  const password = await hashPassword(input.password);
  return [
    db.insert(agent).values({ id, name, role, email: input.email.toLowerCase(), ...times }),
    db.insert(account).values({
      id: crypto.randomUUID(),
      accountId: id,
      providerId: "credential",
      agentId: id,
      password,
      ...times,
    }),
    ...input.teamIds.map((teamId) => db.insert(teamAgent).values({ teamId, agentId: id })),
  ] as const;
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

/** Marks the agent as gone. Who calls it ends the agent's sessions next: see `endSessionsOfAgent`. */
export async function markDeactivated(db: Database, agentId: string): Promise<void> {
  const now = new Date();
  await db.update(agent).set({ deactivatedAt: now, updatedAt: now }).where(eq(agent.id, agentId));
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

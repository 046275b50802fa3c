import { and, asc, eq, isNull, sql } from "drizzle-orm";
import { agent } from "../agent/agent.table.ts";
import type { Database } from "../platform/database.ts";
import type { RosterAgent } from "../protocol/inbox.ts";
import type { Team } from "../protocol/team.ts";
import { workspace } from "../workspace/workspace.table.ts";
import { team, teamAgent } from "./team.table.ts";

const columns = { id: team.id, name: team.name };

/** Every team, by name. */
export async function listTeams(db: Database): Promise<Team[]> {
  return await db.select(columns).from(team).orderBy(asc(team.name), asc(team.id));
}

/** Null where there is no such team. */
export async function findTeam(db: Database, teamId: string): Promise<Team | null> {
  const [found] = await db.select(columns).from(team).where(eq(team.id, teamId)).limit(1);
  return found ?? null;
}

/** The teams with this agent in it, by name. */
export async function teamsOfAgent(db: Database, agentId: string): Promise<Team[]> {
  return await db
    .select(columns)
    .from(teamAgent)
    .innerJoin(team, eq(team.id, teamAgent.teamId))
    .where(eq(teamAgent.agentId, agentId))
    .orderBy(asc(team.name), asc(team.id));
}

/** The team's agents who have not left, by name, with what they say of themselves: whether they have a socket is the Inbox object's to know. */
export async function teamRoster(db: Database, teamId: string): Promise<RosterAgent[]> {
  return await db
    .select({
      id: agent.id,
      name: agent.name,
      picture: agent.picture,
      role: agent.role,
      availability: agent.availability,
      load: sql<number>`0`,
      limit: sql<number>`coalesce(${agent.limit}, (SELECT ${workspace.agentLimit} FROM ${workspace}), 5)`,
    })
    .from(teamAgent)
    .innerJoin(agent, eq(agent.id, teamAgent.agentId))
    .where(and(eq(teamAgent.teamId, teamId), isNull(agent.deactivatedAt)))
    .orderBy(asc(agent.name), asc(agent.id));
}

import { and, asc, eq, isNull, ne, sql } from "drizzle-orm";
import { agent } from "../agent/agent.table.ts";
import type { Database } from "../platform/database.ts";
import type { Agent } from "../protocol/agent.ts";
import type { Team } from "../protocol/team.ts";
import { workspace } from "../workspace/workspace.table.ts";
import { deletedTeam, team, teamAgent } from "./team.table.ts";

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

/** Who asks, with the teams that they are in: what a block's readers are decided by. */
export async function withTeams<Asking extends { id: string }>(
  db: Database,
  agent: Asking,
): Promise<Asking & { teamIds: string[] }> {
  return { ...agent, teamIds: (await teamsOfAgent(db, agent.id)).map(({ id }) => id) };
}

/** How the team assigns; null where there is no such team. */
export async function findTeamRules(db: Database, teamId: string) {
  const { method, firstReplySeconds } = team;
  const [found] = await db
    .select({ ...columns, method, firstReplySeconds })
    .from(team)
    .where(eq(team.id, teamId))
    .limit(1);
  return found ?? null;
}

/** Where a deleted team's conversations go: to the team that was chosen then, and without a choice to the oldest one. */
export async function heirOf(db: Database, teamId: string): Promise<Team | null> {
  const [found] = await db
    .select(columns)
    .from(team)
    .leftJoin(deletedTeam, and(eq(deletedTeam.heirId, team.id), eq(deletedTeam.id, teamId)))
    .where(ne(team.id, teamId))
    .orderBy(sql`${deletedTeam.id} IS NULL`, asc(team.createdAt), asc(team.id))
    .limit(1);
  return found ?? null;
}

/** The team's agents who have not left, by name, with their limits: how they stand is their Agent objects' to know. */
export async function teamRoster(db: Database, teamId: string): Promise<(Agent & { limit: number })[]> {
  return await db
    .select({
      id: agent.id,
      name: agent.name,
      picture: agent.picture,
      role: agent.role,
      limit: sql<number>`coalesce(${agent.limit}, (SELECT ${workspace.agentLimit} FROM ${workspace}), 5)`,
    })
    .from(teamAgent)
    .innerJoin(agent, eq(agent.id, teamAgent.agentId))
    .where(and(eq(teamAgent.teamId, teamId), isNull(agent.deactivatedAt)))
    .orderBy(asc(agent.name), asc(agent.id));
}

import { eq } from "drizzle-orm";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { agentObject, conversationObject, inboxObject } from "../platform/objects.ts";
import { teamAgent } from "../team/team.table.ts";

type Env = App["Bindings"];

/**
 * Something of an agent changed in D1 (name, picture, role, teams, limit, whether they are here): their own object hears
 * of it, the inboxes of their teams, and those of `more` teams, where they were until now. One that cannot be reached
 * reads it in D1 later.
 */
export async function tellTeams(env: Env, agentId: string, more: readonly string[] = []): Promise<void> {
  await tellAgent(env, agentId, (agent) => agent.profileChanged());
  const places = await database(env)
    .select({ id: teamAgent.teamId })
    .from(teamAgent)
    .where(eq(teamAgent.agentId, agentId));
  await tellInboxes(env, [...new Set([...places.map(({ id }) => id), ...more])], (inbox) => inbox.rosterChanged());
}

/**
 * What an agent owns in these teams goes back to the teams' lines: they may not read it any more, so nobody would answer.
 * As far as the index knows; a conversation that cannot be reached is logged.
 */
export async function giveBack(env: Env, agentId: string, teamIds: readonly string[]): Promise<void> {
  const { results } = await env.DB.prepare(
    "SELECT id FROM conversation WHERE assignee_id = ?1 AND status IN ('open', 'snoozed') AND team_id IN (SELECT value FROM json_each(?2))",
  )
    .bind(agentId, JSON.stringify(teamIds))
    .all<{ id: string }>();
  const told = await Promise.allSettled(
    results.map(async ({ id }) => await conversationObject(env, id).ownerLeft(agentId)),
  );
  for (const each of told) if (each.status === "rejected") log.warn("not_given_back", each.reason);
}

/** D1 has it already. */
export async function tellAgent(
  env: Env,
  agentId: string,
  tell: (agent: ReturnType<typeof agentObject>) => Promise<unknown>,
): Promise<void> {
  await tell(agentObject(env, agentId)).catch((error: unknown) => log.warn("agent_not_told", error));
}

export async function tellInboxes(
  env: Env,
  teamIds: readonly string[],
  tell: (inbox: ReturnType<typeof inboxObject>) => Promise<void>,
): Promise<void> {
  const told = await Promise.allSettled(teamIds.map(async (id) => await tell(inboxObject(env, id))));
  for (const each of told) if (each.status === "rejected") log.warn("inbox_not_told", each.reason);
}

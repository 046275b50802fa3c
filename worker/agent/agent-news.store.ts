import { eq } from "drizzle-orm";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { agentObject, inboxObject } from "../platform/objects.ts";
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

import { eq } from "drizzle-orm";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { inboxObject } from "../platform/objects.ts";
import { teamAgent } from "../team/team.table.ts";

type Env = App["Bindings"];

/**
 * Something of an agent changed in D1 (name, picture, role, teams, whether they are here): the inboxes of their teams hear
 * of it, and of `more` teams, where they were until now. One that cannot be reached reads it in D1 later.
 */
export async function tellTeams(env: Env, agentId: string, more: readonly string[] = []): Promise<void> {
  const places = await database(env)
    .select({ id: teamAgent.teamId })
    .from(teamAgent)
    .where(eq(teamAgent.agentId, agentId));
  await tellInboxes(env, [...new Set([...places.map(({ id }) => id), ...more])], (inbox) => inbox.rosterChanged());
}

export async function tellInboxes(
  env: Env,
  teamIds: readonly string[],
  tell: (inbox: ReturnType<typeof inboxObject>) => Promise<void>,
): Promise<void> {
  const told = await Promise.allSettled(teamIds.map(async (id) => await tell(inboxObject(env, id))));
  for (const each of told) if (each.status === "rejected") log.warn("inbox_not_told", each.reason);
}

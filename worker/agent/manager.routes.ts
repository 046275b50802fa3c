import type { Context } from "hono";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import type { ManagedAgent } from "../protocol/managed-agent.ts";
import { readManagedAgent } from "./agent-change.store.ts";
import { can } from "./agent.domain.ts";

/**
 * The agent who asks, as D1 has them now: a cookie may be ten seconds behind, too long for somebody who was an admin a
 * moment ago. Refuses who may not manage agents. Comes after `requireAgent`.
 */
export async function manager(c: Context<App>): Promise<ManagedAgent> {
  const by = await readManagedAgent(database(c.env), c.var.agent.id);
  if (by.deactivatedAt !== null || !can(by.role, "manage_agents")) throw new FalaError("forbidden");
  return by;
}

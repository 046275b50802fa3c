import { type Context, Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { listAgents } from "../agent/agent.store.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { agentObject, inboxObject } from "../platform/objects.ts";
import {
  agentLimitChangeSchema,
  type AgentLimitChange,
  type ManagedTeam,
  type ManagedTeams,
  newTeamSchema,
  teamChangeSchema,
  teamDeletionSchema,
  type TeamUse,
} from "../protocol/managed-team.ts";
import { sessionIdsOf } from "../session/session-end.store.ts";
import {
  changeAgentLimit,
  changeTeam,
  createTeam,
  deleteTeam,
  listManagedTeams,
  readManagedTeam,
  readTeamUse,
} from "./team-change.store.ts";
import { listTeams } from "./team.store.ts";

/** Teams and who is in them, for owners and admins. */
export const teamRoutes = new Hono<App>()
  .use(
    requireAgent,
    permit((role) => can(role, "manage_workspace")),
  )
  .get("/", async (c) => c.json<ManagedTeams>(await listManagedTeams(database(c.env))))
  .post("/", async (c) => {
    const made = await createTeam(database(c.env), await readBody(c, newTeamSchema));
    await tellAgents(c, made.agentIds);
    await tellEverybody(c);
    return c.json<ManagedTeam>(made, 201);
  })
  .put("/limit", async (c) => {
    const saved = await changeAgentLimit(database(c.env), await readBody(c, agentLimitChangeSchema));
    const agents = await listAgents(database(c.env));
    await tellAgents(
      c,
      agents.map(({ id }) => id),
    );
    return c.json<AgentLimitChange>(saved);
  })
  .put("/:id", async (c) => {
    const id = c.req.param("id");
    const change = await readBody(c, teamChangeSchema);
    const saved = await changeTeam(database(c.env), id, change);
    await tellAgents(c, [...change.join, ...change.leave]);
    await tell(c, [id], (inbox) => inbox.rosterChanged());
    // Who left may not listen any longer; everybody else's sockets stay as they are.
    const sessions = await Promise.all(change.leave.map((agentId) => sessionIdsOf(c.env, agentId)));
    if (sessions.length > 0) await tell(c, [id], (inbox) => inbox.readmit(sessions.flat()));
    await tellEverybody(c);
    return c.json<ManagedTeam>(saved);
  })
  .get("/:id/use", async (c) => c.json<TeamUse>(await readTeamUse(database(c.env), c.req.param("id"))))
  .post("/:id/delete", async (c) => {
    const id = c.req.param("id");
    const { agentIds } = await readManagedTeam(database(c.env), id);
    const deletion = await readBody(c, teamDeletionSchema);
    await tell(c, [id], (inbox) => inbox.deletionBegins());
    const into = await deleteTeam(database(c.env), id, deletion);
    await tellAgents(c, agentIds);
    // Before its conversations come, so that its line knows who may be given them.
    await tell(c, [into.id], (inbox) => inbox.rosterChanged());
    await tell(c, [id], (inbox) => inbox.dissolve(into));
    await tellEverybody(c);
    return c.body(null, 204);
  });

/** Every console asks again which teams there are, and which are its agent's own. */
async function tellEverybody(c: Context<App>): Promise<void> {
  const teams = await listTeams(database(c.env));
  await tell(
    c,
    teams.map(({ id }) => id),
    (inbox) => inbox.teamsChanged(),
  );
}

/** Their Agent objects keep a copy of their teams and of their limit. */
async function tellAgents(c: Context<App>, agentIds: readonly string[]): Promise<void> {
  const told = await Promise.allSettled(agentIds.map(async (id) => await agentObject(c.env, id).profileChanged()));
  for (const each of told) if (each.status === "rejected") log.warn("agent_not_told", each.reason);
}

/** D1 has it already: an Inbox object that cannot be reached reads it there later. */
async function tell(
  c: Context<App>,
  teamIds: readonly string[],
  say: (inbox: ReturnType<typeof inboxObject>) => Promise<void>,
): Promise<void> {
  const told = await Promise.allSettled(teamIds.map(async (id) => await say(inboxObject(c.env, id))));
  for (const each of told) if (each.status === "rejected") log.warn("inbox_not_told", each.reason);
}

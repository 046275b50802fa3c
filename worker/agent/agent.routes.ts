import { type Context, Hono } from "hono";
import { requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { inboxObject } from "../platform/objects.ts";
import { type Directory, type Me, meChangeSchema } from "../protocol/workspace.ts";
import { sessionsChanged } from "../session/session-end.store.ts";
import { listTeams, teamsOfAgent } from "../team/team.store.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { changeProfile, listAgents, readProfile } from "./agent.store.ts";

export const meRoutes = new Hono<App>()
  .use(requireAgent)
  .get("/", async (c) => c.json<Me>(await readMe(c)))
  .patch("/", async (c) => {
    const change = await readBody(c, meChangeSchema);
    const { id } = c.var.agent;
    await changeProfile(database(c.env), id, change);
    const { availability } = change;
    if (availability) await tellInboxes(c, (inbox) => inbox.setAvailability(id, availability));
    if (change.name !== undefined) {
      await tellInboxes(c, (inbox) => inbox.rosterChanged());
      // The name stands in the signed cookie of each of their sessions; this one is renewed at once.
      await sessionsChanged(c.env, id);
      await c.var.sessions.read();
    }
    return c.json<Me>(await readMe(c));
  });

export const agentRoutes = new Hono<App>()
  .use(requireAgent)
  .get("/", async (c) => c.json<Directory>({ agents: await listAgents(database(c.env)) }));

async function readMe(c: Context<App>): Promise<Me> {
  const db = database(c.env);
  const { id } = c.var.agent;
  const [profile, teams, allTeams, workspace] = await Promise.all([
    readProfile(db, id),
    teamsOfAgent(db, id),
    listTeams(db),
    readWorkspace(db),
  ]);
  if (!profile || !workspace) throw new FalaError("session_over");
  const { name, sneakPeek } = workspace;
  return { ...profile, teams, allTeams, workspace: { name, sneakPeek } };
}

/** D1 has it already: an Inbox object that cannot be reached reads it there later. */
async function tellInboxes(
  c: Context<App>,
  tell: (inbox: ReturnType<typeof inboxObject>) => Promise<void>,
): Promise<void> {
  const teams = await teamsOfAgent(database(c.env), c.var.agent.id);
  const told = await Promise.allSettled(teams.map(async (team) => await tell(inboxObject(c.env, team.id))));
  for (const each of told) if (each.status === "rejected") log.warn("inbox_not_told", each.reason);
}

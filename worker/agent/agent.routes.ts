import { type Context, Hono } from "hono";
import { requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { canMail } from "../platform/mail.ts";
import { inboxObject } from "../platform/objects.ts";
import type { Role } from "../protocol/agent.ts";
import type { PasswordLink } from "../protocol/invitation.ts";
import {
  agentChangeSchema,
  agentVersionSchema,
  type ManagedAgent,
  type ManagedAgents,
} from "../protocol/managed-agent.ts";
import { paths } from "../protocol/paths.ts";
import { type Directory, type Me, meChangeSchema, type Standings } from "../protocol/workspace.ts";
import { endSessionsOfAgent, sessionIdsOf, sessionsChanged } from "../session/session-end.store.ts";
import { attemptSucceeded, subjects } from "../session/sign-in-attempt.store.ts";
import { listTeams, teamsOfAgent } from "../team/team.store.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { giveBack, tellAgent, tellInboxes, tellTeams } from "./agent-news.store.ts";
import { changeAgent, dropSecondFactor, listManagedAgents, readManagedAgent, setActive } from "./agent-change.store.ts";
import { can, canReadTeam, type Capability, refusesChange } from "./agent.domain.ts";
import { changeProfile, listAgents, noteSeen, readProfile } from "./agent.store.ts";
import { listInvitations, makePasswordLink } from "./invitation.store.ts";
import { manager } from "./manager.routes.ts";

export const meRoutes = new Hono<App>()
  .use(requireAgent)
  .get("/", async (c) => {
    c.executionCtx.waitUntil(
      noteSeen(database(c.env), c.var.agent.id).catch((error: unknown) => log.warn("not_noted", error)),
    );
    return c.json<Me>(await readMe(c));
  })
  .patch("/", async (c) => {
    const change = await readBody(c, meChangeSchema);
    const { id } = c.var.agent;
    await changeProfile(database(c.env), id, change);
    const { availability } = change;
    if (availability) await tellAgent(c.env, id, (agent) => agent.setAvailability(availability));
    if (change.name !== undefined) {
      await tellTeams(c.env, id);
      // The name stands in the signed cookie of each of their sessions; this one is renewed at once.
      await sessionsChanged(c.env, id);
      await c.var.sessions.read();
    }
    return c.json<Me>(await readMe(c));
  });

export const agentRoutes = new Hono<App>()
  .use(requireAgent)
  .get("/", async (c) => c.json<Directory>({ agents: await listAgents(database(c.env)) }))
  .get("/standings", async (c) => {
    const teams = await listTeams(database(c.env));
    const rosters = await Promise.allSettled(teams.map(({ id }) => inboxObject(c.env, id).standings()));
    const agents = new Map<string, Standings["agents"][number]>();
    for (const each of rosters) {
      // A team whose inbox cannot be reached now is left out: its agents are shown without a state.
      if (each.status === "rejected") log.warn("inbox_unreachable", each.reason);
      else
        for (const { id, availability, load, limit } of each.value) agents.set(id, { id, availability, load, limit });
    }
    return c.json<Standings>({ agents: [...agents.values()] });
  })
  .get("/all", async (c) => {
    await manager(c);
    const db = database(c.env);
    const [agents, invitations] = await Promise.all([listManagedAgents(db), listInvitations(db)]);
    return c.json<ManagedAgents>({ agents, invitations, mail: canMail(c.env) });
  })
  .get("/:id", async (c) => {
    await manager(c);
    return c.json<ManagedAgent>(await readManagedAgent(database(c.env), c.req.param("id")));
  })
  .patch("/:id", async (c) => {
    const change = await readBody(c, agentChangeSchema);
    const before = await changeable(c, change.role === undefined ? {} : { to: change.role });
    await changeAgent(database(c.env), before.id, change);
    const after = await readManagedAgent(database(c.env), before.id);
    await tellOf(c, before, after);
    return c.json<ManagedAgent>(after);
  })
  .post("/:id/deactivate", async (c) => {
    const { version } = await readBody(c, agentVersionSchema);
    const { id } = await changeable(c);
    if (id === c.var.agent.id) throw new FalaError("not_yourself");
    await setActive(database(c.env), { id, version, active: false });
    await endSessionsOfAgent(c.env, id);
    await tellAgent(c.env, id, (agent) => agent.deactivate());
    await tellTeams(c.env, id);
    return c.json<ManagedAgent>(await readManagedAgent(database(c.env), id));
  })
  .post("/:id/password-link", async (c) => {
    const whom = await changeable(c);
    if (whom.deactivatedAt !== null) throw new FalaError("not_found");
    const { token, expiresAt } = await makePasswordLink(database(c.env), whom, c.var.agent);
    return c.json<PasswordLink>({ link: new URL(paths.invitation(token), c.req.url).href, expiresAt }, 201);
  })
  .post("/:id/second-factor/reset", async (c) => {
    const { version } = await readBody(c, agentVersionSchema);
    const { id, secondFactor } = await changeable(c, { needs: "reset_second_factor" });
    // One's own is dropped with one's own password, so that an open console is not enough.
    if (id === c.var.agent.id) throw new FalaError("not_yourself");
    if (!secondFactor) throw new FalaError("not_found");
    const db = database(c.env);
    await dropSecondFactor(db, { id, version });
    log.info("second_factor_reset", { agent: id, by: c.var.agent.id });
    await endSessionsOfAgent(c.env, id);
    await attemptSucceeded(db, [subjects.secondFactor(id)]);
    return c.json<ManagedAgent>(await readManagedAgent(db, id));
  })
  .post("/:id/reactivate", async (c) => {
    const { version } = await readBody(c, agentVersionSchema);
    const { id } = await changeable(c);
    await setActive(database(c.env), { id, version, active: true });
    await tellTeams(c.env, id);
    return c.json<ManagedAgent>(await readManagedAgent(database(c.env), id));
  });

/**
 * The agent of the address, whom this one may change (to the role `to`), and has what it `needs`. Both as D1 has them now: a
 * cookie may be seconds behind.
 */
async function changeable(c: Context<App>, asked: { to?: Role; needs?: Capability } = {}): Promise<ManagedAgent> {
  const by = await manager(c);
  if (asked.needs !== undefined && !can(by.role, asked.needs)) throw new FalaError("forbidden");
  const whom = await readManagedAgent(database(c.env), c.req.param("id") ?? "");
  const refused = refusesChange(by.role, whom.role, asked.to);
  if (refused !== null) throw new FalaError(refused);
  return whom;
}

/** Everybody who keeps a copy of what changed hears of it before the answer goes out. */
async function tellOf(c: Context<App>, before: ManagedAgent, after: ManagedAgent): Promise<void> {
  await sessionsChanged(c.env, after.id);
  await tellTeams(c.env, after.id, before.teamIds);
  const same = before.role === after.role && before.teamIds.toSorted().join() === after.teamIds.toSorted().join();
  if (same) return;
  // What they may see has changed: their sockets close, and come back as who they are now.
  const sessionIds = await sessionIdsOf(c.env, after.id);
  const all = (await listTeams(database(c.env))).map((team) => team.id);
  await tellInboxes(c.env, all, (inbox) => inbox.readmit(sessionIds));
  await giveBack(
    c.env,
    after.id,
    all.filter((teamId) => !canReadTeam(after.role, after.teamIds, teamId)),
  );
}

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

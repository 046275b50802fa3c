import { type Context, Hono } from "hono";
import { addressOf } from "../platform/address.ts";
import { passCookies, requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { sendMail } from "../platform/mail.ts";
import {
  acceptInvitationRequestSchema,
  inviteRequestSchema,
  type OpenedInvitation,
  openInvitationRequestSchema,
  type SentInvitation,
} from "../protocol/invitation.ts";
import { paths } from "../protocol/paths.ts";
import { endSessionsOfAgent } from "../session/session-end.store.ts";
import { attemptSucceeded, beginAttempt, subjects } from "../session/sign-in-attempt.store.ts";
import { signIn } from "../session/sign-in.store.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { tellTeams } from "./agent-news.store.ts";
import { refusesChange } from "./agent.domain.ts";
import { readProfile } from "./agent.store.ts";
import { invitationLifeMs } from "./invitation.domain.ts";
import { invitationMail } from "./invitation-mail.domain.ts";
import {
  acceptByToken,
  type FreshInvitation,
  invite,
  openInvitation,
  readInvitation,
  renewInvitation,
  revokeInvitation,
} from "./invitation.store.ts";
import { manager } from "./manager.routes.ts";

const dayMs = 24 * 3600_000;

/** Who holds the link opens and accepts it without being signed in; who manages agents sends it and takes it back. */
export const invitationRoutes = new Hono<App>()
  .post("/open", async (c) => {
    const { token } = await readBody(c, openInvitationRequestSchema);
    return c.json<OpenedInvitation>(await counted(c, () => openInvitation(database(c.env), token)));
  })
  .post("/accept", async (c) => {
    const input = await readBody(c, acceptInvitationRequestSchema);
    const { agentId, email } = await counted(c, () => acceptByToken(database(c.env), input));
    await tellTeams(c.env, agentId);
    // Somebody who has a new password is nowhere signed in with the old one.
    await endSessionsOfAgent(c.env, agentId);
    const { cookies, complete } = await signIn(c.env, c.req.raw, { email, password: input.password });
    passCookies(c, cookies);
    if (!complete) throw new FalaError("second_factor_required");
    return c.body(null, 204);
  })
  .use(requireAgent)
  .post("/", async (c) => {
    const input = await readBody(c, inviteRequestSchema);
    const by = await manager(c);
    refuseRole(by.role, input.role);
    return c.json<SentInvitation>(await sent(c, await invite(database(c.env), input, by)), 201);
  })
  .post("/:id/send", async (c) => {
    const by = await manager(c);
    const id = c.req.param("id");
    refuseRole(by.role, (await readInvitation(database(c.env), id)).role);
    return c.json<SentInvitation>(await sent(c, await renewInvitation(database(c.env), id, by)));
  })
  .delete("/:id", async (c) => {
    const by = await manager(c);
    const id = c.req.param("id");
    refuseRole(by.role, (await readInvitation(database(c.env), id)).role);
    await revokeInvitation(database(c.env), id);
    return c.body(null, 204);
  });

/** A link that leads to nothing counts against the address that tried it; one that holds does not. */
async function counted<T>(c: Context<App>, work: () => Promise<T>): Promise<T> {
  const db = database(c.env);
  const address = subjects.invitation(addressOf(c.req.raw));
  await beginAttempt(db, [address]);
  const done = await work();
  await attemptSucceeded(db, [], [address]);
  return done;
}

function refuseRole(by: Parameters<typeof refusesChange>[0], role: Parameters<typeof refusesChange>[1]): void {
  const refused = refusesChange(by, role);
  if (refused !== null) throw new FalaError(refused);
}

/** With its link, and by e-mail where that is set up. */
async function sent(c: Context<App>, { invitation, token }: FreshInvitation): Promise<SentInvitation> {
  const db = database(c.env);
  const link = new URL(paths.invitation(token), c.req.url).href;
  const [workspace, sender] = await Promise.all([readWorkspace(db), readProfile(db, c.var.agent.id)]);
  const mail = invitationMail({
    workspace: workspace?.name ?? "",
    by: invitation.invitedBy,
    link,
    days: invitationLifeMs / dayMs,
    language: sender?.language ?? c.req.header("accept-language") ?? "en",
  });
  return { invitation, link, mailed: await sendMail(c.env, { to: invitation.email, ...mail }) };
}

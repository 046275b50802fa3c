import { type Context, Hono, type MiddlewareHandler } from "hono";
import { isSecure, passCookies, requireAgent, type SignedIn } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { roleSchema } from "../protocol/agent.ts";
import { changePasswordRequestSchema, type Sessions, signInRequestSchema } from "../protocol/session.ts";
import { changedAt } from "./outdated-session.store.ts";
import { endSessions, endSessionsOfAgent, sessionIdsOf } from "./session-end.store.ts";
import { authOf, refusedBy, sessionsOf } from "./session.store.ts";
import { attemptSucceeded, beginAttempt, subjects } from "./sign-in-attempt.store.ts";
import { signIn } from "./sign-in.store.ts";

/** Lets platform/auth.ts ask the tables. Costs nothing until somebody asks. */
export const provideSessions: MiddlewareHandler<App> = async (c, next) => {
  c.set("sessions", {
    changedAt: (sessionId) => changedAt(database(c.env), sessionId),
    read: () => readSession(c),
  });
  await next();
};

export const sessionRoutes = new Hono<App>()
  .post("/", async (c) => {
    const { cookies, complete } = await signIn(c.env, c.req.raw, await readBody(c, signInRequestSchema));
    passCookies(c, cookies);
    if (!complete) throw new FalaError("second_factor_required");
    return c.body(null, 204);
  })
  .delete("/", async (c) => {
    // Signing out works for whoever asks: what is left of a session that ended elsewhere goes away too.
    const signedIn = await readSession(c);
    const { headers } = await authOf(c.env, isSecure(c.req.raw)).api.signOut({
      headers: c.req.raw.headers,
      returnHeaders: true,
    });
    passCookies(c, headers);
    if (signedIn) await endSessions(c.env, [signedIn.sessionId]);
    return c.body(null, 204);
  })
  .use(requireAgent)
  .get("/", async (c) => {
    const rows = await sessionsOf(database(c.env), c.var.agent.id);
    return c.json<Sessions>({ sessions: rows.map((row) => ({ ...row, current: row.id === c.var.sessionId })) });
  })
  .delete("/others", async (c) => {
    await endSessionsOfAgent(c.env, c.var.agent.id, c.var.sessionId);
    return c.body(null, 204);
  })
  .delete("/:id", async (c) => {
    const id = c.req.param("id");
    if (!(await sessionIdsOf(c.env, c.var.agent.id)).includes(id)) throw new FalaError("not_found");
    await endSessions(c.env, [id]);
    return c.body(null, 204);
  })
  .post("/password", async (c) => {
    const body = await readBody(c, changePasswordRequestSchema);
    const before = await sessionIdsOf(c.env, c.var.agent.id);
    await withPassword(c, (auth) =>
      auth.api.changePassword({
        body: { ...body, revokeOtherSessions: true },
        headers: c.req.raw.headers,
        returnHeaders: true,
      }),
    );
    // Also this session: better-auth has put a new one in its place.
    await endSessions(c.env, before);
    return c.body(null, 204);
  });

/**
 * Asks better-auth for something that needs the agent's own password, counted like a sign-in (a session that somebody
 * else got hold of must not be a way to guess it), and puts its cookies on the response.
 */
export async function withPassword<Answer>(
  c: Context<App>,
  ask: (auth: ReturnType<typeof authOf>) => Promise<{ headers: Headers; response: Answer }>,
): Promise<Answer> {
  const db = database(c.env);
  const counted = subjects.password(c.var.agent.id);
  await beginAttempt(db, [counted]);
  const { headers, response } = await ask(authOf(c.env, isSecure(c.req.raw))).catch((error: unknown) => {
    const code = refusedBy(error);
    if (code === null) throw error;
    // Who signs in at the company's own sign-in has none.
    if (code === "CREDENTIAL_ACCOUNT_NOT_FOUND") throw new FalaError("no_password");
    throw new FalaError(code === "INVALID_PASSWORD" ? "password_wrong" : "invalid_request");
  });
  await attemptSucceeded(db, [counted]);
  passCookies(c, headers);
  return response;
}

async function readSession(c: Context<App>): Promise<SignedIn | null> {
  const { headers, response } = await authOf(c.env, isSecure(c.req.raw)).api.getSession({
    headers: c.req.raw.headers,
    query: { disableCookieCache: true },
    returnHeaders: true,
  });
  passCookies(c, headers);
  if (!response || response.user.deactivatedAt) return null;
  const { id, name, image } = response.user;
  const role = roleSchema.parse(response.user.role);
  return { agent: { id, name, picture: image ?? null, role }, sessionId: response.session.id };
}

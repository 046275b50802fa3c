import { type Context, Hono } from "hono";
import { getSignedCookie } from "hono/cookie";
import { cookieNames, isSecure, passCookies, requireAgent, sessionSecret } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import {
  type BackupCodes,
  passwordRequestSchema,
  secondFactorRequestSchema,
  type SecondFactorStart,
} from "../protocol/session.ts";
import { endSessions } from "./session-end.store.ts";
import { withPassword } from "./session.routes.ts";
import { authOf, challengedAgent, refusedBy, takeCode } from "./session.store.ts";
import { attemptSucceeded, beginAttempt, subjects } from "./sign-in-attempt.store.ts";

/** The second step of a sign-in, and how an agent gets, renews and drops the second factor. */
export const secondFactorRoutes = new Hono<App>()
  .post("/", async (c) => {
    const { code } = await readBody(c, secondFactorRequestSchema);
    await finishSignIn(c, code.replaceAll(" ", ""));
    return c.body(null, 204);
  })
  .use(requireAgent)
  .post("/start", async (c) => {
    const { password } = await readBody(c, passwordRequestSchema);
    const started = await withPassword(c, (auth) =>
      auth.api.enableTwoFactor({ body: { password }, headers: c.req.raw.headers, returnHeaders: true }),
    );
    if (started.method !== "totp") throw new FalaError("internal");
    const secret = new URL(started.totpURI).searchParams.get("secret") ?? "";
    return c.json<SecondFactorStart>({ uri: started.totpURI, secret, backupCodes: started.backupCodes });
  })
  .post("/confirm", async (c) => {
    const { code } = await readBody(c, secondFactorRequestSchema);
    await confirm(c, code.replaceAll(" ", ""));
    return c.body(null, 204);
  })
  .post("/disable", async (c) => {
    const { password } = await readBody(c, passwordRequestSchema);
    await withPassword(c, (auth) =>
      auth.api.disableTwoFactor({ body: { password }, headers: c.req.raw.headers, returnHeaders: true }),
    );
    await endSessions(c.env, [c.var.sessionId]);
    return c.body(null, 204);
  })
  .post("/backup-codes", async (c) => {
    const { password } = await readBody(c, passwordRequestSchema);
    const { backupCodes } = await withPassword(c, (auth) =>
      auth.api.generateBackupCodes({ body: { password }, headers: c.req.raw.headers, returnHeaders: true }),
    );
    return c.json<BackupCodes>({ backupCodes });
  });

const totpCode = /^\d{6}$/;

async function finishSignIn(c: Context<App>, code: string): Promise<void> {
  const db = database(c.env);
  const { challenge: name } = cookieNames(isSecure(c.req.raw));
  const challenge = await getSignedCookie(c, sessionSecret(c.env), name);
  const agentId = challenge ? await challengedAgent(db, challenge) : null;
  if (!agentId) throw new FalaError("session_over");
  const counted = subjects.secondFactor(agentId);
  await beginAttempt(db, [counted]);
  const totp = totpCode.test(code);
  if (totp && !(await takeCode(db, agentId, code))) throw new FalaError("second_factor_failed");
  const { api } = authOf(c.env, isSecure(c.req.raw));
  const asked = { body: { code }, headers: challengeOnly(c, name), returnHeaders: true } as const;
  const { headers } = await (totp ? api.verifyTOTP(asked) : api.verifyBackupCode(asked)).catch((error: unknown) => {
    throw refusal(error);
  });
  await attemptSucceeded(db, [counted]);
  passCookies(c, headers);
}

/** Proves that the authenticator app has the secret; from then on the factor is asked for. */
async function confirm(c: Context<App>, code: string): Promise<void> {
  const db = database(c.env);
  if (!(await takeCode(db, c.var.agent.id, code))) throw new FalaError("second_factor_failed");
  const { headers } = await authOf(c.env, isSecure(c.req.raw))
    .api.verifyTOTP({ body: { code }, headers: c.req.raw.headers, returnHeaders: true })
    .catch((error: unknown) => {
      throw refusal(error);
    });
  passCookies(c, headers);
  // better-auth has put a new session in its place.
  await endSessions(c.env, [c.var.sessionId]);
}

/** Without a session that the browser may still hold, which better-auth would ask about instead. */
function challengeOnly(c: Context<App>, name: string): Headers {
  const headers = new Headers(c.req.raw.headers);
  const cookies = (headers.get("cookie") ?? "").split(";").map((cookie) => cookie.trim());
  headers.set("cookie", cookies.filter((cookie) => cookie.startsWith(`${name}=`)).join("; "));
  return headers;
}

function refusal(error: unknown): unknown {
  const code = refusedBy(error);
  if (code === null) return error;
  // Five wrong codes use a challenge up: the password is asked for again.
  const over = code === "INVALID_TWO_FACTOR_COOKIE" || code === "TOO_MANY_ATTEMPTS_REQUEST_NEW_CODE";
  return new FalaError(over ? "session_over" : "second_factor_failed");
}

import { createAuthEndpoint } from "better-auth/api";
import { setSessionCookie } from "better-auth/cookies";
import { drizzleAdapter } from "better-auth/adapters/drizzle";
import type { BetterAuthPlugin } from "better-auth";
import { betterAuth } from "better-auth/minimal";
import { twoFactor as twoFactorPlugin } from "better-auth/plugins/two-factor";
import { and, desc, eq, gt, lte } from "drizzle-orm";
import * as z from "zod";
import { agent } from "../agent/agent.table.ts";
import { cachedSessionSeconds, cookieNames, sessionSecret } from "../platform/auth.ts";
import { type Database, database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { hashPassword, verifyPassword } from "../platform/password.ts";
import { account, session, twoFactor, usedCode, verification } from "./session.table.ts";

type Env = App["Bindings"];

const days = 24 * 3600;

/** A session for somebody who has proved elsewhere who they are: at the company's sign-in, or to Cloudflare Access. */
const openSession = {
  id: "open-session",
  endpoints: {
    openSession: createAuthEndpoint.serverOnly(
      { method: "POST", body: z.object({ agentId: z.string() }), requireHeaders: true },
      async (ctx) => {
        const user = await ctx.context.internalAdapter.findUserById(ctx.body.agentId);
        if (!user) throw new FalaError("sign_in_failed");
        const session = await ctx.context.internalAdapter.createSession(user.id);
        await setSessionCookie(ctx, { session, user });
        return { sessionId: session.id };
      },
    ),
  },
} satisfies BetterAuthPlugin;

/**
 * better-auth over our tables. Its own addresses are not mounted: routes call `auth.api.…` and word every answer
 * themselves. `secure` is false on http://localhost only.
 */
function createAuth(env: Env, secure: boolean) {
  const db = database(env);
  return betterAuth({
    appName: "Fala",
    // Nothing reads it: there are no redirects, no e-mails and no mounted addresses.
    baseURL: secure ? "https://fala.invalid" : "http://fala.invalid",
    secret: sessionSecret(env),
    database: drizzleAdapter(db, { provider: "sqlite", schema: { agent, session, account, verification, twoFactor } }),
    user: {
      modelName: "agent",
      fields: { image: "picture" },
      additionalFields: {
        role: { type: "string", required: true, input: false },
        deactivatedAt: { type: "date", required: false, input: false },
      },
    },
    account: { fields: { userId: "agentId" } },
    session: {
      fields: { userId: "agentId" },
      expiresIn: 14 * days,
      updateAge: 1 * days,
      cookieCache: { enabled: true, maxAge: cachedSessionSeconds, strategy: "jwt" },
    },
    emailAndPassword: {
      enabled: true,
      disableSignUp: true,
      minPasswordLength: 10,
      maxPasswordLength: 128,
      password: { hash: hashPassword, verify: verifyPassword },
    },
    plugins: [
      openSession,
      twoFactorPlugin({
        issuer: "Fala",
        // sign_in_attempt counts before it checks, across challenges, which this one does not.
        accountLockout: { enabled: false },
        backupCodeOptions: { storeBackupCodes: "encrypted" },
        schema: { twoFactor: { fields: { userId: "agentId" } } },
      }),
    ],
    databaseHooks: {
      session: {
        create: {
          // The one place through which every way to sign in goes.
          before: async ({ userId }) => {
            const [found] = await db
              .select({ deactivatedAt: agent.deactivatedAt })
              .from(agent)
              .where(eq(agent.id, userId))
              .limit(1);
            if (!found || found.deactivatedAt) throw new FalaError("sign_in_failed");
          },
        },
      },
    },
    advanced: {
      // `__Host-` needs exactly what stands here: Secure, the path "/" and no domain.
      useSecureCookies: false,
      cookiePrefix: cookieNames(secure).prefix,
      defaultCookieAttributes: { secure, httpOnly: true, sameSite: "lax", path: "/" },
      ipAddress: { ipAddressHeaders: ["cf-connecting-ip"] },
    },
    // Ours counts in D1 (sign-in-attempt.store.ts); this one would count in the memory of one isolate.
    rateLimit: { enabled: false },
    telemetry: { enabled: false },
    // Wrong passwords are no news; what fails beyond that reaches the route as an exception.
    logger: { disabled: true },
    onAPIError: { throw: true },
  });
}

export type Auth = ReturnType<typeof createAuth>;

const made = new WeakMap<Env, Map<boolean, Auth>>();

/** The same object for every request of an isolate: making one costs some milliseconds. */
export function authOf(env: Env, secure: boolean): Auth {
  const known = made.get(env) ?? new Map<boolean, Auth>();
  made.set(env, known);
  const auth = known.get(secure) ?? createAuth(env, secure);
  known.set(secure, auth);
  return auth;
}

/** What better-auth refused, as its own code, or null for anything else (which then is a failure of ours). */
export function refusedBy(error: unknown): string | null {
  if (!(error instanceof Error) || error.name !== "APIError") return null;
  const body = "body" in error ? error.body : null;
  const code = typeof body === "object" && body !== null && "code" in body ? body.code : null;
  if (code === "INTERNAL_SERVER_ERROR") log.error("sign_in_broken", error);
  return typeof code === "string" ? code : "";
}

/** Where this agent is signed in, the newest first. */
export async function sessionsOf(db: Database, agentId: string) {
  const rows = await db
    .select()
    .from(session)
    .where(and(eq(session.agentId, agentId), gt(session.expiresAt, new Date())))
    .orderBy(desc(session.createdAt), desc(session.id));
  return rows.map(({ id, createdAt, expiresAt, userAgent, ipAddress }) => ({
    id,
    createdAt: createdAt.getTime(),
    expiresAt: expiresAt.getTime(),
    userAgent,
    ipAddress: ipAddress || null,
  }));
}

/** Whose challenge this is, between the password and the second factor; null: it is over. */
export async function challengedAgent(db: Database, challenge: string): Promise<string | null> {
  const [found] = await db
    .select({ agentId: verification.value })
    .from(verification)
    .where(and(eq(verification.identifier, challenge), gt(verification.expiresAt, new Date())))
    .limit(1);
  return found?.agentId ?? null;
}

/** How long a TOTP code can be valid: its own half minute, and one on either side for clocks that disagree. */
const codeLifeMs = 90_000;

/** Takes a code for this agent, once within its life; false: it was taken before. Called before the code is checked. */
export async function takeCode(db: Database, agentId: string, code: string, now = Date.now()): Promise<boolean> {
  const [, taken] = await db.batch([
    db.delete(usedCode).where(lte(usedCode.usedAt, now - codeLifeMs)),
    db.insert(usedCode).values({ agentId, code, usedAt: now }).onConflictDoNothing().returning(),
  ]);
  return taken.length > 0;
}

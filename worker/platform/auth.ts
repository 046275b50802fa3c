import type { Context, MiddlewareHandler } from "hono";
import { getCookie } from "hono/cookie";
import { jwtVerify } from "jose/jwt/verify";
import * as z from "zod/mini";
import { type Agent, agentSchema, type Role } from "../protocol/agent.ts";
import { refusal, type Result } from "../protocol/error.ts";
import { idSchema } from "../protocol/ids.ts";
import type { App, Secrets } from "./env.ts";
import { FalaError } from "./http-error.ts";

/** For how long the signed copy of a session in the browser's cookie is believed without asking D1. */
export const cachedSessionSeconds = 300;

/** Who asks, and with which of their sessions. */
export type SignedIn = { agent: Agent; sessionId: string };

/**
 * What `platform` cannot know, because it stands in tables: app.ts puts it into `c.var.sessions`
 * (see session.routes.ts).
 */
export type Sessions = {
  /** When the session was revoked or its agent changed, in the last `cachedSessionSeconds`; null: it was not. No read of D1 per request. */
  changedAt(sessionId: string): Promise<number | null>;
  /** The session as D1 has it, with fresh cookies put on the response; null: there is none any more. */
  read(): Promise<SignedIn | null>;
};

/** The agent who sends this request. For sockets: a route that answers with HTTP uses `requireAgent`. */
export async function readAgent(c: Context<App>): Promise<Result<SignedIn>> {
  const { prefix } = cookieNames(isSecure(c.req.raw));
  const token = getCookie(c, `${prefix}.session_token`);
  if (!token) return { ok: false, error: refusal("not_signed_in") };
  const signedIn = (await fromCookie(c, prefix, token)) ?? (await c.var.sessions.read());
  return signedIn ? { ok: true, value: signedIn } : { ok: false, error: refusal("session_over") };
}

/** Lets agents through, and tells the handlers behind it who they are: `c.var.agent`, `c.var.sessionId`. */
export const requireAgent: MiddlewareHandler<App> = async (c, next) => {
  const asked = await readAgent(c);
  if (!asked.ok) throw new FalaError(asked.error.code);
  c.set("agent", asked.value.agent);
  c.set("sessionId", asked.value.sessionId);
  await next();
};

/** Comes after `requireAgent`: lets through whom `may` allows, as `permit((role) => can(role, "manage_workspace"))`. */
export const permit =
  (may: (role: Role) => boolean): MiddlewareHandler<App> =>
  async (c, next) => {
    if (!may(c.var.agent.role)) throw new FalaError("forbidden");
    await next();
  };

const harmless = new Set(["GET", "HEAD", "OPTIONS"]);

/**
 * Everything that changes something, and every socket, must come from a page of our own origin: browsers send cookies
 * along with other sites' requests and sockets, and always say the origin. The widget's frame is such a page too.
 */
export const requireSameOrigin: MiddlewareHandler<App> = async (c, next) => {
  const upgrade = c.req.header("upgrade") !== undefined;
  if ((upgrade || !harmless.has(c.req.method)) && c.req.header("origin") !== new URL(c.req.url).origin) {
    throw new FalaError("origin_foreign");
  }
  await next();
};

/** The names of the session's cookies. `__Host-` only exists where the connection is encrypted. */
export function cookieNames(secure: boolean): { prefix: string; challenge: string; attempt: string } {
  const prefix = secure ? "__Host-fala" : "fala";
  return { prefix, challenge: `${prefix}.two_factor`, attempt: `${prefix}.sign_on` };
}

/** False on http://localhost only. */
export function isSecure(request: Request): boolean {
  return new URL(request.url).protocol === "https:";
}

/** Puts the cookies of an answer of better-auth on ours. */
export function passCookies(c: Context<App>, headers: Headers): void {
  for (const cookie of headers.getSetCookie()) c.header("set-cookie", cookie, { append: true });
}

/** Not the bare secret: what signs agents' sessions must not be able to sign customers' tokens. */
export function sessionSecret(env: Pick<Secrets, "FALA_SECRET">): string {
  if (!env.FALA_SECRET || env.FALA_SECRET.length < 32)
    throw new Error("FALA_SECRET is missing or shorter than 32 characters");
  return `agent-session:${env.FALA_SECRET}`;
}

const cachedSchema = z.object({
  session: z.object({ id: idSchema, token: z.string() }),
  user: z.extend(z.omit(agentSchema, { picture: true }), { image: z.nullish(z.string()) }),
  updatedAt: z.number(),
});

/** From the signed copy; null where there is none, it is too old, or something has changed since it was made. */
async function fromCookie(c: Context<App>, prefix: string, token: string): Promise<SignedIn | null> {
  const copy = getCookie(c, `${prefix}.session_data`);
  if (!copy) return null;
  const key = new TextEncoder().encode(sessionSecret(c.env));
  const verified = await jwtVerify(copy, key, { algorithms: ["HS256"] }).catch(() => null);
  const cached = z.safeParse(cachedSchema, verified?.payload);
  if (!cached.success) return null;
  const { session, user, updatedAt } = cached.data;
  if (!token.startsWith(`${session.token}.`)) return null;
  const age = Date.now() - updatedAt;
  if (age >= cachedSessionSeconds * 1000) return null;
  const changedAt = await c.var.sessions.changedAt(session.id);
  if (changedAt !== null && changedAt >= updatedAt) return null;
  const { id, name, role, image } = user;
  return { agent: { id, name, role, picture: image ?? null }, sessionId: session.id };
}

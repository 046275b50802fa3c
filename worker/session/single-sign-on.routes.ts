import { type Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { tellTeams } from "../agent/agent-news.store.ts";
import { createAgent } from "../agent/agent.store.ts";
import { acceptByEmail } from "../agent/invitation.store.ts";
import { cookieNames, isSecure, passCookies } from "../platform/auth.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { seal, unseal } from "../platform/secret-box.ts";
import type { ErrorCode } from "../protocol/error.ts";
import type { SignInWays } from "../protocol/sign-in.ts";
import { accessHeader, accessSetting, readAccess } from "./access.store.ts";
import { type Attempt, attemptSchema, begin, finish } from "./open-id.store.ts";
import { readSignInSetting, type SingleSignOn } from "./sign-in-setting.store.ts";
import { findKnown, linkAccount, openSession, providers } from "./sign-on.store.ts";
import { admit, type Claims, safeTarget } from "./single-sign-on.domain.ts";

const purpose = "sign-on-attempt";
const attemptSeconds = 600;

/** The ways to sign in beside the password: the company's own sign-in (OpenID Connect), and Cloudflare Access. */
export const singleSignOnRoutes = new Hono<App>()
  .get("/ways", async (c) => {
    const { singleSignOn } = await readSignInSetting(c.env);
    return c.json<SignInWays>({
      singleSignOn: singleSignOn === null ? null : { label: singleSignOn.label },
      access: accessSetting(c.env) !== null && c.req.header(accessHeader) !== undefined,
    });
  })
  .post("/access", async (c) => {
    const claims = await readAccess(c.env, c.req.raw);
    const team = accessSetting(c.env)?.team ?? "";
    await enter(c, providers.access(team), claims, null);
    return c.body(null, 204);
  })
  // A navigation, so an error is a page: the sign-in page, which words it.
  .get("/single-sign-on", async (c) => {
    const target = safeTarget(c.req.query("to"));
    return await orExplain(c, target, async () => {
      const { address, attempt } = await begin(c.env, await required(c), { callback: callbackOf(c), target });
      setCookie(c, cookieName(c), seal(c.env, purpose, JSON.stringify(attempt)), {
        ...{ httpOnly: true, secure: isSecure(c.req.raw), sameSite: "Lax", path: "/", maxAge: attemptSeconds },
      });
      return address;
    });
  })
  .get("/single-sign-on/callback", async (c) => {
    const attempt = takeAttempt(c);
    return await orExplain(c, attempt?.target ?? "/", async () => {
      if (attempt === null) throw new FalaError("sign_on_expired");
      const setting = await required(c);
      const address = new URL(c.req.url);
      const claims = await finish(c.env, setting, { callback: callbackOf(c), address, attempt });
      await enter(c, providers.openId(setting.issuer), claims, setting);
      return attempt.target;
    });
  });

async function required(c: Context<App>): Promise<SingleSignOn> {
  const { singleSignOn } = await readSignInSetting(c.env);
  if (singleSignOn === null) throw new FalaError("sign_on_off");
  return singleSignOn;
}

/** Where the provider sends the browser back to; it must be allowed there. */
export function callbackOf(c: Context<App>): string {
  return new URL("/api/session/single-sign-on/callback", c.req.url).href;
}

/** Finds or makes the agent whom these claims are of, and opens a session for them. */
async function enter(c: Context<App>, providerId: string, claims: Claims, setting: SingleSignOn | null): Promise<void> {
  const db = database(c.env);
  const { subject } = claims;
  const rules = { trustEmails: setting?.trustEmails ?? false, domains: setting?.domains ?? [] };
  const admission = admit(claims, await findKnown(db, providerId, claims), rules);
  if (admission.kind === "refused") throw new FalaError(admission.code);
  if (admission.kind === "link") await linkAccount(db, admission.agentId, providerId, subject);
  const agentId =
    admission.kind === "newcomer"
      ? await newcomer(
          c,
          { email: admission.email, name: nameOf(claims, admission.email), proof: { providerId, subject } },
          admission.byDomain ? setting : null,
        )
      : admission.agentId;
  passCookies(c, await openSession(c.env, c.req.raw, agentId));
}

/** By their invitation, else by their domain (`setting`); refuses with `sign_on_unknown` who has neither. */
async function newcomer(
  c: Context<App>,
  person: { email: string; name: string; proof: { providerId: string; subject: string } },
  setting: SingleSignOn | null,
): Promise<string> {
  const db = database(c.env);
  const invited = await acceptByEmail(db, person);
  if (invited === null && setting === null) throw new FalaError("sign_on_unknown");
  const { proof, ...who } = person;
  const agentId =
    invited?.agentId ??
    (
      await createAgent(db, {
        ...who,
        ...proof,
        role: setting?.newcomerRole ?? "agent",
        teamIds: setting?.newcomerTeamIds ?? [],
      })
    ).id;
  await tellTeams(c.env, agentId);
  return agentId;
}

/** A provider that gives no name: what stands before the "@", until the agent writes their own. */
function nameOf({ name }: Claims, email: string): string {
  return name ?? email.slice(0, email.indexOf("@"));
}

/** Sends the browser on; what was refused is worded by the sign-in page, with a code and nothing else in the address. */
async function orExplain(c: Context<App>, target: string, run: () => Promise<string>): Promise<Response> {
  const explain = (code: ErrorCode) => {
    const query = new URLSearchParams({ problem: code, ...(target === "/" ? {} : { to: target }) });
    return c.redirect(`/sign-in?${query.toString()}`, 302);
  };
  try {
    return c.redirect(await run(), 302);
  } catch (error) {
    if (error instanceof FalaError) return explain(error.code === "sign_in_failed" ? "sign_on_unknown" : error.code);
    log.error("sign_on_broken", error);
    return explain("internal");
  }
}

function cookieName(c: Context<App>): string {
  return cookieNames(isSecure(c.req.raw)).attempt;
}

/** The attempt that this browser began, once; null: none, another's, or too long ago. */
function takeAttempt(c: Context<App>): Attempt | null {
  const sealed = getCookie(c, cookieName(c));
  deleteCookie(c, cookieName(c), { secure: isSecure(c.req.raw), path: "/" });
  const text = sealed === undefined ? null : unseal(c.env, purpose, sealed);
  const attempt = text === null ? null : attemptSchema.parse(JSON.parse(text));
  return attempt !== null && attempt.until > Date.now() ? attempt : null;
}

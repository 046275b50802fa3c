import { createRemoteJWKSet, customFetch, jwtVerify } from "jose";
import * as z from "zod/mini";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { emailSchema } from "../protocol/text.ts";
import type { Claims } from "./single-sign-on.domain.ts";

type Env = App["Bindings"];

/** The header that Cloudflare Access puts on each request that it lets through. */
export const accessHeader = "cf-access-jwt-assertion";

/** The team domain ("acme.cloudflareaccess.com") and the audience tag of the application; null where Access is not set up. */
export function accessSetting(env: Env): { team: string; audience: string } | null {
  const team = env.ACCESS_TEAM_DOMAIN?.replace(/^https:\/\//, "").replace(/\/$/, "") ?? "";
  const audience = env.ACCESS_AUDIENCE ?? "";
  return team === "" || audience === "" ? null : { team, audience };
}

const keys = new WeakMap<Env, ReturnType<typeof createRemoteJWKSet>>();

/** Keys change every few weeks: jose fetches them again when a token names one that it does not know. */
function keysOf(env: Env, team: string): ReturnType<typeof createRemoteJWKSet> {
  const { IDENTITY_NETWORK: network } = env;
  const known =
    keys.get(env) ??
    createRemoteJWKSet(
      new URL(`https://${team}/cdn-cgi/access/certs`),
      network === undefined ? {} : { [customFetch]: (url, init) => network.fetch(url, init) },
    );
  keys.set(env, known);
  return known;
}

const claimsSchema = z.object({ sub: z.string().check(z.minLength(1)), email: emailSchema });

/**
 * Who Cloudflare Access says this is. Verified: the signature by the team's keys, issuer, audience and time. Refuses with
 * `sign_on_off` where Access is not set up, and with `sign_on_failed` what does not hold. Service tokens have no e-mail address
 * and are nobody.
 */
export async function readAccess(env: Env, request: Request): Promise<Claims> {
  const setting = accessSetting(env);
  if (setting === null) throw new FalaError("sign_on_off");
  const assertion = request.headers.get(accessHeader) ?? "";
  try {
    const { payload } = await jwtVerify(assertion, keysOf(env, setting.team), {
      issuer: `https://${setting.team}`,
      audience: setting.audience,
      algorithms: ["RS256"],
    });
    const { sub, email } = z.parse(claimsSchema, payload);
    // Access has asked the company's provider, and says so by letting the request through.
    return { subject: sub, email, emailVerified: true, name: null };
  } catch (error) {
    log.warn("access_refused", error);
    throw new FalaError("sign_on_failed");
  }
}

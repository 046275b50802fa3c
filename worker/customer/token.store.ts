import { sign, verify } from "hono/jwt";
import * as z from "zod/mini";
import type { Secrets } from "../platform/env.ts";
import { customerSchema } from "../protocol/customer.ts";
import { siteKeySchema } from "../protocol/ids.ts";

/**
 * The token of one browser: says which customer it is, for one site. Signed and not stored, so opening the chat costs
 * no row. It opens this customer's conversations and nothing else; each conversation checks that the customer is its own.
 */
const claimsSchema = z.object({ customer: customerSchema, site: siteKeySchema, exp: z.int() });
export type CustomerClaims = z.infer<typeof claimsSchema>;

/** An anonymous customer who comes back within this time is still the same; each visit begins it anew. */
export const anonymousSeconds = 180 * 24 * 3600;

/** A signed identity is believed as long as the company's own token says, but no longer than this. */
export const identifiedSeconds = 24 * 3600;

/** Seconds that two servers' clocks may differ. */
const leewaySeconds = 60;

export function signCustomerToken(env: Pick<Secrets, "FALA_SECRET">, claims: CustomerClaims): Promise<string> {
  return sign(claims, keyOf(env), "HS256");
}

/** Null for anything that is not a token of ours that still holds. */
export async function readCustomerToken(
  env: Pick<Secrets, "FALA_SECRET">,
  token: string,
): Promise<CustomerClaims | null> {
  return await verify(token, keyOf(env), "HS256").then(
    (payload) => claimsSchema.safeParse(payload).data ?? null,
    () => null,
  );
}

const identitySchema = z.object({
  sub: z.string().check(z.minLength(1), z.maxLength(200)),
  exp: z.int(),
  name: z.optional(z.nullable(z.string().check(z.maxLength(120)))),
  email: z.optional(z.nullable(z.string().check(z.maxLength(254)))),
});

/**
 * What the company's own token says: HS256 with one of the site's identity keys, `sub` and `exp` required. Null where it is
 * not theirs, has run out, or has no end.
 */
export async function readIdentity(
  secrets: readonly string[],
  jwt: string,
): Promise<z.infer<typeof identitySchema> | null> {
  for (const secret of secrets) {
    const payload = await verify(jwt, secret, "HS256").catch(() => null);
    const claims = identitySchema.safeParse(payload).data ?? null;
    if (claims !== null && claims.exp > Date.now() / 1000 - leewaySeconds) return claims;
  }
  return null;
}

/** The same person of the same site is the same customer on every device. */
export async function customerIdOf(siteId: string, sub: string): Promise<string> {
  const digest = await crypto.subtle.digest("SHA-256", new TextEncoder().encode(JSON.stringify([siteId, sub])));
  return `c_${Buffer.from(digest).toString("base64url").slice(0, 32)}`;
}

/** Not the bare secret: what signs customers' tokens must not be able to sign agents' sessions. */
function keyOf({ FALA_SECRET }: Pick<Secrets, "FALA_SECRET">): string {
  return `customer:${FALA_SECRET}`;
}

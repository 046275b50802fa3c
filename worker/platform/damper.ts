import type { Context, MiddlewareHandler } from "hono";
import type { App } from "./env.ts";
import { FalaError } from "./http-error.ts";

/** The rate limits of wrangler.toml. */
type Damper = "SEARCH_RATE" | "VOTE_RATE";

/**
 * Whether this address asks less than its share of what anybody may ask without an account. Counted by each place of the edge for
 * itself, and approximately: it keeps one script from taking a database's time, and counts nothing that must be exact.
 */
export async function isWithinRate(c: Context<App>, damper: Damper): Promise<boolean> {
  const { success } = await c.env[damper].limit({ key: networkOf(c.req.header("cf-connecting-ip") ?? "") });
  return success;
}

/** The same in front of a route, which says `rate_limited`. */
export function damped(damper: Damper): MiddlewareHandler<App> {
  return async (c, next) => {
    if (!(await isWithinRate(c, damper))) throw new FalaError("rate_limited", { retryAfterMs: 60_000 });
    await next();
  };
}

/** An address; of IPv6 its first 64 bits, since whoever has one has all that share them. */
function networkOf(address: string): string {
  if (!address.includes(":")) return address;
  const [first = ""] = address.split("::");
  return [...first.split(":"), "0", "0", "0"].slice(0, 4).join(":");
}

import type { Context, MiddlewareHandler } from "hono";
import { addressOf, networkOf } from "./address.ts";
import type { App } from "./env.ts";
import { FalaError } from "./http-error.ts";

/** The rate limits of wrangler.toml. */
type Damper = "SEARCH_RATE" | "VOTE_RATE";

/**
 * Whether this address asks less than its share of what anybody may ask without an account. Counted by each place of the edge for
 * itself, and approximately: it keeps one script from taking a database's time, and counts nothing that must be exact.
 */
export async function isWithinRate(c: Context<App>, damper: Damper): Promise<boolean> {
  const { success } = await c.env[damper].limit({ key: networkOf(addressOf(c.req.raw)) });
  return success;
}

/** The same in front of a route, which says `rate_limited`. */
export function damped(damper: Damper): MiddlewareHandler<App> {
  return async (c, next) => {
    if (!(await isWithinRate(c, damper))) throw new FalaError("rate_limited", { retryAfterMs: 60_000 });
    await next();
  };
}

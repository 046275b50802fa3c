import type { Agent } from "../protocol/agent.ts";
import type { Sessions } from "./auth.ts";

/** What Hono's handlers find in `c.env` and `c.var`. `Env` itself is generated from wrangler.toml by `wrangler types`. */
export type App = {
  Bindings: Env & Secrets;
  Variables: {
    /** Set by `requireAgent`. */
    agent: Agent;
    sessionId: string;
    /** How auth.ts asks the tables; set for every request by app.ts. */
    sessions: Sessions;
  };
};

/** Secrets are not in wrangler.toml; locally they stand in .dev.vars, deployed they are set with `wrangler secret put`. */
export type Secrets = {
  /** 32 random bytes or more: signs customers' tokens and agents' sessions. */
  FALA_SECRET: string;
  /** Creates the first owner, once. */
  SETUP_TOKEN?: string;
  /** "1" opens the demo routes; never set where real customers write. */
  FALA_DEMO?: string;
};

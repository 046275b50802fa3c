import type { Agent } from "../protocol/agent.ts";
import type { Sessions } from "./auth.ts";

/** What Hono's handlers find in `c.env` and `c.var`. `Env` itself is generated from wrangler.toml by `wrangler types`. */
export type App = {
  Bindings: Env & Secrets & Extras;
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
  /** Cloudflare's TURN service, for calls between browsers that cannot reach each other directly. */
  TURN_KEY_ID?: string;
  TURN_KEY_TOKEN?: string;
  /** Cloudflare RealtimeKit, for all calls: the account, the app, and an API token that may use both. `npm run realtimekit` sets it up. */
  REALTIMEKIT_ACCOUNT_ID?: string;
  REALTIMEKIT_APP_ID?: string;
  REALTIMEKIT_API_TOKEN?: string;
  /** Cloudflare's Realtime SFU, for conferences, where there is no RealtimeKit. */
  SFU_APP_ID?: string;
  SFU_APP_TOKEN?: string;
  /** Other addresses than Cloudflare's, for tests. */
  REALTIMEKIT_API?: string;
  SFU_API?: string;
};

/** What a deployment may add to its bindings and variables, and need not: docs/decisions/0021 and 0022 say what for. */
export type Extras = {
  /** Cloudflare's e-mail binding (`send_email`). Without it invitations are links to copy. */
  EMAIL?: Pick<SendEmail, "send">;
  /** From which address, of a domain that is set up for sending, as "Fala <fala@example.com>" or bare. */
  EMAIL_FROM?: string;
  /** Cloudflare Access in front of the console: "acme.cloudflareaccess.com", and the audience tag of the application. */
  ACCESS_TEAM_DOMAIN?: string;
  ACCESS_AUDIENCE?: string;
  /** Where Turnstile's answers are checked; absent: at Cloudflare's own address. */
  TURNSTILE_ORIGIN?: string;
  /** A network binding, through which flows ask endpoints; without it they ask over the internet. */
  FLOW_NETWORK?: { fetch: (url: string, init?: RequestInit) => Promise<Response> };
  /** A network binding, where the company's sign-in cannot be reached over the internet. */
  IDENTITY_NETWORK?: { fetch: (url: string, init?: RequestInit) => Promise<Response> };
};

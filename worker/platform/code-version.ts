import { env } from "cloudflare:workers";

/** Which version of the Worker this is, as the platform names it; each start of a local one is another. */
export const codeVersion: string = env.VERSION.id;

import * as z from "zod/mini";
import type { Secrets } from "../platform/env.ts";
import { type IceServer, iceServerSchema } from "../protocol/call-message.ts";

const address = "https://rtc.live.cloudflare.com/v1/turn/keys";

/** For how long the credentials open a relay, in seconds: longer than any call of customer service. */
const lifeSeconds = 6 * 3600;

/** A caller waits for it: a relay that does not answer in this time is done without. */
const patienceMs = 3_000;

const serverSchema = z.extend(iceServerSchema, { urls: z.union([z.string(), z.array(z.string())]) });
/** One server or several: the service has answered both ways. */
const answerSchema = z.object({ iceServers: z.union([z.array(serverSchema), serverSchema]) });

/**
 * Credentials for Cloudflare's TURN service, made for one page. An empty list where no key is set: then browsers reach each other
 * directly, or not at all. Throws where the service does not answer.
 */
export async function mintIceServers(
  env: Pick<Secrets, "TURN_KEY_ID" | "TURN_KEY_TOKEN">,
  ask: typeof fetch = fetch,
): Promise<IceServer[]> {
  const { TURN_KEY_ID: key, TURN_KEY_TOKEN: token } = env;
  if (!key || !token) return [];
  const answer = await ask(`${address}/${encodeURIComponent(key)}/credentials/generate-ice-servers`, {
    method: "POST",
    headers: { authorization: `Bearer ${token}`, "content-type": "application/json" },
    body: JSON.stringify({ ttl: lifeSeconds }),
    signal: AbortSignal.timeout(patienceMs),
  });
  if (!answer.ok) throw new Error(`the TURN service answered ${answer.status}`);
  return readIceServers(await answer.json());
}

/** Port 53 is left out: browsers refuse it, and lose seconds over it. */
function readIceServers(json: unknown): IceServer[] {
  return [answerSchema.parse(json).iceServers].flat().flatMap(({ urls, ...rest }) => {
    const usable = [urls].flat().filter((url) => !/:53(\?|$)/.test(url));
    return usable.length === 0 ? [] : [{ ...rest, urls: usable }];
  });
}

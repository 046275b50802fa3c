import * as z from "zod/mini";
import { idSchema } from "../protocol/ids.ts";

/** Where Cloudflare publishes the key with which webhooks are signed. */
const keyAddress = "https://api.realtime.cloudflare.com/.well-known/webhooks.json";
/** A key is asked for again after this time, and where a signature does not fit, no sooner than after this one. */
const keyLifeMs = 3_600_000;
const keyAgainMs = 60_000;

const keySchema = z.object({ data: z.object({ publicKey: z.string() }) });
const when = z.string().check(z.maxLength(40));
/** Of what meetings tell, what calls need. The title is `meetingTitle`, a participant's own id the page. */
const eventSchema = z.discriminatedUnion("event", [
  z.object({
    event: z.literal("meeting.participantLeft"),
    meeting: z.object({ title: z.string() }),
    participant: z.object({ customParticipantId: z.string(), leftAt: z.optional(when) }),
  }),
  z.object({ event: z.literal("meeting.ended"), meeting: z.object({ title: z.string(), endedAt: z.optional(when) }) }),
]);

/** Media ended at `at`: for one page, or, `peer` null, for everybody. */
export type MediaEnd = { conversation: string; call: string; peer: string | null; at: number };

let kept: { key: CryptoKey; at: number } | null = null;

/** Whether Cloudflare said exactly these bytes. Throws where its key cannot be had. */
export async function isSigned(
  raw: ArrayBuffer,
  signature: string,
  now: number,
  ask: typeof fetch = fetch,
): Promise<boolean> {
  const fresh = async () => (kept = { key: await readKey(ask), at: now });
  const sealed = base64(signature);
  if (sealed === null) return false;
  const known = kept !== null && now - kept.at < keyLifeMs ? kept : await fresh();
  if (await fits(known.key, sealed, raw)) return true;
  // The key may be another one since.
  return now - known.at >= keyAgainMs && (await fits((await fresh()).key, sealed, raw));
}

/** Null: nothing that calls need, or none of our meetings. */
export function mediaEndOf(raw: ArrayBuffer, now: number): MediaEnd | null {
  const parsed = eventSchema.safeParse(parse(raw));
  if (!parsed.success) return null;
  const { data } = parsed;
  const [conversation = "", call = ""] = data.meeting.title.split(".");
  if (!idSchema.safeParse(conversation).success || !idSchema.safeParse(call).success) return null;
  const said = data.event === "meeting.ended" ? data.meeting.endedAt : data.participant.leftAt;
  const at = Date.parse(said ?? "");
  const peer = data.event === "meeting.ended" ? null : data.participant.customParticipantId;
  // Never later than now: a clock that is wrong must not make a call longer.
  return { conversation, call, peer, at: Number.isNaN(at) ? now : Math.min(at, now) };
}

/** For tests: the next webhook asks for the key. */
export function forgetWebhookKey(): void {
  kept = null;
}

async function readKey(ask: typeof fetch): Promise<CryptoKey> {
  const answer = await ask(keyAddress, { signal: AbortSignal.timeout(5_000) });
  if (!answer.ok) throw new Error(`the key of webhooks answered ${answer.status}`);
  const pem = keySchema.parse(await answer.json()).data.publicKey;
  const der = base64(pem.replaceAll(/-----[^-]+-----|\s/g, ""));
  if (der === null) throw new Error("the key of webhooks cannot be read");
  return await crypto.subtle.importKey("spki", der, { name: "RSASSA-PKCS1-v1_5", hash: "SHA-256" }, false, ["verify"]);
}

function fits(key: CryptoKey, signature: Uint8Array<ArrayBuffer>, raw: ArrayBuffer): Promise<boolean> {
  return crypto.subtle.verify("RSASSA-PKCS1-v1_5", key, signature, raw);
}

function base64(text: string): Uint8Array<ArrayBuffer> | null {
  return /^[A-Za-z0-9+/]+={0,2}$/.test(text) ? Uint8Array.from(atob(text), (each) => each.charCodeAt(0)) : null;
}

function parse(raw: ArrayBuffer): unknown {
  try {
    return JSON.parse(new TextDecoder().decode(raw));
  } catch {
    return null;
  }
}

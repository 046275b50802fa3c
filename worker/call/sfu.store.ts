import { sign, verify } from "hono/jwt";
import * as z from "zod/mini";
import type { Secrets } from "../platform/env.ts";
import { idSchema } from "../protocol/ids.ts";

type SfuSecrets = Pick<Secrets, "SFU_APP_ID" | "SFU_APP_TOKEN" | "SFU_API">;

/** Cloudflare's address; another one only in tests. */
const cloudflare = "https://rtc.live.cloudflare.com/v1";
const patienceMs = 10_000;
/** Longer than any call of customer service. */
const lifeSeconds = 6 * 3600;

export function hasSfu({ SFU_APP_ID, SFU_APP_TOKEN }: SfuSecrets): boolean {
  return Boolean(SFU_APP_ID) && Boolean(SFU_APP_TOKEN);
}

/** Which page of which call may use the SFU. */
const passSchema = z.object({ conversation: idSchema, call: idSchema, peer: idSchema, exp: z.int() });
export type SfuPass = z.infer<typeof passSchema>;

export function signSfuPass(env: Pick<Secrets, "FALA_SECRET">, of: Omit<SfuPass, "exp">, now: number): Promise<string> {
  return sign({ ...of, exp: Math.floor(now / 1_000) + lifeSeconds }, `sfu:${env.FALA_SECRET}`, "HS256");
}

export async function readSfuPass(env: Pick<Secrets, "FALA_SECRET">, token: string): Promise<SfuPass | null> {
  return await verify(token, `sfu:${env.FALA_SECRET}`, "HS256").then(
    (payload) => passSchema.safeParse(payload).data ?? null,
    () => null,
  );
}

/** What a page may do: everything that publishes and pulls, in its own session. */
const allowed = /^(?:POST sessions\/new|(?:POST|PUT) sessions\/([^/]+)\/(?:tracks\/(?:new|close|update)|renegotiate))$/;

/**
 * Passes one request of a page on to the SFU with the app's secret. Null: nothing that a page may ask. A session is known to pages
 * under its own id and a seal of who made it, so that everybody can pull from it, and only its page can change it.
 */
export async function askSfu(
  env: SfuSecrets & Pick<Secrets, "FALA_SECRET">,
  asked: { method: string; path: string; body: string; pass: SfuPass },
  ask: typeof fetch = fetch,
): Promise<Response | null> {
  const { method, path, body, pass } = asked;
  const match = allowed.exec(`${method} ${path}`);
  if (match === null) return null;
  const [, named] = match;
  const own = named === undefined ? null : await opened(env, named, pass.peer);
  if (named !== undefined && own === null) return null;
  const sent = plain(body);
  if (sent === null) return null;
  const address = `${env.SFU_API ?? cloudflare}/apps/${env.SFU_APP_ID}/${named === undefined ? path : path.replace(named, own ?? "")}`;
  const answer = await ask(address, {
    method,
    headers: { authorization: `Bearer ${env.SFU_APP_TOKEN}`, "content-type": "application/json" },
    ...(sent.json === "" ? {} : { body: sent.json }),
    signal: AbortSignal.timeout(patienceMs),
  });
  return Response.json(await sealed(env, await answer.json(), sent.names, pass.peer), { status: answer.status });
}

const openTracksSchema = z.object({
  tracks: z.optional(z.array(z.object({ mid: z.optional(z.nullable(z.string())) }))),
});

/**
 * Cuts off what a session sends and receives, whatever its browser does. By the session's own id. Nothing where the SFU has forgotten it;
 * throws where it does not do what it is asked.
 */
export async function closeSfuSession(env: SfuSecrets, session: string, ask: typeof fetch = fetch): Promise<void> {
  const send = async (method: string, path: string, body?: object) => {
    const answer = await ask(`${env.SFU_API ?? cloudflare}/apps/${env.SFU_APP_ID}/sessions/${session}${path}`, {
      method,
      headers: { authorization: `Bearer ${env.SFU_APP_TOKEN}`, "content-type": "application/json" },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
      signal: AbortSignal.timeout(patienceMs),
    });
    const isGone = answer.status === 404 || answer.status === 410;
    if (!answer.ok && !isGone) throw new Error(`the SFU answered ${answer.status} to ${method} ${path}`);
    return isGone ? null : await answer.json();
  };
  const { tracks = [] } = openTracksSchema.parse((await send("GET", "")) ?? {});
  const mids = tracks.flatMap(({ mid }) => (mid ? [{ mid }] : []));
  // By force: without asking a browser that may not answer.
  if (mids.length > 0) await send("PUT", "/tracks/close", { tracks: mids, force: true });
}

/** The SFU's own id of a session that it has just made, of what it answered. */
export async function madeSession(answer: Response): Promise<string | null> {
  const parsed = bodySchema.safeParse(await answer.clone().json());
  return parsed.success ? (parsed.data.sessionId?.split(".")[0] ?? null) : null;
}

const trackSchema = z.looseObject({ sessionId: z.optional(z.string()) });
const bodySchema = z.looseObject({ sessionId: z.optional(z.string()), tracks: z.optional(z.array(trackSchema)) });

/** What is sent with the SFU's own ids in it, and which name each of them had. Null: no JSON that the SFU would read. */
function plain(body: string): { json: string; names: Map<string, string> } | null {
  const names = new Map<string, string>();
  if (body === "") return { json: "", names };
  const parsed = bodySchema.safeParse(parse(body));
  if (!parsed.success) return null;
  const tracks = parsed.data.tracks?.map((track) => {
    const [id = ""] = track.sessionId?.split(".") ?? [];
    if (track.sessionId === undefined) return track;
    names.set(id, track.sessionId);
    return { ...track, sessionId: id };
  });
  return { json: JSON.stringify({ ...parsed.data, ...(tracks && { tracks }) }), names };
}

/** The answer with the names that pages know: a new session under its seal, others' sessions as they were asked for. */
async function sealed(env: Pick<Secrets, "FALA_SECRET">, json: unknown, names: Map<string, string>, peer: string) {
  const parsed = bodySchema.safeParse(json);
  if (!parsed.success) return json;
  const { sessionId, tracks } = parsed.data;
  return {
    ...parsed.data,
    ...(sessionId !== undefined && { sessionId: `${sessionId}.${await sealOf(env, sessionId, peer)}` }),
    ...(tracks && {
      tracks: tracks.map((track) =>
        track.sessionId === undefined ? track : { ...track, sessionId: names.get(track.sessionId) ?? track.sessionId },
      ),
    }),
  };
}

/** The session's own id, where this page made it. */
async function opened(env: Pick<Secrets, "FALA_SECRET">, named: string, peer: string): Promise<string | null> {
  const [id = "", seal] = named.split(".");
  return seal !== undefined && seal === (await sealOf(env, id, peer)) ? id : null;
}

async function sealOf({ FALA_SECRET }: Pick<Secrets, "FALA_SECRET">, session: string, peer: string): Promise<string> {
  const bytes = (text: string) => new TextEncoder().encode(text);
  const key = await crypto.subtle.importKey(
    "raw",
    bytes(`sfu:${FALA_SECRET}`),
    { name: "HMAC", hash: "SHA-256" },
    false,
    ["sign"],
  );
  const mac = await crypto.subtle.sign("HMAC", key, bytes(JSON.stringify([session, peer])));
  return Buffer.from(mac).toString("base64url").slice(0, 32);
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}

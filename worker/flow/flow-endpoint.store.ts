import { type Database, database } from "../platform/database.ts";
import type { Extras, Secrets } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { hostOf, refusesAddress } from "./flow-address.domain.ts";
import { findHost } from "./flow-host.store.ts";
import type { FlowRequest, FlowResponse } from "./flow-request.domain.ts";

/** An answer is a few facts. One of 10 MB is read no further than this. */
const answerBytes = 256 * 1024;
const redirectsMost = 3;

type Fetch = (url: string, init: RequestInit) => Promise<Response>;

/**
 * Asks an endpoint on behalf of a run. Never throws: whatever goes wrong is a fault, for the failure branch. `key` is the same where the
 * same step of the same run is asked again, so that an endpoint can tell (`Idempotency-Key`). Each redirect is looked at as
 * the first address was, and the header's secret goes to its own host alone.
 */
export async function askEndpoint(
  env: Env & Secrets & Pick<Extras, "FLOW_NETWORK">,
  request: FlowRequest,
  key: string,
): Promise<FlowResponse> {
  const send: Fetch = (url, init) => env.FLOW_NETWORK?.fetch(url, init) ?? fetch(url, init);
  const signal = AbortSignal.timeout(request.seconds * 1_000);
  try {
    return await follow(database(env), env, send, request, key, signal);
  } catch (error) {
    if (signal.aborted) return { ok: false, fault: "endpoint_slow" };
    log.warn("flow_endpoint_failed", error);
    return { ok: false, fault: "endpoint_unreachable" };
  }
}

async function follow(
  db: Database,
  env: Secrets,
  send: Fetch,
  { method, url, body }: FlowRequest,
  key: string,
  signal: AbortSignal,
): Promise<FlowResponse> {
  let address = url;
  for (let hop = 0; hop <= redirectsMost; hop += 1) {
    const parsed = URL.canParse(address) ? new URL(address) : null;
    const name = parsed === null ? "" : hostOf(parsed);
    const host = await findHost(db, env, name);
    const fault = refusesAddress(parsed, host === null ? [] : [name]);
    if (fault !== null) return { ok: false, fault };
    const headers = new Headers({ accept: "application/json", "idempotency-key": key, "user-agent": "Fala" });
    if (body !== null) headers.set("content-type", "application/json");
    if (host?.header) headers.set(host.header.name, host.header.value);
    const answer = await send(address, { method, headers, body, redirect: "manual", signal });
    const to = answer.headers.get("location");
    if (answer.status < 300 || answer.status >= 400 || to === null) return await read(answer);
    await answer.body?.cancel();
    // What was posted is not posted again to where it was not meant to go.
    if (method === "POST" || !URL.canParse(to, address)) return { ok: false, fault: "endpoint_refused" };
    address = new URL(to, address).href;
  }
  return { ok: false, fault: "endpoint_refused" };
}

async function read(answer: Response): Promise<FlowResponse> {
  if (!answer.ok) {
    await answer.body?.cancel();
    return { ok: false, fault: "endpoint_refused" };
  }
  if (Number(answer.headers.get("content-length") ?? 0) > answerBytes) {
    await answer.body?.cancel();
    return { ok: false, fault: "answer_too_large" };
  }
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of answer.body ?? []) {
    length += chunk.byteLength;
    // Leaving the loop cancels the rest.
    if (length > answerBytes) return { ok: false, fault: "answer_too_large" };
    chunks.push(chunk);
  }
  try {
    return { ok: true, json: JSON.parse(await new Blob(chunks).text()) };
  } catch {
    return { ok: false, fault: "answer_no_json" };
  }
}

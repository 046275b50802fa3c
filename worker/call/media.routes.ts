import { type Context, Hono } from "hono";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { conversationObject } from "../platform/objects.ts";
import { callPaths } from "../protocol/call-message.ts";
import { isSigned, mediaEndOf } from "./realtimekit-webhook.store.ts";
import { askSfu, hasSfu, madeSession, readSfuPass } from "./sfu.store.ts";

/** A session description of many people, and not more. */
const bodyBytes = 256_000;

/** The SFU's API for pages that are in a call now: the app's secret stays here. */
export const sfuRoutes = new Hono<App>().post("/*", passOn).put("/*", passOn);

async function passOn(c: Context<App>): Promise<Response> {
  const token = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
  const pass = token === undefined ? null : await readSfuPass(c.env, token);
  if (pass === null || !hasSfu(c.env)) throw new FalaError("forbidden");
  using calls = await conversationObject(c.env, pass.conversation).calls();
  if (!(await calls.hasPage(pass.call, pass.peer))) throw new FalaError("call_over");
  const body = await c.req.text();
  if (body.length > bodyBytes) throw new FalaError("too_large");
  const path = c.req.path.slice(callPaths.sfu.length + 1);
  const answer = await askSfu(c.env, { method: c.req.method, path, body, pass });
  if (answer === null) throw new FalaError("invalid_request");
  const made = path === "sessions/new" ? await madeSession(answer) : null;
  if (made !== null && !(await calls.opened(pass.call, pass.peer, made))) throw new FalaError("call_over");
  return answer;
}

/**
 * RealtimeKit tells that media ended, so that the log is right also when a browser died. Believed for the signature over the bytes
 * as they came, and harmless when it comes late or again: see `mediaEnded` in peer.domain.ts.
 */
export const webhookRoutes = new Hono<App>().post("/", async (c) => {
  const raw = await c.req.arrayBuffer();
  if (raw.byteLength > bodyBytes) throw new FalaError("too_large");
  if (!(await isSigned(raw, c.req.header("rtk-signature") ?? "", Date.now()))) throw new FalaError("forbidden");
  const end = mediaEndOf(raw, Date.now());
  if (end !== null) {
    using calls = await conversationObject(c.env, end.conversation).calls();
    await calls.mediaEnded(end);
  }
  return c.body(null, 204);
});

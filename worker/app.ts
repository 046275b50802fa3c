import { Hono } from "hono";
import { FalaError } from "./platform/http-error.ts";
import { log } from "./platform/log.ts";
import type { App } from "./platform/env.ts";

export const app = new Hono<App>();

app.get("/api/health", (c) => c.json({ ok: true }));

app.notFound((c) => c.json(new FalaError("not_found").body(), 404));

app.onError((error, c) => {
  if (error instanceof FalaError) return c.json(error.body(), error.status);
  log.error("request_failed", error, { method: c.req.method });
  return c.json(new FalaError("internal").body(), 500);
});

import { Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { requireAgent } from "../platform/auth.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import type { Sites } from "../protocol/site.ts";
import { listSites } from "./site.store.ts";

export const siteRoutes = new Hono<App>().use(requireAgent).get("/", async (c) => {
  if (!can(c.var.agent.role, "manage_workspace")) throw new FalaError("forbidden");
  return c.json<Sites>({ sites: await listSites(database(c.env)) });
});

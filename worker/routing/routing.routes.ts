import { Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { type Routing, routingChangeSchema } from "../protocol/routing.ts";
import { listSites } from "../site/site.store.ts";
import { findingsOf } from "./finding.domain.ts";
import { readRouting, saveRouting } from "./routing.store.ts";

export const routingRoutes = new Hono<App>()
  .use(
    requireAgent,
    permit((role) => can(role, "manage_workspace")),
  )
  .get("/", async (c) => c.json<Routing>(await readRouting(database(c.env))))
  .put("/", async (c) => {
    const change = await readBody(c, routingChangeSchema);
    const db = database(c.env);
    const sites = await listSites(db);
    const wrong = findingsOf(
      change.rules,
      sites.map(({ id }) => id),
    ).find(({ kind }) => kind === "nothing" || kind === "everything");
    if (wrong !== undefined) {
      const path = `rules.${change.rules.findIndex(({ id }) => id === wrong.rule)}`;
      throw new FalaError(wrong.kind === "nothing" ? "rule_matches_nothing" : "rule_matches_everything", { path });
    }
    return c.json<Routing>(await saveRouting(db, change));
  });

import { Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import {
  identityRotationSchema,
  type Site,
  siteChangeSchema,
  siteFieldsSchema,
  type SiteIdentity,
  type Sites,
} from "../protocol/site.ts";
import { versionSchema } from "../protocol/workspace-settings.ts";
import {
  createSite,
  listSites,
  readIdentityKeys,
  readSite,
  removeSite,
  rotateIdentityKey,
  saveSite,
} from "./site.store.ts";

/** Sites and their identity keys, for owners and admins. */
export const siteRoutes = new Hono<App>()
  .use(
    requireAgent,
    permit((role) => can(role, "manage_workspace")),
  )
  .get("/", async (c) => c.json<Sites>({ sites: await listSites(database(c.env)) }))
  .post("/", async (c) => {
    const fields = await readBody(c, siteFieldsSchema);
    return c.json<Site>(await createSite(database(c.env), c.env, fields, Date.now()), 201);
  })
  .get("/:id", async (c) => c.json<Site>(await readSite(database(c.env), c.req.param("id"))))
  .put("/:id", async (c) => {
    const change = await readBody(c, siteChangeSchema);
    return c.json<Site>(await saveSite(database(c.env), c.env, c.req.param("id"), change));
  })
  .delete("/:id", async (c) => {
    const version = versionSchema.safeParse(Number(c.req.query("version")));
    if (!version.success) throw new FalaError("invalid_request", { path: "version" });
    await removeSite(database(c.env), c.req.param("id"), version.data);
    return c.body(null, 204);
  })
  .get("/:id/identity", async (c) =>
    c.json<SiteIdentity>(await readIdentityKeys(database(c.env), c.req.param("id"), Date.now())),
  )
  .post("/:id/identity", async (c) => {
    const { version, overlapHours } = await readBody(c, identityRotationSchema);
    const change = { version, overlapMs: overlapHours * 3_600_000, now: Date.now() };
    return c.json<SiteIdentity>(await rotateIdentityKey(database(c.env), c.req.param("id"), change));
  });

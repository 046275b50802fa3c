import { Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { readBody, readBytes } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { limits } from "../protocol/limits.ts";
import { type WorkspaceSettings, workspaceSettingsSchema } from "../protocol/workspace-settings.ts";
import { dropLogo, hasLogo, keepLogo, readLogo } from "./logo.store.ts";
import { readWorkspace, saveWorkspace } from "./workspace.store.ts";

/** The settings of the company, for owners and admins. */
export const workspaceRoutes = new Hono<App>()
  .use(
    requireAgent,
    permit((role) => can(role, "manage_workspace")),
  )
  .get("/", async (c) => c.json<WorkspaceSettings>(await settings(c.env)))
  .put("/", async (c) => {
    const next = await readBody(c, workspaceSettingsSchema);
    const before = await settings(c.env);
    if (next.logo !== null && next.logo !== before.logo && !(await hasLogo(c.env, next.logo)))
      throw new FalaError("image_invalid", { path: "logo" });
    const saved = await saveWorkspace(database(c.env), next);
    if (before.logo !== null && before.logo !== saved.logo) {
      const { logo } = before;
      c.executionCtx.waitUntil(dropLogo(c.env, logo).catch((error: unknown) => log.warn("logo_not_dropped", error)));
    }
    return c.json<WorkspaceSettings>(saved);
  })
  .post("/logo", async (c) => {
    const bytes = await readBytes(c, limits.logoBytes);
    return c.json({ logo: await keepLogo(c.env, bytes) }, 201);
  });

/** Logos, for everybody who sees the widget. Their names are made of their bytes, so they never change. */
export const logoRoutes = new Hono<App>().get("/:logo", async (c) => {
  const found = await readLogo(c.env, c.req.param("logo"));
  if (found === null) throw new FalaError("not_found");
  return c.body(found.body, 200, {
    "content-type": found.httpMetadata?.contentType ?? "application/octet-stream",
    "content-security-policy": "default-src 'none'; sandbox",
    "content-disposition": "inline",
    "cache-control": "public, max-age=31536000, immutable",
  });
});

async function settings(env: Env): Promise<WorkspaceSettings> {
  const found = await readWorkspace(database(env));
  if (found === null) throw new FalaError("not_found");
  const { version, name, logo, languages, sneakPeek, retentionDays } = found;
  return { version, name, logo, languages, sneakPeek, retentionDays };
}

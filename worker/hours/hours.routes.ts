import { type Context, Hono } from "hono";
import { can } from "../agent/agent.domain.ts";
import { permit, requireAgent } from "../platform/auth.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { type HoursRow, hoursChangeSchema } from "../protocol/hours.ts";
import { versionSchema } from "../protocol/workspace-settings.ts";
import { findTeam } from "../team/team.store.ts";
import { neverOpens } from "./hours.domain.ts";
import { listHours, removeHours, saveHours } from "./hours.store.ts";

/** Business hours, of the workspace and of teams that have their own. For owners and admins. */
export const hoursRoutes = new Hono<App>()
  .use(
    requireAgent,
    permit((role) => can(role, "manage_workspace")),
  )
  .get("/", async (c) => c.json<{ all: HoursRow[] }>({ all: await listHours(database(c.env)) }))
  .put("/workspace", async (c) => c.json<HoursRow>(await save(c, null)))
  .put("/:team", async (c) => {
    const team = await findTeam(database(c.env), c.req.param("team"));
    if (team === null) throw new FalaError("team_unknown");
    return c.json<HoursRow>(await save(c, team.id));
  })
  .delete("/:team", async (c) => {
    const version = versionSchema.safeParse(Number(c.req.query("version")));
    if (!version.success) throw new FalaError("invalid_request", { path: "version" });
    await removeHours(database(c.env), c.req.param("team"), version.data);
    return c.body(null, 204);
  });

async function save(c: Context<App>, teamId: string | null): Promise<HoursRow> {
  const { version, hours } = await readBody(c, hoursChangeSchema);
  if (neverOpens(hours, Date.now())) throw new FalaError("hours_never_open");
  return await saveHours(database(c.env), teamId, version, hours);
}

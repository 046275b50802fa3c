import { Hono } from "hono";
import { readRow } from "../inbox/list.store.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { inboxObject } from "../platform/objects.ts";
import { idSchema, siteKeySchema } from "../protocol/ids.ts";
import type { Reception } from "../protocol/reception.ts";
import { findSiteByKey } from "../site/site.store.ts";
import { isOpen, nextOpening } from "./hours.domain.ts";
import { readHours } from "./hours.store.ts";

/** What customers are told about whether somebody is there, and when. */
export const receptionRoutes = new Hono<App>().get("/", async (c) => {
  const db = database(c.env);
  const key = siteKeySchema.safeParse(c.req.query("site"));
  const site = key.success ? await findSiteByKey(db, key.data) : null;
  if (site === null) throw new FalaError("not_found");
  const conversation = idSchema.safeParse(c.req.query("conversation"));
  const row = conversation.success ? await readRow(c.env.DB, conversation.data).catch(() => null) : null;
  // A conversation may have been routed to another team than the site's.
  const teamId = row?.site.id === site.id ? row.team.id : site.defaultTeamId;
  const [hours, available] = await Promise.all([readHours(db, teamId), isSomebodyAvailable(c.env, teamId)]);
  const now = Date.now();
  const open = isOpen(hours, now);
  return c.json<Reception>({
    open,
    next: open ? null : nextOpening(hours, now),
    available,
  });
});

/** As the team's inbox has it, lost sockets and their grace included. Unknown counts as yes: nobody is sent away by mistake. */
async function isSomebodyAvailable(env: Env, teamId: string): Promise<boolean> {
  try {
    const standings = await inboxObject(env, teamId).standings();
    return standings.some(({ availability }) => availability === "available");
  } catch (error) {
    log.warn("standings_unreadable", error);
    return true;
  }
}

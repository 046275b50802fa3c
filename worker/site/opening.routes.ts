import { type Context, Hono } from "hono";
import { readCard } from "../article/article.store.ts";
import { serveStoredFile } from "../attachment/serve-file.store.ts";
import { readUploadSettings } from "../attachment/upload-setting.store.ts";
import type { FlowSources } from "../flow/flow-content.domain.ts";
import { flowOfSite, openingOf } from "../flow/flow-opening.domain.ts";
import { readPublished } from "../flow/flow.store.ts";
import { isOpen } from "../hours/hours.domain.ts";
import { readHours } from "../hours/hours.store.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import type { FlowOpening } from "../protocol/widget.ts";
import { findStoredFile } from "../stored-file/stored-file.store.ts";
import { findTeam } from "../team/team.store.ts";
import { readSharedBlock } from "../text-block/text-block.store.ts";
import { findSiteByKey, type SiteRow } from "./site.store.ts";

/** What the site's flow of this hour says first; nothing where that cannot be found out: the widget opens without it. */
export async function openingFor(env: Env, site: SiteRow): Promise<FlowOpening | null> {
  if (site.openingFlowId === null && site.outsideFlowId === null) return null;
  try {
    const hours = await readHours(database(env), site.defaultTeamId);
    const flow = flowOfSite(site, isOpen(hours, Date.now()));
    return flow === null ? null : await openingWith(env, site, flow);
  } catch (error) {
    log.warn("opening_unreadable", error);
    return null;
  }
}

/**
 * `/files/opening/<site>/<file>`: what a flow of the site shows to whoever opens the widget, before there is a conversation that could have
 * it. Of the files that the workspace keeps these are public, and no others.
 */
export const openingFileRoutes = new Hono<App>()
  .get("/:site/:id", (c) => serve(c, "file"))
  .get("/:site/:id/thumbnail", (c) => serve(c, "thumbnail"));

async function serve(c: Context<App, "/:site/:id">, part: "file" | "thumbnail"): Promise<Response> {
  const db = database(c.env);
  const id = c.req.param("id");
  const site = await findSiteByKey(db, c.req.param("site").slice(0, 40));
  if (site === null) throw new FalaError("not_found");
  // Also the one of the other hours: somebody may have opened it then.
  for (const flow of [site.openingFlowId, site.outsideFlowId]) {
    if (flow === null) continue;
    const opening = await openingWith(c.env, site, flow);
    if (!opening?.entries.some(({ body }) => body.kind === "message" && hasFile(body.attachments, id))) continue;
    const file = await findStoredFile(db, id);
    if (file !== null) return await serveStoredFile(c, file, part);
  }
  throw new FalaError("not_found");
}

const hasFile = (attachments: readonly { id: string }[] = [], id: string) => attachments.some((each) => each.id === id);

async function openingWith(env: Env, site: SiteRow, flowId: string): Promise<FlowOpening | null> {
  const db = database(env);
  const [flow, team, { kinds }] = await Promise.all([
    readPublished(db, flowId),
    findTeam(db, site.defaultTeamId),
    readUploadSettings(db),
  ]);
  if (flow === null || team === null) return null;
  const known = { site: { id: site.id, name: site.name }, team, files: site.customerUploads ? kinds : [] };
  const sources: FlowSources = {
    article: ({ id, language }) => readCard(env.DB, id, language),
    block: (id) => readSharedBlock(db, id),
  };
  return await openingOf(flow, known, sources, Date.now());
}

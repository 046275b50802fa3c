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
  const id = c.req.param("id");
  if (!(await isShown(c.env, c.req.param("site").slice(0, 40), id))) throw new FalaError("not_found");
  const file = await findStoredFile(database(c.env), id);
  if (file === null) throw new FalaError("not_found");
  return await serveStoredFile(c, file, part, publicDay);
}

/** The bytes of a stored file never change. Not longer than a day: what a company takes back is gone from every browser then. */
const publicDay = "public, max-age=86400, immutable";

const keptMs = 5 * 60_000;

/** What the openings of each site show, as this isolate has found it lately: a widget asks for all of its pictures at once. */
const shownBy = new Map<string, { until: number; files: Promise<ReadonlySet<string>> }>();

/** Whether an opening of the site shows this file, or did within the last minutes. What was not among them is looked up anew. */
async function isShown(env: Env, siteKey: string, id: string): Promise<boolean> {
  const kept = shownBy.get(siteKey);
  if (kept !== undefined && kept.until > Date.now() && (await kept.files.catch(() => null))?.has(id)) return true;
  const site = await findSiteByKey(database(env), siteKey);
  if (site === null) return false;
  const files = filesOfOpenings(env, site);
  shownBy.set(siteKey, { until: Date.now() + keptMs, files });
  return (await files).has(id);
}

async function filesOfOpenings(env: Env, site: SiteRow): Promise<ReadonlySet<string>> {
  // Also the one of the other hours: somebody may have opened it then.
  const flows = [site.openingFlowId, site.outsideFlowId].filter((flow) => flow !== null);
  const openings = await Promise.all(flows.map((flow) => openingWith(env, site, flow)));
  const bodies = openings.flatMap((opening) => opening?.entries.map(({ body }) => body) ?? []);
  return new Set(
    bodies.flatMap((body) => (body.kind === "message" ? (body.attachments ?? []) : [])).map(({ id }) => id),
  );
}

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

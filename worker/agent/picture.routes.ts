import { type Context, Hono } from "hono";
import { requireAgent } from "../platform/auth.ts";
import { readBytes } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { limits } from "../protocol/limits.ts";
import { sessionsChanged } from "../session/session-end.store.ts";
import { tellTeams } from "./agent-news.store.ts";
import { findPicture, keepPicture, readPicture, savePicture, sweepPictures } from "./picture.store.ts";

/** How soon customers see that an agent has another picture. */
const currentSeconds = 300;

/** An agent's own picture: `PUT /api/me/picture` with the bytes of a small square image, and `DELETE`. */
export const myPictureRoutes = new Hono<App>()
  .use(requireAgent)
  .put("/", async (c) => {
    const bytes = await readBytes(c, limits.pictureBytes);
    await change(c, await keepPicture(c.env, c.var.agent.id, bytes));
    return c.body(null, 204);
  })
  .delete("/", async (c) => {
    await change(c, null);
    return c.body(null, 204);
  });

async function change(c: Context<App>, picture: string | null): Promise<void> {
  const { id } = c.var.agent;
  await savePicture(database(c.env), id, picture);
  await tellTeams(c.env, id);
  // It stands in the signed cookie of each of their sessions; this one is renewed at once.
  await sessionsChanged(c.env, id);
  await c.var.sessions.read();
  const sweeping = sweepPictures(c.env, id, picture === null);
  c.executionCtx.waitUntil(sweeping.catch((error: unknown) => log.warn("pictures_not_swept", error)));
}

/**
 * Pictures, for everybody who sees one: colleagues by the address that names the version, and customers, who know only who wrote to
 * them, by the agent's id, which leads on to the newest.
 */
export const pictureRoutes = new Hono<App>()
  .get("/:agent", async (c) => {
    const picture = await findPicture(database(c.env), c.req.param("agent"));
    c.header("cache-control", `public, max-age=${currentSeconds}`);
    // Nothing to show is no error: the widget draws initials.
    return picture === null ? c.body(null, 204) : c.redirect(picture, 302);
  })
  .get("/:agent/:version", async (c) => {
    const found = await readPicture(c.env, c.req.param("agent"), c.req.param("version"));
    if (found === null) throw new FalaError("not_found");
    return c.body(found.body, 200, {
      "content-type": found.httpMetadata?.contentType ?? "application/octet-stream",
      "content-security-policy": "default-src 'none'; sandbox",
      "content-disposition": "inline",
      "cache-control": "public, max-age=31536000, immutable",
    });
  });

import { type Context, Hono } from "hono";
import { readUploadSettings } from "../attachment/upload-setting.store.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { publishedLanguages } from "../article/article.store.ts";
import { isStandard } from "../protocol/cobrowse-rules.ts";
import { embedHosts } from "../protocol/article-document.ts";
import { log } from "../platform/log.ts";
import { configScript } from "../platform/page-config.ts";
import { callHosts } from "../platform/secure-headers.ts";
import { paths } from "../protocol/paths.ts";
import type { FrameConfig, LoaderConfig } from "../protocol/widget.ts";
import { widgetLanguages } from "../protocol/workspace-settings.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { noteSighting, originOfPage } from "./sighting.store.ts";
import { brandStyle } from "./brand-color.domain.ts";
import { openingFor } from "./opening.routes.ts";
import { inkOn } from "./site.domain.ts";
import { findSiteByKey, type SiteRow } from "./site.store.ts";

/** What a site changes in its settings reaches its pages within this time. */
const loaderCacheSeconds = 300;
/** Where the chat does not start, since whoever allows it there tries again at once. */
const refusedCacheSeconds = 10;

/**
 * The script of the script tag: the site's own settings and the loader in one answer, so that a page makes one request
 * and the launcher has the right look at once. An unknown key gets a script that says so on the page's console.
 */
export const loaderRoutes = new Hono<App>().get("/", async (c) => {
  const site = await siteOf(c);
  const page = originOfPage(c.req.raw);
  const starts = site !== null && (page === null || site.allowedOrigins.includes(page));
  const headers = {
    "content-type": "text/javascript; charset=utf-8",
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "cache-control": starts
      ? `public, max-age=${loaderCacheSeconds}, stale-while-revalidate=86400`
      : `public, max-age=${refusedCacheSeconds}`,
  };
  if (site === null) {
    const sentence =
      "Fala: there is no site with the key in this script's address. Copy the script tag again from Fala's settings.";
    return c.body(`console.warn(${JSON.stringify(sentence)});\n`, 200, headers);
  }
  note(c, site);
  const { key, allowedOrigins, look } = site;
  const config: LoaderConfig = {
    ...{ key, allowedOrigins, look, ink: inkOn(look.color) },
    origin: new URL(c.req.url).origin,
  };
  const script = await c.env.ASSETS.fetch(new URL("/widget.js", c.req.url));
  if (!script.ok) throw new FalaError("not_found");
  return c.body(`globalThis.__fala=${JSON.stringify(config)};\n${await script.text()}`, 200, headers);
});

/**
 * What records the company's page in co-browsing: a module that the loader imports there once the customer has agreed. Asked for
 * each time, since it must fit the frame that it talks to.
 */
export const recorderRoutes = new Hono<App>().get("/", async (c) => {
  const script = await c.env.ASSETS.fetch(new URL(paths.recorder, c.req.url));
  if (!script.ok) throw new FalaError("not_found");
  return c.body(await script.text(), 200, {
    "content-type": "text/javascript; charset=utf-8",
    "cross-origin-resource-policy": "cross-origin",
    "access-control-allow-origin": "*",
    "cache-control": "no-cache",
    etag: script.headers.get("etag") ?? "",
  });
});

/**
 * The document that shows a customer's page. It holds no token and asks nobody for anything but what that page itself loads from
 * elsewhere; what is shown in it inherits its policy, so nothing in it runs.
 */
export const replayRoutes = new Hono<App>().get("/", async (c) => {
  const site = c.req.query("site") === undefined ? null : await siteOf(c);
  return await foreignPage(c, "replay", site?.allowedOrigins ?? []);
});

/** Where an admin tries out what an agent would see of a page whose HTML they paste: as little can run or be sent in it. */
export const playgroundRoutes = new Hono<App>().get("/", async (c) => await foreignPage(c, "playground", []));

/** A document of ours that shows what somebody else has written. */
async function foreignPage(c: Context<App>, name: "replay" | "playground", framedBy: string[]): Promise<Response> {
  const page = await c.env.ASSETS.fetch(new URL(`/${name}/index.html`, c.req.url));
  if (!page.ok) throw new FalaError("not_found");
  return c.html(await page.text(), 200, {
    "content-security-policy": [
      "default-src 'none'",
      "script-src 'self'",
      "style-src * 'unsafe-inline'",
      "img-src * data: blob:",
      "font-src * data:",
      "connect-src 'none'",
      "frame-src 'none'",
      "object-src 'none'",
      "base-uri 'none'",
      "form-action 'none'",
      `frame-ancestors ${["'self'", ...framedBy].join(" ")}`,
    ].join("; "),
    "referrer-policy": "no-referrer",
    "permissions-policy": "camera=(), microphone=(), display-capture=(), geolocation=()",
    "cache-control": "no-cache",
  });
}

/** The widget without a site, for the settings: it draws what the console tells it, and only the console may frame it. */
export const framePreviewRoutes = new Hono<App>().get("/", async (c) =>
  c.html(await pageOf(c, "preview"), 200, frameHeaders(new URL(c.req.url).origin, [], c.env)),
);

/** The widget's page. Only the site's own origins may frame it; its settings stand in it, so it asks for nothing to start. */
export const frameRoutes = new Hono<App>().get("/", async (c) => {
  const site = await siteOf(c);
  if (site === null) throw new FalaError("not_found");
  note(c, site);
  const [workspace, uploads, articles, opening] = await Promise.all([
    readWorkspace(database(c.env)),
    readUploadSettings(database(c.env)),
    publishedLanguages(c.env.DB),
    openingFor(c.env, site),
  ]);
  const { key, allowedOrigins, look, greeting } = site;
  const config: FrameConfig = {
    key,
    allowedOrigins,
    greeting,
    name: site.name,
    logo: workspace?.logo ?? null,
    languages: workspace?.languages ?? [...widgetLanguages],
    sneakPeek: workspace?.sneakPeek ?? false,
    uploads: site.customerUploads ? uploads : null,
    articles,
    ...(site.turnstile === null ? {} : { turnstile: site.turnstile.siteKey }),
    ...(site.customerCalls ? { calls: true } : {}),
    ...(opening === null ? {} : { opening }),
    ...(isStandard(site.cobrowse) ? {} : { cobrowse: site.cobrowse }),
  };
  const html = (await pageOf(c, "frame"))
    .replace("<html", `<html style="${brandStyle(look.color)}"`)
    .replace("<!--fala-config-->", () => configScript(config));
  const headers = frameHeaders(new URL(c.req.url).origin, allowedOrigins, c.env, site.turnstile !== null);
  return c.html(html, 200, headers);
});

async function pageOf(c: Context<App>, name: "frame" | "preview"): Promise<string> {
  const page = await c.env.ASSETS.fetch(new URL(`/widget/${name}/index.html`, c.req.url));
  if (!page.ok) throw new FalaError("not_found");
  return await page.text();
}

function frameHeaders(
  origin: string,
  allowedOrigins: string[],
  env: App["Bindings"],
  hasTurnstile = false,
): Record<string, string> {
  const turnstile = hasTurnstile ? " https://challenges.cloudflare.com" : "";
  return {
    "content-security-policy": [
      "default-src 'none'",
      `script-src 'self'${turnstile}`,
      "style-src 'self' 'unsafe-inline'",
      `connect-src 'self' ${origin.replace(/^http/, "ws")}${callHosts(env)}`,
      "img-src 'self' blob: data:",
      "media-src 'self' blob: data:",
      "font-src 'self'",
      "worker-src blob:",
      // The preview of co-browsing, and the videos of articles.
      `frame-src 'self' ${embedHosts.join(" ")}${turnstile}`,
      "form-action 'none'",
      "base-uri 'none'",
      `frame-ancestors ${["'self'", ...allowedOrigins].join(" ")}`,
    ].join("; "),
    "permissions-policy": "camera=(self), microphone=(self), display-capture=(self), geolocation=()",
    "cross-origin-resource-policy": "cross-origin",
    "cache-control": "no-cache",
  };
}

/** For the check in the settings whether the script tag stands on the site. Nobody waits for it. */
function note(c: Context<App>, site: SiteRow): void {
  const origin = originOfPage(c.req.raw);
  if (origin === null) return;
  const noted = noteSighting(c.env.DB, site, origin, Date.now());
  c.executionCtx.waitUntil(noted.catch((error: unknown) => log.warn("sighting_not_noted", error)));
}

async function siteOf(c: Context<App>): Promise<SiteRow | null> {
  const key = c.req.query("site") ?? "";
  return key.length <= 40 ? await findSiteByKey(database(c.env), key) : null;
}

import { type Context, Hono } from "hono";
import { addressOf, keyOfNetwork } from "../platform/address.ts";
import { database } from "../platform/database.ts";
import { damped, isWithinRate } from "../platform/damper.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { helpHeaders } from "../platform/secure-headers.ts";
import { type ArticleLanguage, articleLanguages, articleVoteSchema } from "../protocol/article-card.ts";
import { readBody } from "../platform/body.ts";
import { idSchema } from "../protocol/ids.ts";
import { articlePaths } from "../protocol/paths.ts";
import { brandStyle } from "../site/brand-color.domain.ts";
import { countVote } from "../session/sign-in-attempt.store.ts";
import { listSites } from "../site/site.store.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { searchArticles } from "./article-search.store.ts";
import { listShelf, publishedLanguages, writeVote } from "./article.store.ts";
import { HelpCache } from "./help-cache.store.ts";
import { articlePage, busyPage, categoryPage, type Found, homePage, missingPage, searchPage } from "./help.store.ts";
import type { HelpSite } from "./help-page.domain.ts";
import { readerOf } from "./reader.store.ts";
import { readImageFile } from "./image.store.ts";

/** The public pages of the help centre: made here, kept at the edge, readable without any script. */
export const helpRoutes = new Hono<App>()
  .get("/", async (c) => {
    const languages = await publishedLanguages(c.env.DB);
    const language = preferred(c.req.header("accept-language"), languages);
    if (language === null) return await missing(c);
    const asked = new URL(c.req.url).search;
    return c.body(null, 302, {
      location: articlePaths.help(language) + asked,
      vary: "accept-language",
      "cache-control": "no-cache",
    });
  })
  .get("/sitemap.xml", async (c) => c.body(await sitemap(c), 200, { "content-type": "application/xml; charset=utf-8" }))
  .get("/images/:file", async (c) => await image(c))
  .get("/:language", async (c) => {
    const language = languageOf(c);
    if (language === null) return await missing(c);
    const asked = c.req.query("q")?.trim().slice(0, 200) ?? "";
    if (asked === "") return await page(c, language, async () => homePage(c.env, await siteOf(c), language));
    const passes = await isWithinRate(c, "SEARCH_RATE");
    const site = await siteOf(c);
    const { html } = passes ? await searchPage(c.env, site, language, asked) : await busyPage(c.env, site, language);
    return c.html(html, passes ? 200 : 429, { ...helpHeaders(), "cache-control": "no-cache" });
  })
  .get("/:language/c/:slug", async (c) => {
    const language = languageOf(c);
    if (language === null) return await missing(c);
    return await page(c, language, async () => categoryPage(c.env, await siteOf(c), language, c.req.param("slug")));
  })
  .get("/:language/:slug", async (c) => {
    const language = languageOf(c);
    if (language === null) return await missing(c);
    return await page(c, language, async () => articlePage(c.env, await siteOf(c), language, c.req.param("slug")));
  })
  .get("*", async (c) => {
    const { pathname, search } = new URL(c.req.url);
    const bare = pathname.replace(/\/+$/, "");
    // As people type it. Each page has one address, without the slash.
    return bare === pathname ? await missing(c) : c.redirect(bare + search, 301);
  });

/** What the pages' own script asks for. */
export const helpApiRoutes = new Hono<App>()
  .get("/search", damped("SEARCH_RATE"), async (c) => {
    const language = articleLanguages.find((each) => each === c.req.query("language"));
    if (language === undefined) throw new FalaError("not_found");
    return c.json({ hits: await searchArticles(c.env, c.req.query("q") ?? "", language) });
  })
  .post("/vote/:id/:language", damped("VOTE_RATE"), async (c) => {
    const id = idSchema.safeParse(c.req.param("id"));
    const language = articleLanguages.find((each) => each === c.req.param("language"));
    const vote = await readBody(c, articleVoteSchema);
    if (!id.success || language === undefined) throw new FalaError("article_unknown");
    await countVote(database(c.env), keyOfNetwork(c.env, "vote", addressOf(c.req.raw)));
    const reader = readerOf(c.env, c.req.raw);
    if (!(await writeVote(c.env.DB, { id: id.data, language, ...vote, reader }, Date.now())))
      throw new FalaError("article_unknown");
    return c.body(null, 204);
  });

/** Search engines find the help centre, with what draws it, and nothing else of a Fala. */
export const robotsRoutes = new Hono<App>().get("/", (c) =>
  c.text(`User-agent: *\nAllow: /help\nAllow: /assets/\nDisallow: /\n\nSitemap: ${origin(c)}/help/sitemap.xml\n`, 200, {
    "cache-control": "public, max-age=3600",
  }),
);

/** Answers with the copy that this place of the edge has, or makes one. A browser that has the same copy is told so. */
async function page(c: Context<App>, language: ArticleLanguage, make: () => Promise<Found>): Promise<Response> {
  const { pathname } = new URL(c.req.url);
  const cache = new HelpCache(caches.default, origin(c));
  const tag = `${await cache.generation(c.env.DB)}-${await buildTag(c)}`;
  const etag = `W/"${tag}"`;
  const fresh = { ...helpHeaders(), etag, "cache-control": "public, max-age=0, must-revalidate" };
  const known = await cache.read(pathname, tag);
  if (known !== null) {
    if (c.req.header("if-none-match") === etag) return c.body(null, 304, fresh);
    return c.html(known, 200, fresh);
  }
  const found = await make();
  if (found.kind === "moved") return c.redirect(found.to, 301);
  if (found.kind === "missing") {
    const { html } = await missingPage(c.env, await siteOf(c), language);
    return c.html(html, 404, { ...helpHeaders(), "cache-control": "no-cache" });
  }
  c.executionCtx.waitUntil(cache.write(pathname, tag, found.html));
  return c.html(found.html, 200, fresh);
}

/** The company as its pages show it, in the colour of its first site. */
async function siteOf(c: Context<App>): Promise<HelpSite> {
  const db = database(c.env);
  const [workspace, sites, languages] = await Promise.all([
    readWorkspace(db),
    listSites(db),
    publishedLanguages(c.env.DB),
  ]);
  const [first] = sites;
  return {
    ...{ origin: origin(c), languages, name: workspace?.name ?? "Fala" },
    color: first?.look.color ?? "#293db6",
    brand: first === undefined ? "" : brandStyle(first.look.color),
  };
}

async function missing(c: Context<App>): Promise<Response> {
  const languages = await publishedLanguages(c.env.DB);
  const spoken = languages.length > 0 ? languages : articleLanguages;
  const language = languageOf(c) ?? preferred(c.req.header("accept-language"), spoken) ?? "en";
  const { html } = await missingPage(c.env, await siteOf(c), language);
  return c.html(html, 404, { ...helpHeaders(), "cache-control": "no-cache" });
}

/** Names the deployment: a copy names scripts and styles that an older one does not have. */
async function buildTag(c: Context<App>): Promise<string> {
  const template = await c.env.ASSETS.fetch(new URL("/help/index.html", c.req.url), { method: "HEAD" });
  return (template.headers.get("etag") ?? "0").replaceAll(/[^\w-]/g, "");
}

async function image(c: Context<App>): Promise<Response> {
  const file = idSchema.safeParse(c.req.param("file"));
  const found = file.success ? await readImageFile(c.env.FILES, file.data) : null;
  if (found === null) throw new FalaError("not_found");
  return c.body(found.body, 200, {
    "content-type": found.httpMetadata?.contentType ?? "application/octet-stream",
    "content-length": String(found.size),
    etag: found.httpEtag,
    // The name is of this one picture for ever.
    "cache-control": "public, max-age=31536000, immutable",
    "content-security-policy": "default-src 'none'; sandbox",
  });
}

async function sitemap(c: Context<App>): Promise<string> {
  const languages = await publishedLanguages(c.env.DB);
  const shelves = await Promise.all(languages.map((language) => listShelf(c.env.DB, language)));
  const cards = shelves.flat();
  const byArticle = Map.groupBy(cards, (card) => card.id);
  const at = (path: string) => (origin(c) + path).replaceAll("&", "&amp;");
  const entries = [
    ...languages.map((language) => `<url><loc>${at(articlePaths.help(language))}</loc></url>`),
    ...cards.map((card) => {
      const others = (byArticle.get(card.id) ?? []).map(
        ({ language, slug }) =>
          `<xhtml:link rel="alternate" hreflang="${language}" href="${at(articlePaths.help(language, slug))}"/>`,
      );
      const changed = new Date(card.publishedAt).toISOString();
      return `<url><loc>${at(articlePaths.help(card.language, card.slug))}</loc><lastmod>${changed}</lastmod>${others.join("")}</url>`;
    }),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9" xmlns:xhtml="http://www.w3.org/1999/xhtml">\n${entries.join("\n")}\n</urlset>\n`;
}

function origin(c: Context<App>): string {
  return new URL(c.req.url).origin;
}

/** In an address a language's tag stands in small letters; others do not exist, so that each page has one address. */
function languageOf(c: Context<App>): ArticleLanguage | null {
  return articleLanguages.find((language) => language.toLowerCase() === c.req.param("language")) ?? null;
}

/** The first language of the reader's list in which something is published; else the company's own. Null: nothing is. */
function preferred(accepted: string | undefined, published: readonly ArticleLanguage[]): ArticleLanguage | null {
  const wanted = (accepted ?? "").split(",").map((each) => each.split(";")[0]?.trim().toLowerCase() ?? "");
  const near = (tag: string) => tag.split("-")[0] ?? "";
  for (const want of wanted) {
    const exact = published.find((language) => language.toLowerCase() === want);
    const found = exact ?? published.find((language) => near(language.toLowerCase()) === near(want));
    if (found !== undefined) return found;
  }
  return published[0] ?? null;
}

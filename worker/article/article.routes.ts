import { type Context, Hono, type MiddlewareHandler, type Next } from "hono";
import * as z from "zod/mini";
import { can, type Capability } from "../agent/agent.domain.ts";
import { requireAgent } from "../platform/auth.ts";
import { readBody, readBytes } from "../platform/body.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { log } from "../platform/log.ts";
import { type ArticleLanguage, articleLanguageSchema } from "../protocol/article-card.ts";
import {
  articleBeginSchema,
  type ArticleHistory,
  type ArticleImage,
  type ArticleList,
  articleOrderSchema,
  type ArticlePast,
  articlePlaceSchema,
  articleSaveSchema,
  articleSeenSchema,
  type ArticleText,
  categorySaveSchema,
} from "../protocol/article.ts";
import { idSchema } from "../protocol/ids.ts";
import { articleLimits } from "../protocol/limits.ts";
import { articleView } from "./article-view.store.ts";
import {
  beginArticle,
  deleteArticle,
  order,
  placeArticle,
  publishText,
  restoreArticle,
  saveText,
  unpublishText,
} from "./article-draft.store.ts";
import { catchUpSearch, forgetSearched, searchArticles } from "./article-search.store.ts";
import { isArticle, listArticles, publishedLanguages, readHistory, readPast, readText } from "./article.store.ts";
import { deleteCategory, saveCategory } from "./category.store.ts";
import { HelpCache } from "./help-cache.store.ts";
import { saveImage } from "./image.store.ts";

const write = requireCapability("write_articles");
const publish = requireCapability("publish_articles");

/** The knowledge base, for agents. Every agent reads and sends; who writes and who publishes says `can`. */
export const articleRoutes = new Hono<App>()
  .use(requireAgent, freshPages)
  .get("/", async (c) => c.json<ArticleList>(await listArticles(c.env.DB)))
  .post("/", write, async (c) => {
    await beginArticle(c.env.DB, await readBody(c, articleBeginSchema), Date.now());
    return c.body(null, 204);
  })
  .get("/search", async (c) => {
    const language = languageOf(c.req.query("language"));
    return c.json({ hits: await searchArticles(c.env, c.req.query("q") ?? "", language) });
  })
  .get("/languages", async (c) => c.json({ languages: await publishedLanguages(c.env.DB) }))
  .post("/images", write, async (c) =>
    c.json<ArticleImage>(await saveImage(c.env, await readBytes(c, articleLimits.imageBytes), Date.now()), 201),
  )
  .put("/order", publish, async (c) => {
    const { kind, ids } = await readBody(c, articleOrderSchema);
    await order(c.env.DB, kind, ids);
    return c.body(null, 204);
  })
  /** For `npm run reindex`: the search hears of every published article again. */
  .post("/reindex", requireCapability("manage_workspace"), async (c) => {
    if (c.req.query("after") === undefined) await forgetSearched(c.env.DB);
    return c.json({ done: await catchUpSearch(c.env) });
  })
  .put("/categories/:id", publish, async (c) => {
    await saveCategory(c.env.DB, idOf(c), await readBody(c, categorySaveSchema));
    return c.body(null, 204);
  })
  .delete("/categories/:id", publish, async (c) => {
    await deleteCategory(c.env.DB, idOf(c), (await readBody(c, articleSeenSchema)).version);
    return c.body(null, 204);
  })
  .patch("/:id", write, async (c) => {
    await placeArticle(c.env.DB, idOf(c), await readBody(c, articlePlaceSchema));
    return changed(c);
  })
  .delete("/:id", publish, async (c) => {
    await deleteArticle(c.env.DB, idOf(c), (await readBody(c, articleSeenSchema)).version, Date.now());
    return changed(c);
  })
  .post("/:id/restore", publish, async (c) => {
    await restoreArticle(c.env.DB, idOf(c));
    return changed(c);
  })
  /** Null where the article was not begun in this language. */
  .get("/:id/:language", async (c) => {
    const [id, language] = addressOf(c);
    const text = await readText(c.env.DB, id, language);
    if (text === null && !(await isArticle(c.env.DB, id))) throw new FalaError("not_found");
    return c.json<ArticleText | null>(text);
  })
  .put("/:id/:language", write, async (c) => {
    const [id, language] = addressOf(c);
    const save = await readBody(c, articleSaveSchema, articleLimits.bytes);
    const { id: agent, name } = c.var.agent;
    return c.json<ArticleText>(await saveText(c.env.DB, { id: agent, name }, { id, language }, save, Date.now()));
  })
  .get("/:id/:language/view", async (c) => c.json(await found(articleView(c.env.DB, ...addressOf(c)))))
  .post("/:id/:language/publish", publish, async (c) => {
    const [id, language] = addressOf(c);
    const { version } = await readBody(c, articleSeenSchema);
    const text = await publishText(c.env.DB, { id, language }, version, Date.now());
    searchLater(c);
    return c.json<ArticleText>(text);
  })
  .post("/:id/:language/unpublish", publish, async (c) => {
    const [id, language] = addressOf(c);
    const text = await unpublishText(c.env.DB, { id, language });
    searchLater(c);
    return c.json<ArticleText>(text);
  })
  .get("/:id/:language/history", async (c) => c.json<ArticleHistory>(await readHistory(c.env.DB, ...addressOf(c))))
  .get("/:id/:language/history/:version", async (c) => {
    const version = z.safeParse(z.int(), Number(c.req.param("version")));
    if (!version.success) throw new FalaError("not_found");
    return c.json<ArticlePast>(await found(readPast(c.env.DB, ...addressOf(c), version.data)));
  });

/** Whoever changed something sees it on the public pages at once. */
async function freshPages(c: Context<App>, next: Next): Promise<void> {
  await next();
  if (c.req.method !== "GET") await new HelpCache(caches.default, new URL(c.req.url).origin).forgetGeneration();
}

function requireCapability(capability: Capability): MiddlewareHandler<App> {
  return async (c, next) => {
    if (!can(c.var.agent.role, capability)) throw new FalaError("forbidden");
    await next();
  };
}

function idOf(c: Context<App>): string {
  const id = idSchema.safeParse(c.req.param("id"));
  if (!id.success) throw new FalaError("not_found");
  return id.data;
}

function languageOf(tag: string | undefined): ArticleLanguage {
  const language = articleLanguageSchema.safeParse(tag);
  if (!language.success) throw new FalaError("not_found");
  return language.data;
}

function addressOf(c: Context<App>): [id: string, language: ArticleLanguage] {
  return [idOf(c), languageOf(c.req.param("language"))];
}

async function found<T>(read: Promise<T | null>): Promise<T> {
  const value = await read;
  if (value === null) throw new FalaError("not_found");
  return value;
}

/** The answer does not wait for the search: what it has not heard of stands in the main database, and is told again. */
function searchLater(c: Context<App>): void {
  c.executionCtx.waitUntil(catchUpSearch(c.env).catch((error: unknown) => log.warn("article_search_behind", error)));
}

function changed(c: Context<App>) {
  searchLater(c);
  return c.body(null, 204);
}

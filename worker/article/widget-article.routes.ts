import { type Context, Hono } from "hono";
import { readCustomerToken } from "../customer/token.store.ts";
import { addressOf, keyOfNetwork } from "../platform/address.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import { damped } from "../platform/damper.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { type ArticleLanguage, articleLanguageSchema, articleVoteSchema } from "../protocol/article-card.ts";
import { idSchema } from "../protocol/ids.ts";
import { countVote } from "../session/sign-in-attempt.store.ts";
import { articleView } from "./article-view.store.ts";
import { searchArticles } from "./article-search.store.ts";
import { writeVote } from "./article.store.ts";

/** Articles inside the widget. What is published is public: only a vote says who asks. */
export const widgetArticleRoutes = new Hono<App>()
  .get("/", damped("SEARCH_RATE"), async (c) => {
    const language = articleLanguageSchema.safeParse(c.req.query("language"));
    if (!language.success) throw new FalaError("not_found");
    return c.json({ hits: await searchArticles(c.env, c.req.query("q") ?? "", language.data) });
  })
  .get("/:id/:language", async (c) => {
    const view = await articleView(c.env.DB, ...articleOf(c));
    if (view === null) throw new FalaError("article_unknown");
    return c.json(view);
  })
  .post("/:id/:language/vote", damped("VOTE_RATE"), async (c) => {
    const token = /^Bearer (.+)$/.exec(c.req.header("authorization") ?? "")?.[1];
    const claims = token === undefined ? null : await readCustomerToken(c.env, token);
    if (claims === null) throw new FalaError("customer_token_invalid");
    const [id, language] = articleOf(c);
    const vote = await readBody(c, articleVoteSchema);
    await countVote(database(c.env), keyOfNetwork(c.env, "vote", addressOf(c.req.raw)));
    const counted = await writeVote(c.env.DB, { id, language, ...vote, reader: claims.customer.id }, Date.now());
    if (!counted) throw new FalaError("article_unknown");
    return c.body(null, 204);
  });

function articleOf(c: Context<App>): [id: string, language: ArticleLanguage] {
  const id = idSchema.safeParse(c.req.param("id"));
  const language = articleLanguageSchema.safeParse(c.req.param("language"));
  if (!id.success || !language.success) throw new FalaError("article_unknown");
  return [id.data, language.data];
}

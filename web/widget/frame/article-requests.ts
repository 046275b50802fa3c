import { type ArticleCard, type ArticleView, articleHitsSchema, articleViewSchema } from "#protocol/article-card";
import { articlePaths } from "#protocol/paths";
import { makeCustomerSession } from "../../connection/customer-session.ts";
import { browserEnvironment } from "../../connection/environment.ts";
import { nothingSchema, request } from "../../connection/http.ts";

/** What the articles of the panel ask for. Loads with the first of them. */
export const articleRequests = {
  search: (q: string, language: string, signal: AbortSignal) =>
    request({ method: "GET", path: articlePaths.widget, query: { q, language }, schema: articleHitsSchema, signal }),

  read: ({ id, language }: Pick<ArticleCard, "id" | "language">) =>
    request({ method: "GET", path: `${articlePaths.widget}/${id}/${language}`, schema: articleViewSchema }),

  /** Whether it was counted. Somebody who has no token yet gets one: that stores nothing. */
  vote: async (site: string, { card, version }: ArticleView, helped: boolean): Promise<boolean> => {
    const session = makeCustomerSession(site, browserEnvironment());
    if (!session.isFresh() && !(await session.ask()).ok) return false;
    const answer = await request({
      method: "POST",
      path: `${articlePaths.widget}/${card.id}/${card.language}/vote`,
      body: { version, helped },
      schema: nothingSchema,
      token: session.current()?.token ?? "",
    });
    return answer.ok;
  },
};

import type { ArticleLanguage, ArticleView } from "../protocol/article-card.ts";
import { renderArticle } from "./article.domain.ts";
import { readPublished } from "./article.store.ts";

/** A published article to be read, as the widget and the composer's preview show it. Null where it is not published. */
export async function articleView(db: D1Database, id: string, language: ArticleLanguage): Promise<ArticleView | null> {
  const article = await readPublished(db, id, language);
  if (article === null) return null;
  const { card, document, version, publishedAt, languages } = article;
  return {
    card,
    html: renderArticle(document),
    version,
    updatedAt: publishedAt,
    languages: languages.map((each) => each.language),
  };
}

import type { Article, ArticleLine, ArticleState } from "#protocol/article";
import { matchesQuery } from "../../ui/picker-filter.ts";

/** `category` null: those without one; undefined: all. */
export type ArticleFilter = { words: string; state: ArticleState | "all"; category?: string | null | undefined };

/** The articles that a list with this filter shows, in the order of the help centre. */
export function filtered(articles: readonly Article[], filter: ArticleFilter): Article[] {
  return articles.filter(
    ({ category, tags, lines }) =>
      (filter.category === undefined || category === filter.category) &&
      (filter.state === "all" || lines.some(({ state }) => state === filter.state)) &&
      (filter.words.trim() === "" ||
        lines.some(({ title, excerpt, slug }) => matchesQuery(filter.words, [title, excerpt, slug ?? "", ...tags])) ||
        matchesQuery(filter.words, tags)),
  );
}

/** The language in which an article is shown in a list: the reader's, else the first. Null: nothing was written yet. */
export function shownLine(article: Article, language: string): ArticleLine | null {
  const near = (tag: string) => tag.split("-")[0];
  return (
    article.lines.find((line) => line.language === language) ??
    article.lines.find((line) => near(line.language) === near(language)) ??
    article.lines[0] ??
    null
  );
}

/** The votes of all languages together; null: nobody said anything. */
export function votesOf(article: Article): { count: number; share: number } | null {
  const helped = article.lines.reduce((sum, line) => sum + line.helped, 0);
  const count = article.lines.reduce((sum, line) => sum + line.helped + line.notHelped, 0);
  return count === 0 ? null : { count, share: Math.round((helped / count) * 100) };
}

/** The order after one step of `id` among these; the same where it is at the end. */
export function moved(ids: readonly string[], id: string, step: 1 | -1): string[] {
  const at = ids.indexOf(id);
  const other = ids[at + step];
  if (at < 0 || other === undefined) return [...ids];
  return ids.with(at, other).with(at + step, id);
}

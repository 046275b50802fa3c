import type { ArticleCard, ArticleLanguage } from "../protocol/article-card.ts";
import { articleDocumentSchema } from "../protocol/article-document.ts";
import { parseAs } from "../protocol/codec.ts";
import { plainText } from "./article.domain.ts";
import { readCards } from "./article.store.ts";

type Databases = { DB: D1Database; SEARCH: D1Database };

const pageHits = 12;
/** Texts that one run brings into the search; whatever is left comes with the next. */
const runTexts = 50;
/** Characters of one article that the search reads: a value of D1 has 2 MB, and nobody finds an article by its end. */
const mostCharacters = 200_000;

/**
 * Published articles for what somebody typed, best first: the title weighs most. Articles with all the words come; if there
 * are none, those with any of them, since people ask in sentences. Facts are read from the main database, so what was taken back is
 * never found.
 */
export async function searchArticles(
  { DB, SEARCH }: Databases,
  words: string,
  language: ArticleLanguage,
): Promise<ArticleCard[]> {
  const parts = words
    .slice(0, 400)
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((part) => part !== "")
    .slice(0, 12)
    // Quoted, so nothing that somebody types is taken for FTS5's own language. The last word may be unfinished.
    .map((part) => `"${part}"`);
  if (parts.length === 0) return [];
  const all = await find(SEARCH, `${parts.join(" ")}*`, language);
  const found = all.length > 0 || parts.length === 1 ? all : await find(SEARCH, `${parts.join(" OR ")}*`, language);
  return await readCards(DB, language, found);
}

async function find(db: D1Database, match: string, language: ArticleLanguage): Promise<string[]> {
  const { results } = await db
    .prepare(
      `SELECT article_id FROM article_words_index JOIN article_words ON article_words.id = article_words_index.rowid
       WHERE article_words_index MATCH ? AND language = ? ORDER BY bm25(article_words_index, 10, 5, 1) LIMIT ${pageHits}`,
    )
    .bind(match, language)
    .all<{ article_id: string }>();
  return results.map((row) => row.article_id);
}

/**
 * Brings the search up to date with what is published. The main database says what the search has not heard of yet, so a run that
 * failed is made good by the next one: it follows every change, and `npm run reindex`.
 */
export async function catchUpSearch({ DB, SEARCH }: Databases): Promise<number> {
  const { results } = await DB.prepare(
    `SELECT t.article_id, t.language, t.published_version AS version, a.tags, r.title, r.excerpt, r.document
     FROM article_text t JOIN article a ON a.id = t.article_id
     LEFT JOIN article_revision r ON r.article_id = t.article_id AND r.language = t.language AND r.version = t.published_version
     WHERE t.searched_version IS NOT t.published_version LIMIT ${runTexts}`,
  ).all<FoundText>();
  if (results.length === 0) return 0;
  await SEARCH.batch(results.map((text) => statementFor(SEARCH, text)));
  await DB.batch(
    results.map(({ article_id, language, version }) =>
      DB.prepare(
        "UPDATE article_text SET searched_version = ?3 WHERE article_id = ?1 AND language = ?2 AND published_version IS ?3",
      ).bind(article_id, language, version),
    ),
  );
  return results.length;
}

/** Makes the search forget what it knows of articles, so that `catchUpSearch` tells it everything again. */
export async function forgetSearched(db: D1Database): Promise<void> {
  await db.prepare("UPDATE article_text SET searched_version = NULL WHERE published_version IS NOT NULL").run();
}

type FoundText = {
  article_id: string;
  language: string;
  version: number | null;
  tags: string;
  title: string | null;
  excerpt: string | null;
  document: string | null;
};

function statementFor(db: D1Database, text: FoundText): D1PreparedStatement {
  if (text.version === null)
    return db
      .prepare("DELETE FROM article_words WHERE article_id = ? AND language = ?")
      .bind(text.article_id, text.language);
  const parsed = parseAs(articleDocumentSchema, text.document ?? "");
  const says = parsed.ok ? plainText(parsed.value).slice(0, mostCharacters) : "";
  return db
    .prepare(
      `INSERT INTO article_words (article_id, language, version, title, tags, text) VALUES (?, ?, ?, ?, ?, ?)
       ON CONFLICT (article_id, language) DO UPDATE SET version = excluded.version, title = excluded.title, tags = excluded.tags,
         text = excluded.text`,
    )
    .bind(text.article_id, text.language, text.version, text.title ?? "", text.tags, `${text.excerpt ?? ""}\n${says}`);
}

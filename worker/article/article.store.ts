import * as z from "zod/mini";
import { parseAs } from "../protocol/codec.ts";
import type { ArticleCard, ArticleLanguage } from "../protocol/article-card.ts";
import { articleLanguageSchema } from "../protocol/article-card.ts";
import { type ArticleDocument, articleDocumentSchema, emptyDocument } from "../protocol/article-document.ts";
import type {
  Article,
  ArticleCategory,
  ArticleHistory,
  ArticleLine,
  ArticleList,
  ArticlePast,
  ArticleText,
} from "../protocol/article.ts";

/** A published article with what it says, and where it stands. */
export type PublishedArticle = {
  card: ArticleCard;
  category: string | null;
  version: number;
  publishedAt: number;
  document: ArticleDocument;
  /** Every language in which it is published, with its address there. */
  languages: { language: ArticleLanguage; slug: string }[];
};

/** A card of the help centre's lists. */
export type ShelfCard = ArticleCard & { category: string | null; publishedAt: number };

type TextRow = {
  article_id: string;
  language: string;
  version: number;
  title: string;
  excerpt: string;
  slug: string | null;
  slug_chosen: number;
  document: string;
  saved_at: number;
  saved_by_id: string;
  saved_by_name: string;
  published_version: number | null;
  published_at: number | null;
  published_slug: string | null;
};

type CardRow = {
  article_id: string;
  language: string;
  category_id: string | null;
  published_slug: string;
  published_title: string;
  published_excerpt: string;
  published_at: number;
};

const cardColumns =
  "t.article_id, t.language, a.category_id, t.published_slug, t.published_title, t.published_excerpt, t.published_at";
const published = "t.published_version IS NOT NULL AND a.deleted_at IS NULL";

/** Every article and category, without what the articles say. Two hundred bytes each: a help centre of thousands is one page. */
export async function listArticles(db: D1Database): Promise<ArticleList> {
  const [articles, texts, votes] = await db.batch<Record<string, string | number | null>>([
    db.prepare(
      "SELECT id, version, category_id, position, tags FROM article WHERE deleted_at IS NULL ORDER BY position, created_at DESC",
    ),
    db.prepare(
      `SELECT t.article_id, t.language, t.title, t.excerpt, t.published_slug, t.version, t.published_version, t.saved_at, t.saved_by_id, t.saved_by_name
       FROM article_text t JOIN article a ON a.id = t.article_id WHERE a.deleted_at IS NULL ORDER BY t.rowid`,
    ),
    db.prepare(
      "SELECT article_id, language, sum(helped) AS helped, count(*) AS votes FROM article_vote GROUP BY article_id, language",
    ),
  ]);
  const counts = new Map(
    (votes?.results ?? []).map((row) => [
      `${row["article_id"]} ${row["language"]}`,
      { helped: Number(row["helped"]), notHelped: Number(row["votes"]) - Number(row["helped"]) },
    ]),
  );
  const lines = Map.groupBy(texts?.results ?? [], (row) => String(row["article_id"]));
  return {
    categories: await listCategories(db),
    articles: (articles?.results ?? []).map((row): Article => ({
      id: String(row["id"]),
      version: Number(row["version"]),
      category: row["category_id"] === null ? null : String(row["category_id"]),
      position: Number(row["position"]),
      tags: tagsOf(row["tags"]),
      lines: (lines.get(String(row["id"])) ?? []).map((text): ArticleLine => ({
        language: languageOf(String(text["language"])),
        title: String(text["title"]),
        excerpt: String(text["excerpt"]),
        slug: text["published_slug"] === null ? null : String(text["published_slug"]),
        state:
          text["published_version"] === null
            ? "draft"
            : text["published_version"] === text["version"]
              ? "published"
              : "changed",
        savedAt: Number(text["saved_at"]),
        savedBy: { id: String(text["saved_by_id"]), name: String(text["saved_by_name"]) },
        ...(counts.get(`${text["article_id"]} ${text["language"]}`) ?? { helped: 0, notHelped: 0 }),
      })),
    })),
  };
}

export async function listCategories(db: D1Database): Promise<ArticleCategory[]> {
  const { results } = await db
    .prepare(
      `SELECT c.id, c.version, c.position, t.language, t.name, t.description, t.slug
       FROM article_category c JOIN article_category_text t ON t.category_id = c.id ORDER BY c.position, c.id, t.rowid`,
    )
    .all<{
      id: string;
      version: number;
      position: number;
      language: string;
      name: string;
      description: string;
      slug: string;
    }>();
  return [...Map.groupBy(results, (row) => row.id)].flatMap(([id, rows]) => {
    const [first] = rows;
    if (first === undefined) return [];
    const texts = rows.map(({ language, name, description, slug }) => ({
      language: languageOf(language),
      name,
      description,
      slug,
    }));
    return [{ id, version: first.version, position: first.position, texts }];
  });
}

/** Null where the article does not exist, or not in this language. */
export async function readText(db: D1Database, id: string, language: ArticleLanguage): Promise<ArticleText | null> {
  const row = await db
    .prepare(
      `SELECT t.* FROM article_text t JOIN article a ON a.id = t.article_id
       WHERE t.article_id = ? AND t.language = ? AND a.deleted_at IS NULL`,
    )
    .bind(id, language)
    .first<TextRow>();
  return row === null ? null : textOf(row);
}

/** Whether there is such an article, in whatever language; a deleted one is none. */
export async function isArticle(db: D1Database, id: string): Promise<boolean> {
  return (await db.prepare("SELECT 1 FROM article WHERE id = ? AND deleted_at IS NULL").bind(id).first()) !== null;
}

/** A published article by its id; null where nothing is published. */
export async function readPublished(
  db: D1Database,
  id: string,
  language: ArticleLanguage,
): Promise<PublishedArticle | null> {
  const row = await db
    .prepare(
      `SELECT ${cardColumns}, r.version, r.document FROM article_text t
       JOIN article a ON a.id = t.article_id
       JOIN article_revision r ON r.article_id = t.article_id AND r.language = t.language AND r.version = t.published_version
       WHERE t.article_id = ? AND t.language = ? AND ${published}`,
    )
    .bind(id, language)
    .first<CardRow & { version: number; document: string }>();
  if (row === null) return null;
  const { results } = await db
    .prepare(
      `SELECT t.language, t.published_slug FROM article_text t JOIN article a ON a.id = t.article_id
       WHERE t.article_id = ? AND ${published} ORDER BY t.rowid`,
    )
    .bind(id)
    .all<{ language: string; published_slug: string }>();
  return {
    card: cardOf(row),
    category: row.category_id,
    version: row.version,
    publishedAt: row.published_at,
    document: documentOf(row.document),
    languages: results.map((each) => ({ language: languageOf(each.language), slug: each.published_slug })),
  };
}

/** Who has this address now, or had it; null: nobody ever. */
export async function targetOfSlug(
  db: D1Database,
  kind: "article" | "category",
  language: ArticleLanguage,
  slug: string,
): Promise<string | null> {
  return await db
    .prepare("SELECT target FROM article_slug WHERE language = ? AND kind = ? AND slug = ?")
    .bind(language, kind, slug)
    .first<string>("target");
}

/** What can be sent and read now, of the given articles; in their order. */
export async function readCards(
  db: D1Database,
  language: ArticleLanguage,
  ids: readonly string[],
): Promise<ArticleCard[]> {
  const { results } = await db
    .prepare(
      `SELECT ${cardColumns} FROM article_text t JOIN article a ON a.id = t.article_id
       WHERE t.language = ? AND t.article_id IN (SELECT value FROM json_each(?)) AND ${published}`,
    )
    .bind(language, JSON.stringify(ids))
    .all<CardRow>();
  const cards = new Map(results.map((row) => [row.article_id, cardOf(row)]));
  return ids.flatMap((id) => cards.get(id) ?? []);
}

/** The facts of a published article for a message; null where it is not published (any more). */
export async function readCard(db: D1Database, id: string, language: ArticleLanguage): Promise<ArticleCard | null> {
  return (await readCards(db, language, [id]))[0] ?? null;
}

/** Everything that is published in a language, as the help centre orders it. */
export async function listShelf(db: D1Database, language: ArticleLanguage): Promise<ShelfCard[]> {
  const { results } = await db
    .prepare(
      `SELECT ${cardColumns} FROM article_text t JOIN article a ON a.id = t.article_id
       WHERE t.language = ? AND ${published} ORDER BY a.position, a.created_at DESC`,
    )
    .bind(language)
    .all<CardRow>();
  return results.map((row) => ({ ...cardOf(row), category: row.category_id, publishedAt: row.published_at }));
}

/** The languages in which something is published, the one with the most articles first. Empty: there is no help centre yet. */
export async function publishedLanguages(db: D1Database): Promise<ArticleLanguage[]> {
  const { results } = await db
    .prepare(
      `SELECT t.language FROM article_text t JOIN article a ON a.id = t.article_id
       WHERE ${published} GROUP BY t.language ORDER BY count(*) DESC, t.language`,
    )
    .all<{ language: string }>();
  return results.map(({ language }) => languageOf(language));
}

/** Grows with everything that the public pages can show: their copies at the edge are kept under it. */
export async function readGeneration(db: D1Database): Promise<number> {
  return (await db.prepare("SELECT generation FROM article_shelf").first<number>("generation")) ?? 0;
}

export async function readHistory(db: D1Database, id: string, language: ArticleLanguage): Promise<ArticleHistory> {
  const { results } = await db
    .prepare(
      `SELECT version, title, saved_at, saved_by_id, saved_by_name, published_at FROM article_revision
       WHERE article_id = ? AND language = ? ORDER BY version DESC LIMIT 200`,
    )
    .bind(id, language)
    .all<RevisionRow>();
  return { revisions: results.map(revisionOf) };
}

/** Null where there is no such version (any more). */
export async function readPast(
  db: D1Database,
  id: string,
  language: ArticleLanguage,
  version: number,
): Promise<ArticlePast | null> {
  const row = await db
    .prepare("SELECT * FROM article_revision WHERE article_id = ? AND language = ? AND version = ?")
    .bind(id, language, version)
    .first<RevisionRow & { excerpt: string; document: string }>();
  return row === null ? null : { ...revisionOf(row), excerpt: row.excerpt, document: documentOf(row.document) };
}

/** Counted once for each reader and version; who changes their mind is counted as they think now. */
export async function writeVote(
  db: D1Database,
  vote: { id: string; language: ArticleLanguage; version: number; reader: string; helped: boolean },
  now: number,
): Promise<boolean> {
  const { meta } = await db
    .prepare(
      `INSERT INTO article_vote (article_id, language, version, reader, helped, at)
       SELECT r.article_id, r.language, r.version, ?, ?, ? FROM article_revision r
       WHERE r.article_id = ? AND r.language = ? AND r.version = ? AND r.published_at IS NOT NULL
       ON CONFLICT DO UPDATE SET helped = excluded.helped, at = excluded.at`,
    )
    .bind(vote.reader, vote.helped ? 1 : 0, now, vote.id, vote.language, vote.version)
    .run();
  return meta.changes > 0;
}

type RevisionRow = {
  version: number;
  title: string;
  saved_at: number;
  saved_by_id: string;
  saved_by_name: string;
  published_at: number | null;
};

function revisionOf(row: RevisionRow) {
  const { version, title, saved_at: at, published_at: publishedAt } = row;
  return { version, title, at, by: { id: row.saved_by_id, name: row.saved_by_name }, publishedAt };
}

function textOf(row: TextRow): ArticleText {
  const { published_version: version, published_at: at, published_slug: slug } = row;
  return {
    article: row.article_id,
    language: languageOf(row.language),
    version: row.version,
    title: row.title,
    excerpt: row.excerpt,
    slug: row.slug,
    slugChosen: row.slug_chosen === 1,
    document: documentOf(row.document),
    savedAt: row.saved_at,
    savedBy: { id: row.saved_by_id, name: row.saved_by_name },
    published: version === null || at === null || slug === null ? null : { version, at, slug },
  };
}

function cardOf(row: CardRow): ArticleCard {
  return {
    id: row.article_id,
    language: languageOf(row.language),
    title: row.published_title,
    excerpt: row.published_excerpt,
    slug: row.published_slug,
  };
}

/** Only what the schema let in was ever written; a document that no longer fits would be a change of the schema. */
function documentOf(stored: string): ArticleDocument {
  const parsed = parseAs(articleDocumentSchema, stored);
  return parsed.ok ? parsed.value : emptyDocument;
}

function languageOf(stored: string): ArticleLanguage {
  return articleLanguageSchema.parse(stored);
}

function tagsOf(stored: unknown): string[] {
  const parsed = parseAs(z.array(z.string()), String(stored));
  return parsed.ok ? parsed.value : [];
}

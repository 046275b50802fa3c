import { FalaError } from "../platform/http-error.ts";
import type { AgentName } from "../protocol/agent.ts";
import type { ArticleLanguage } from "../protocol/article-card.ts";
import type { ArticlePlace, ArticleSave, ArticleText } from "../protocol/article.ts";
import { firstWords, freeSlug, isEmpty, slugOf } from "./article.domain.ts";
import { readText } from "./article.store.ts";

/** What one person writes within this time is one version of the history. */
const sittingMs = 10 * 60_000;

type Address = { id: string; language: ArticleLanguage };

/** Begins an article without any text. Repeating it is safe. */
export async function beginArticle(
  db: D1Database,
  { id, category }: { id: string; category: string | null },
  now: number,
): Promise<void> {
  await db
    .prepare(
      `INSERT INTO article (id, version, category_id, position, tags, created_at)
       SELECT ?1, 1, (SELECT id FROM article_category WHERE id = ?2), (SELECT coalesce(max(position), 0) + 1 FROM article), '[]', ?3
       WHERE true ON CONFLICT (id) DO NOTHING`,
    )
    .bind(id, category, now)
    .run();
}

/**
 * Saves a draft whole, or not at all. Refuses with `changed_meanwhile` where the draft is another one than the version that
 * was seen, `slug_taken` where the address is another article's. The same save again gets the same answer.
 */
export async function saveText(
  db: D1Database,
  agent: AgentName,
  { id, language }: Address,
  save: ArticleSave,
  now: number,
): Promise<ArticleText> {
  const before = await readText(db, id, language);
  const document = JSON.stringify(save.document);
  if (before !== null && isRepeated(before, agent, save, document)) return before;
  if (before === null && save.version > 0) throw new FalaError("not_found");
  if ((before?.version ?? 0) !== save.version) throw new FalaError("changed_meanwhile");
  const slug = save.slug ?? (await ownSlug(db, { id, language }, save.title, before));
  const version = save.version + 1;
  const saved = `EXISTS (SELECT 1 FROM article_text WHERE article_id = ?1 AND language = ?2 AND version = ?3 AND saved_at = ?4 AND saved_by_id = ?5)`;
  const sitting = `article_id = ?1 AND language = ?2 AND version = ?3 - 1 AND saved_by_id = ?5 AND published_at IS NULL AND begun_at > ?4 - ${sittingMs}`;
  const written = await db.batch([
    ...(slug === null ? [] : [claim(db, "article", language, slug, id)]),
    db
      .prepare(
        `INSERT INTO article_text (article_id, language, version, title, excerpt, slug, slug_chosen, document, saved_at, saved_by_id, saved_by_name)
         SELECT ?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11
         WHERE EXISTS (SELECT 1 FROM article WHERE id = ?1 AND deleted_at IS NULL)
           AND (?12 > 0 OR NOT EXISTS (SELECT 1 FROM article_text WHERE article_id = ?1 AND language = ?2))
           AND (?6 IS NULL OR EXISTS (SELECT 1 FROM article_slug WHERE language = ?2 AND kind = 'article' AND slug = ?6 AND target = ?1))
         ON CONFLICT (article_id, language) DO UPDATE SET version = excluded.version, title = excluded.title, excerpt = excluded.excerpt,
           slug = excluded.slug, slug_chosen = excluded.slug_chosen, document = excluded.document, saved_at = excluded.saved_at,
           saved_by_id = excluded.saved_by_id, saved_by_name = excluded.saved_by_name
         WHERE article_text.version = ?12`,
      )
      .bind(
        ...[id, language, version, save.title, save.excerpt, slug, save.slug === null ? 0 : 1, document],
        ...[now, agent.id, agent.name, save.version],
      ),
    db
      .prepare(
        `INSERT INTO article_revision (article_id, language, version, title, excerpt, document, begun_at, saved_at, saved_by_id, saved_by_name)
         SELECT article_id, language, version, title, excerpt, document,
           coalesce((SELECT begun_at FROM article_revision WHERE ${sitting}), ?4), saved_at, saved_by_id, saved_by_name
         FROM article_text WHERE article_id = ?1 AND language = ?2 AND ${saved} ON CONFLICT DO NOTHING`,
      )
      .bind(id, language, version, now, agent.id),
    db.prepare(`DELETE FROM article_revision WHERE ${sitting} AND ${saved}`).bind(id, language, version, now, agent.id),
  ]);
  const text = await readText(db, id, language);
  if (written.at(-3)?.meta.changes === 1 && text !== null) return text;
  if (text === null && before !== null) throw new FalaError("not_found");
  if ((text?.version ?? 0) !== save.version) throw new FalaError("changed_meanwhile");
  if (slug === null || !(await isElsewhere(db, language, slug, id))) throw new FalaError("not_found");
  throw new FalaError("slug_taken", { path: "slug" });
}

/** Shows this version to customers. What was published before stays in the history. */
export async function publishText(
  db: D1Database,
  { id, language }: Address,
  version: number,
  now: number,
): Promise<ArticleText> {
  const text = await readText(db, id, language);
  if (text === null) throw new FalaError("not_found");
  if (text.version !== version) throw new FalaError("changed_meanwhile");
  if (text.title === "" || text.slug === null || isEmpty(text.document)) throw new FalaError("article_empty");
  const excerpt = text.excerpt === "" ? firstWords(text.document) : text.excerpt;
  const which = "article_id = ?1 AND language = ?2 AND version = ?3";
  const [published] = await db.batch([
    db
      .prepare(
        `UPDATE article_text SET published_version = version, published_at = ?4, published_slug = slug, published_title = title,
           published_excerpt = ?5 WHERE ${which}`,
      )
      .bind(id, language, version, now, excerpt),
    db.prepare(`UPDATE article_revision SET published_at = ?4 WHERE ${which}`).bind(id, language, version, now),
    nextGeneration(db),
  ]);
  const after = published?.meta.changes === 1 ? await readText(db, id, language) : null;
  if (after === null) throw new FalaError("changed_meanwhile");
  return after;
}

/** Customers no longer find it; the draft stays. */
export async function unpublishText(db: D1Database, { id, language }: Address): Promise<ArticleText> {
  await db.batch([
    db
      .prepare(
        `UPDATE article_text SET published_version = NULL, published_at = NULL, published_slug = NULL, published_title = NULL,
           published_excerpt = NULL WHERE article_id = ? AND language = ?`,
      )
      .bind(id, language),
    nextGeneration(db),
  ]);
  const text = await readText(db, id, language);
  if (text === null) throw new FalaError("not_found");
  return text;
}

export async function placeArticle(db: D1Database, id: string, place: ArticlePlace): Promise<void> {
  const [changed] = await db.batch([
    db
      .prepare(
        `UPDATE article SET version = version + 1, category_id = (SELECT id FROM article_category WHERE id = ?3), tags = ?4
         WHERE id = ?1 AND version = ?2 AND deleted_at IS NULL`,
      )
      .bind(id, place.version, place.category, JSON.stringify([...new Set(place.tags)])),
    // The search reads tags too.
    db.prepare("UPDATE article_text SET searched_version = NULL WHERE article_id = ?").bind(id),
    nextGeneration(db),
  ]);
  if (changed?.meta.changes !== 1) await refuseStale(db, id);
}

/** Takes an article away from everybody; `restoreArticle` brings it back as it was, published or not. */
export async function deleteArticle(db: D1Database, id: string, version: number, now: number): Promise<void> {
  const [deleted] = await db.batch([
    db
      .prepare(
        "UPDATE article SET version = version + 1, deleted_at = ?3 WHERE id = ?1 AND version = ?2 AND deleted_at IS NULL",
      )
      .bind(id, version, now),
    nextGeneration(db),
  ]);
  if (deleted?.meta.changes !== 1) await refuseStale(db, id);
}

export async function restoreArticle(db: D1Database, id: string): Promise<void> {
  await db.batch([
    db
      .prepare("UPDATE article SET version = version + 1, deleted_at = NULL WHERE id = ? AND deleted_at IS NOT NULL")
      .bind(id),
    nextGeneration(db),
  ]);
}

/** Puts articles, or categories, into this order. What is not named keeps its place behind. */
export async function order(db: D1Database, kind: "article" | "category", ids: readonly string[]): Promise<void> {
  const table = kind === "article" ? "article" : "article_category";
  await db.batch([
    db
      .prepare(
        `UPDATE ${table} SET position = (SELECT key FROM json_each(?1) WHERE value = ${table}.id)
         WHERE id IN (SELECT value FROM json_each(?1))`,
      )
      .bind(JSON.stringify(ids)),
    nextGeneration(db),
  ]);
}

/** Every statement that changes what the public pages show stands in one batch with this. */
export function nextGeneration(db: D1Database): D1PreparedStatement {
  return db.prepare(
    "INSERT INTO article_shelf (id, generation) VALUES ('shelf', 1) ON CONFLICT (id) DO UPDATE SET generation = generation + 1",
  );
}

/**
 * Gives the address to `target`, unless somebody else uses it: as the address of a draft, of a published article or of a
 * category. One that is only remembered (it leads to where its article is now) can be taken.
 */
export function claim(
  db: D1Database,
  kind: "article" | "category",
  language: ArticleLanguage,
  slug: string,
  target: string,
): D1PreparedStatement {
  return db
    .prepare(
      `INSERT INTO article_slug (language, kind, slug, target) VALUES (?1, ?2, ?3, ?4)
       ON CONFLICT (language, kind, slug) DO UPDATE SET target = excluded.target
       WHERE NOT EXISTS (SELECT 1 FROM article_text t WHERE ?2 = 'article' AND t.article_id = article_slug.target AND t.language = ?1
           AND (t.slug = ?3 OR t.published_slug = ?3))
         AND NOT EXISTS (SELECT 1 FROM article_category_text t WHERE ?2 = 'category' AND t.category_id = article_slug.target
           AND t.language = ?1 AND t.slug = ?3)`,
    )
    .bind(language, kind, slug, target);
}

/** The address that follows the title: free, and kept once the article is published, since others link to it. */
async function ownSlug(
  db: D1Database,
  { id, language }: Address,
  title: string,
  before: ArticleText | null,
): Promise<string | null> {
  if (before?.published != null && before.slug !== null) return before.slug;
  const slug = slugOf(title);
  return slug === "" ? (before?.slug ?? null) : await freeSlugFor(db, "article", language, slug, id);
}

export async function freeSlugFor(
  db: D1Database,
  kind: "article" | "category",
  language: ArticleLanguage,
  slug: string,
  target: string,
): Promise<string> {
  const { results } = await db
    .prepare(
      "SELECT slug FROM article_slug WHERE language = ? AND kind = ? AND slug >= ? AND slug <= ? AND target <> ? LIMIT 1000",
    )
    .bind(language, kind, slug, `${slug}-~`, target)
    .all<{ slug: string }>();
  return freeSlug(slug, new Set(results.map((row) => row.slug)));
}

/** The answer to this save was lost on its way: what it asked for stands there already. */
function isRepeated(before: ArticleText, agent: AgentName, save: ArticleSave, document: string): boolean {
  return (
    before.version === save.version + 1 &&
    before.savedBy.id === agent.id &&
    before.title === save.title &&
    before.excerpt === save.excerpt &&
    JSON.stringify(before.document) === document
  );
}

async function isElsewhere(db: D1Database, language: string, slug: string, id: string): Promise<boolean> {
  const target = await db
    .prepare("SELECT target FROM article_slug WHERE language = ? AND kind = 'article' AND slug = ?")
    .bind(language, slug)
    .first<string>("target");
  return target !== null && target !== id;
}

async function refuseStale(db: D1Database, id: string): Promise<never> {
  const known = await db.prepare("SELECT 1 AS known FROM article WHERE id = ? AND deleted_at IS NULL").bind(id).first();
  throw new FalaError(known === null ? "not_found" : "changed_meanwhile");
}

import { FalaError } from "../platform/http-error.ts";
import type { CategorySave } from "../protocol/article.ts";
import { slugOf } from "./article.domain.ts";
import { claim, freeSlugFor, nextGeneration } from "./article-draft.store.ts";

/** Saves a category with its words in every language, whole. Version 0 makes it. `changed_meanwhile` where another version stands. */
export async function saveCategory(db: D1Database, id: string, save: CategorySave): Promise<void> {
  const texts = await Promise.all(
    save.texts.map(async (text) => ({
      ...text,
      slug: await freeSlugFor(db, "category", text.language, slugOf(text.name) || "category", id),
    })),
  );
  const unchanged = "EXISTS (SELECT 1 FROM article_category WHERE id = ?1 AND version = ?2)";
  const written = await db.batch([
    ...(save.version === 0
      ? [
          db
            .prepare(
              `INSERT INTO article_category (id, version, position)
               SELECT ?, 0, coalesce(max(position), 0) + 1 FROM article_category WHERE true ON CONFLICT (id) DO NOTHING`,
            )
            .bind(id),
        ]
      : []),
    ...texts.map(({ language, slug }) => claim(db, "category", language, slug, id)),
    db.prepare(`DELETE FROM article_category_text WHERE category_id = ?1 AND ${unchanged}`).bind(id, save.version),
    ...texts.map(({ language, name, description, slug }) =>
      db
        .prepare(
          `INSERT INTO article_category_text (category_id, language, name, description, slug) SELECT ?1, ?3, ?4, ?5, ?6 WHERE ${unchanged}
           ON CONFLICT DO NOTHING`,
        )
        .bind(id, save.version, language, name, description, slug),
    ),
    nextGeneration(db),
    // Last, since everything above asks for the version that was seen.
    db.prepare("UPDATE article_category SET version = version + 1 WHERE id = ? AND version = ?").bind(id, save.version),
  ]);
  if (written.at(-1)?.meta.changes === 1) return;
  const known = await db.prepare("SELECT 1 AS known FROM article_category WHERE id = ?").bind(id).first();
  throw new FalaError(known === null ? "not_found" : "changed_meanwhile");
}

/** Its articles stay, without a category. */
export async function deleteCategory(db: D1Database, id: string, version: number): Promise<void> {
  const [deleted] = await db.batch([
    db.prepare("DELETE FROM article_category WHERE id = ? AND version = ?").bind(id, version),
    db.prepare("DELETE FROM article_slug WHERE kind = 'category' AND target NOT IN (SELECT id FROM article_category)"),
    nextGeneration(db),
  ]);
  if (deleted?.meta.changes === 1) return;
  const known = await db.prepare("SELECT 1 AS known FROM article_category WHERE id = ?").bind(id).first();
  if (known !== null) throw new FalaError("changed_meanwhile");
}

import { FalaError } from "../platform/http-error.ts";
import type { ArticleImage } from "../protocol/article.ts";
import { readImage } from "./image.domain.ts";

/** Nobody has saved an article with it after this long: it is erased. */
const keptUnusedMs = 24 * 3600_000;

/** A deleted article can come back for this long. */
const deletedForMs = 30 * 24 * 3600_000;

/** Images of one sweep: each is looked for in every article. */
const sweptAtOnce = 20;

/** Keeps an image for articles under a name that cannot be guessed. What it is is read from its bytes. */
export async function saveImage(
  { FILES: files, DB: db }: Pick<Env, "FILES" | "DB">,
  bytes: Uint8Array,
  now: number,
): Promise<ArticleImage> {
  const facts = readImage(bytes);
  if (facts === null) throw new FalaError("picture_invalid");
  const file = crypto.randomUUID().replaceAll("-", "");
  // Its row first: what has none would stay for ever.
  await db
    .prepare("INSERT INTO article_image (file, due_at) VALUES (?, ?)")
    .bind(file, now + keptUnusedMs)
    .run();
  await files.put(keyOf(file), bytes, { httpMetadata: { contentType: facts.type } });
  return { file, width: facts.width, height: facts.height };
}

/** Null where there is none. */
export async function readImageFile(files: R2Bucket, file: string): Promise<R2ObjectBody | null> {
  return await files.get(keyOf(file));
}

/**
 * Takes away what was deleted long enough ago, and erases the images that no article has (any more), in whatever version. A
 * bounded step, safe to repeat: what is left comes with the next.
 */
export async function sweepImages({ FILES: files, DB: db }: Pick<Env, "FILES" | "DB">, now: number): Promise<void> {
  await deleteForGood(db, now);
  const { results } = await db
    .prepare("SELECT file FROM article_image WHERE due_at <= ? ORDER BY due_at LIMIT ?")
    .bind(now, sweptAtOnce)
    .all<{ file: string }>();
  if (results.length === 0) return;
  const due = JSON.stringify(results.map(({ file }) => file));
  const { results: unused } = await db
    .prepare(
      `SELECT value AS file FROM json_each(?) WHERE NOT EXISTS (SELECT 1 FROM article_text WHERE instr(document, value) > 0)
       AND NOT EXISTS (SELECT 1 FROM article_revision WHERE instr(document, value) > 0)`,
    )
    .bind(due)
    .all<{ file: string }>();
  const gone = unused.map(({ file }) => file);
  await files.delete(gone.map(keyOf));
  await db.batch([
    db.prepare("DELETE FROM article_image WHERE file IN (SELECT value FROM json_each(?))").bind(JSON.stringify(gone)),
    db.prepare("UPDATE article_image SET due_at = NULL WHERE file IN (SELECT value FROM json_each(?))").bind(due),
  ]);
}

/** Articles that were deleted for so long that nobody brings them back; their images are due. */
async function deleteForGood(db: D1Database, now: number): Promise<void> {
  const over = "SELECT id FROM article WHERE deleted_at < ?1";
  const has = (table: string) =>
    `EXISTS (SELECT 1 FROM ${table} d WHERE d.article_id IN (${over}) AND instr(d.document, article_image.file) > 0)`;
  await db.batch([
    db
      .prepare(`UPDATE article_image SET due_at = ?2 WHERE ${has("article_text")} OR ${has("article_revision")}`)
      .bind(now - deletedForMs, now),
    db.prepare("DELETE FROM article WHERE deleted_at < ?").bind(now - deletedForMs),
    db.prepare("DELETE FROM article_slug WHERE kind = 'article' AND target NOT IN (SELECT id FROM article)"),
  ]);
}

function keyOf(file: string): string {
  return `article/${file}`;
}

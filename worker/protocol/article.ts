import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { articleDocumentSchema } from "./article-document.ts";
import { articleLanguageSchema } from "./article-card.ts";
import { idSchema, timeSchema } from "./ids.ts";
import { articleLimits } from "./limits.ts";

/** An article's address within its language: words in small letters with hyphens between. */
export const slugSchema = z
  .string()
  .check(
    z.maxLength(articleLimits.slugCharacters, "slug_invalid"),
    z.regex(/^[\p{Ll}\p{Lo}\p{M}\p{N}]+(?:-[\p{Ll}\p{Lo}\p{M}\p{N}]+)*$/u, "slug_invalid"),
  );

const titleSchema = z.string().check(z.trim(), z.maxLength(articleLimits.titleCharacters));
const excerptSchema = z.string().check(z.trim(), z.maxLength(articleLimits.excerptCharacters));
const versionSchema = z.int().check(z.nonnegative());

/**
 * An article in one language, as it is written: the draft. What customers see is the `published` version of it.
 * `version` grows with every save; a save says which one it saw.
 */
export const articleTextSchema = z.object({
  article: idSchema,
  language: articleLanguageSchema,
  version: versionSchema,
  title: z.string(),
  excerpt: z.string(),
  /** Null until there is a title. */
  slug: z.nullable(z.string()),
  /** Somebody chose it; else it follows the title until the article is published. */
  slugChosen: z.boolean(),
  document: articleDocumentSchema,
  savedAt: timeSchema,
  savedBy: agentNameSchema,
  published: z.nullable(z.object({ version: versionSchema, at: timeSchema, slug: z.string() })),
});
export type ArticleText = z.infer<typeof articleTextSchema>;

/** `PUT /api/articles/:id/:language`. Version 0 begins this language. `slug` null: it follows the title. */
export const articleSaveSchema = z.object({
  version: versionSchema,
  title: titleSchema,
  excerpt: excerptSchema,
  slug: z.nullable(slugSchema),
  document: articleDocumentSchema,
});
export type ArticleSave = z.infer<typeof articleSaveSchema>;

export const articleStateSchema = z.enum(["draft", "published", "changed"]);
/** `changed`: published, and the draft has gone on since. */
export type ArticleState = z.infer<typeof articleStateSchema>;

/** One language of an article in the list. */
export const articleLineSchema = z.object({
  language: articleLanguageSchema,
  title: z.string(),
  excerpt: z.string(),
  /** The published one; null where nothing is published. */
  slug: z.nullable(z.string()),
  state: articleStateSchema,
  savedAt: timeSchema,
  savedBy: agentNameSchema,
  helped: z.int(),
  notHelped: z.int(),
});
export type ArticleLine = z.infer<typeof articleLineSchema>;

export const articleSchema = z.object({
  id: idSchema,
  version: versionSchema,
  category: z.nullable(idSchema),
  position: z.int(),
  tags: z.array(z.string()),
  lines: z.array(articleLineSchema),
});
export type Article = z.infer<typeof articleSchema>;

const categoryTextSchema = z.object({
  language: articleLanguageSchema,
  name: z.string().check(z.trim(), z.minLength(1), z.maxLength(80)),
  description: excerptSchema,
});

export const articleCategorySchema = z.object({
  id: idSchema,
  version: versionSchema,
  position: z.int(),
  texts: z.array(z.extend(categoryTextSchema, { slug: z.string() })),
});
export type ArticleCategory = z.infer<typeof articleCategorySchema>;

/** `GET /api/articles`: all of them, without what they say. */
export const articleListSchema = z.object({
  articles: z.array(articleSchema),
  categories: z.array(articleCategorySchema),
});
export type ArticleList = z.infer<typeof articleListSchema>;

/** `POST /api/articles`: the id is made by the client; repeating is safe. */
export const articleBeginSchema = z.object({ id: idSchema, category: z.nullable(idSchema) });

/** `PATCH /api/articles/:id`: where it stands and what it is found by. */
export const articlePlaceSchema = z.object({
  version: versionSchema,
  category: z.nullable(idSchema),
  tags: z.array(z.string().check(z.trim(), z.minLength(1), z.maxLength(40))).check(z.maxLength(20)),
});
export type ArticlePlace = z.infer<typeof articlePlaceSchema>;

/** `POST …/publish`, `POST …/unpublish`, `DELETE /api/articles/:id`: what was seen when it was pressed. */
export const articleSeenSchema = z.object({ version: versionSchema });

/** `PUT /api/articles/order`: the articles of one category, or the categories, as they shall stand. */
export const articleOrderSchema = z.object({
  kind: z.enum(["article", "category"]),
  ids: z.array(idSchema).check(z.maxLength(1_000)),
});

/** `PUT /api/articles/categories/:id`. Version 0 makes it. Its slugs follow its names; old ones lead on. */
export const categorySaveSchema = z.object({
  version: versionSchema,
  texts: z.array(categoryTextSchema).check(z.minLength(1), z.maxLength(20)),
});
export type CategorySave = z.infer<typeof categorySaveSchema>;

/** A version of the past. `at` is the end of what one person wrote in one go. */
export const articleRevisionSchema = z.object({
  version: versionSchema,
  title: z.string(),
  at: timeSchema,
  by: agentNameSchema,
  /** When it was shown to customers; null: it was a draft. */
  publishedAt: z.nullable(timeSchema),
});
export type ArticleRevision = z.infer<typeof articleRevisionSchema>;
export const articleHistorySchema = z.object({ revisions: z.array(articleRevisionSchema) });
export type ArticleHistory = z.infer<typeof articleHistorySchema>;

/** One version with what it says, for comparing and going back. */
export const articlePastSchema = z.extend(articleRevisionSchema, {
  excerpt: z.string(),
  document: articleDocumentSchema,
});
export type ArticlePast = z.infer<typeof articlePastSchema>;

/** `POST /api/articles/images`, the bytes as body. */
export const articleImageSchema = z.object({ file: idSchema, width: z.int(), height: z.int() });
export type ArticleImage = z.infer<typeof articleImageSchema>;

import { sql } from "drizzle-orm";
import { check, index, integer, primaryKey, sqliteTable, text } from "drizzle-orm/sqlite-core";

/** The help centre's own counter: one row. `generation` grows with everything that its pages can show, and names their cache. */
export const articleShelf = sqliteTable(
  "article_shelf",
  { id: text("id").primaryKey(), generation: integer("generation").notNull() },
  (table) => [check("article_shelf_is_one", sql`${table.id} = 'shelf'`)],
);

export const articleCategory = sqliteTable("article_category", {
  id: text("id").primaryKey(),
  version: integer("version").notNull(),
  position: integer("position").notNull(),
});

export const articleCategoryText = sqliteTable(
  "article_category_text",
  {
    categoryId: text("category_id")
      .notNull()
      .references(() => articleCategory.id, { onDelete: "cascade" }),
    language: text("language").notNull(),
    name: text("name").notNull(),
    description: text("description").notNull(),
    slug: text("slug").notNull(),
  },
  (table) => [primaryKey({ columns: [table.categoryId, table.language] })],
);

/** `version` guards category, tags and the deletion; each language has a version of its own. */
export const article = sqliteTable(
  "article",
  {
    id: text("id").primaryKey(),
    version: integer("version").notNull(),
    categoryId: text("category_id").references(() => articleCategory.id, { onDelete: "set null" }),
    position: integer("position").notNull(),
    tags: text("tags", { mode: "json" }).$type<string[]>().notNull(),
    createdAt: integer("created_at").notNull(),
    /** Deleted things can come back; what is deleted for long is swept. */
    deletedAt: integer("deleted_at"),
  },
  (table) => [index("article_by_category").on(table.categoryId, table.position)],
);

/** What somebody wrote, and when: a draft and every version of its past are the same. */
const written = () => ({
  articleId: text("article_id")
    .notNull()
    .references(() => article.id, { onDelete: "cascade" }),
  language: text("language").notNull(),
  version: integer("version").notNull(),
  title: text("title").notNull(),
  excerpt: text("excerpt").notNull(),
  document: text("document").notNull(),
  savedAt: integer("saved_at").notNull(),
  savedById: text("saved_by_id").notNull(),
  savedByName: text("saved_by_name").notNull(),
  publishedAt: integer("published_at"),
});

/** An article in one language: the draft, and which version of it customers see. */
export const articleText = sqliteTable(
  "article_text",
  {
    ...written(),
    slug: text("slug"),
    slugChosen: integer("slug_chosen", { mode: "boolean" }).notNull(),
    publishedVersion: integer("published_version"),
    /** What cards and lists show of the published version, so that they need not read it. */
    publishedSlug: text("published_slug"),
    publishedTitle: text("published_title"),
    publishedExcerpt: text("published_excerpt"),
    /** The published version that the search has; another one than `publishedVersion`: it must be told. */
    searchedVersion: integer("searched_version"),
  },
  (table) => [
    primaryKey({ columns: [table.articleId, table.language] }),
    index("article_text_by_slug").on(table.language, table.publishedSlug),
  ],
);

/** The past of a text: what one person wrote in one go, and everything that was ever published. */
export const articleRevision = sqliteTable(
  "article_revision",
  { ...written(), begunAt: integer("begun_at").notNull() },
  (table) => [primaryKey({ columns: [table.articleId, table.language, table.version] })],
);

/** Images of articles, which stand in R2. `dueAt`: when the sweep looks whether any article has it (again); null: not before one is deleted. */
export const articleImage = sqliteTable(
  "article_image",
  { file: text("file").primaryKey(), dueAt: integer("due_at") },
  (table) => [index("article_image_due").on(table.dueAt)],
);

/** Who has which address. An old one still belongs to its article, which it leads to, until another article needs it. */
export const articleSlug = sqliteTable(
  "article_slug",
  {
    language: text("language").notNull(),
    kind: text("kind", { enum: ["article", "category"] }).notNull(),
    slug: text("slug").notNull(),
    target: text("target").notNull(),
  },
  (table) => [
    primaryKey({ columns: [table.language, table.kind, table.slug] }),
    index("article_slug_by_target").on(table.target),
  ],
);

/** Whether it helped: one row for each reader and published version. `reader` is a customer's id or a keyed hash, never an address. */
export const articleVote = sqliteTable(
  "article_vote",
  {
    articleId: text("article_id")
      .notNull()
      .references(() => article.id, { onDelete: "cascade" }),
    language: text("language").notNull(),
    version: integer("version").notNull(),
    reader: text("reader").notNull(),
    helped: integer("helped", { mode: "boolean" }).notNull(),
    at: integer("at").notNull(),
  },
  (table) => [primaryKey({ columns: [table.articleId, table.language, table.version, table.reader] })],
);

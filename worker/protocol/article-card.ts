import * as z from "zod/mini";
import { idSchema } from "./ids.ts";

/** The languages in which articles can be written: those in which the public pages have their own words. */
export const articleLanguages = ["en", "pt-BR", "es", "fr", "de", "it", "nl", "ar"] as const;
export const articleLanguageSchema = z.enum(articleLanguages);
export type ArticleLanguage = (typeof articleLanguages)[number];

/**
 * An article as it stands in a message: the facts as they were when it was sent. What it says is read when it is opened,
 * so it is always the newest version.
 */
export const articleCardSchema = z.object({
  id: idSchema,
  language: articleLanguageSchema,
  title: z.string(),
  excerpt: z.string(),
  slug: z.string(),
});
export type ArticleCard = z.infer<typeof articleCardSchema>;

/** `GET /api/widget/articles` and `GET /api/articles/search` (`q`, `language`): published ones, best first. */
export const articleHitsSchema = z.object({ hits: z.array(articleCardSchema) });

/** A published article to be read, `html` as our own renderer made it: nothing in it can run. */
export const articleViewSchema = z.object({
  card: articleCardSchema,
  html: z.string(),
  /** Of the published version: a vote is about it. */
  version: z.int(),
  updatedAt: z.int(),
  /** The other languages in which it is published. */
  languages: z.array(articleLanguageSchema),
});
export type ArticleView = z.infer<typeof articleViewSchema>;

/** Whether it helped: counted once for each reader and version; the last answer holds. */
export const articleVoteSchema = z.object({ version: z.int(), helped: z.boolean() });

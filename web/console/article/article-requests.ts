import type { ArticleLanguage } from "#protocol/article-card";
import { articleHitsSchema, articleLanguageSchema, articleViewSchema } from "#protocol/article-card";
import {
  articleHistorySchema,
  articleImageSchema,
  articleListSchema,
  articlePastSchema,
  type ArticlePlace,
  type ArticleSave,
  articleTextSchema,
  type CategorySave,
} from "#protocol/article";
import { articlePaths } from "#protocol/paths";
import * as z from "zod/mini";
import { makeRequest, nothingSchema, request, type Request } from "../../connection/http.ts";

const languagesSchema = z.object({ languages: z.array(articleLanguageSchema) });

/** Everything that the knowledge base asks the Worker for. None of them throws: see `Request`. */
export function makeArticleRequests(ask: Request) {
  const of = (id: string, language: ArticleLanguage) => articlePaths.article(id, language);
  return {
    list: () => ask({ method: "GET", path: articlePaths.list, schema: articleListSchema }),
    begin: (id: string, category: string | null) =>
      ask({ method: "POST", path: articlePaths.list, body: { id, category }, schema: nothingSchema }),
    place: (id: string, place: ArticlePlace) =>
      ask({ method: "PATCH", path: `${articlePaths.list}/${id}`, body: place, schema: nothingSchema }),
    remove: (id: string, version: number) =>
      ask({ method: "DELETE", path: `${articlePaths.list}/${id}`, body: { version }, schema: nothingSchema }),
    restore: (id: string) =>
      ask({ method: "POST", path: `${articlePaths.list}/${id}/restore`, body: {}, schema: nothingSchema }),
    order: (kind: "article" | "category", ids: string[]) =>
      ask({ method: "PUT", path: `${articlePaths.list}/order`, body: { kind, ids }, schema: nothingSchema }),
    saveCategory: (id: string, save: CategorySave) =>
      ask({ method: "PUT", path: `${articlePaths.list}/categories/${id}`, body: save, schema: nothingSchema }),
    removeCategory: (id: string, version: number) =>
      ask({
        method: "DELETE",
        path: `${articlePaths.list}/categories/${id}`,
        body: { version },
        schema: nothingSchema,
      }),
    text: (id: string, language: ArticleLanguage) =>
      ask({ method: "GET", path: of(id, language), schema: z.nullable(articleTextSchema) }),
    save: (id: string, language: ArticleLanguage, save: ArticleSave) =>
      ask({ method: "PUT", path: of(id, language), body: save, schema: articleTextSchema }),
    publish: (id: string, language: ArticleLanguage, version: number) =>
      ask({ method: "POST", path: `${of(id, language)}/publish`, body: { version }, schema: articleTextSchema }),
    unpublish: (id: string, language: ArticleLanguage) =>
      ask({ method: "POST", path: `${of(id, language)}/unpublish`, body: {}, schema: articleTextSchema }),
    history: (id: string, language: ArticleLanguage) =>
      ask({ method: "GET", path: `${of(id, language)}/history`, schema: articleHistorySchema }),
    past: (id: string, language: ArticleLanguage, version: number) =>
      ask({ method: "GET", path: `${of(id, language)}/history/${version}`, schema: articlePastSchema }),
    view: (id: string, language: ArticleLanguage) =>
      ask({ method: "GET", path: `${of(id, language)}/view`, schema: articleViewSchema }),
    search: (q: string, language: ArticleLanguage, signal: AbortSignal) =>
      ask({
        method: "GET",
        path: `${articlePaths.list}/search`,
        query: { q, language },
        schema: articleHitsSchema,
        signal,
      }),
    languages: () => ask({ method: "GET", path: `${articlePaths.list}/languages`, schema: languagesSchema }),
    /** The bytes as they are; twenty seconds are enough for what `articleLimits.imageBytes` allows on a line that can chat. */
    image: (bytes: Blob) =>
      makeRequest((input, init) => fetch(input, { ...init, body: bytes }))({
        method: "POST",
        path: articlePaths.images,
        schema: articleImageSchema,
      }),
  };
}

export type ArticleRequests = ReturnType<typeof makeArticleRequests>;

export const articleRequests = makeArticleRequests(request);

import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import type { ArticleCategory } from "../protocol/article.ts";
import type { ArticleLanguage } from "../protocol/article-card.ts";
import { articlePaths } from "../protocol/paths.ts";
import { searchArticles } from "./article-search.store.ts";
import { listCategories, listShelf, readPublished, type ShelfCard, targetOfSlug } from "./article.store.ts";
import {
  articleBody,
  categoryBody,
  categoryPath,
  emptyBody,
  type HelpCategory,
  homeBody,
  noticeBody,
  searchBody,
} from "./help-body.domain.ts";
import { type HelpPage, helpPage, type HelpSite } from "./help-page.domain.ts";
import { filled, helpWords } from "./help-words.domain.ts";

type Env = App["Bindings"];
type Page = { kind: "page"; html: string };
/** A page; or where what was at this address is now; or nothing. */
export type Found = Page | { kind: "moved"; to: string } | { kind: "missing" };

/** Articles that stand below another one. */
const mostRelated = 4;

export async function homePage(env: Env, site: HelpSite, language: ArticleLanguage): Promise<Found> {
  const [cards, categories] = await Promise.all([listShelf(env.DB, language), listCategories(env.DB)]);
  if (cards.length === 0) return { kind: "missing" };
  const shown = categories.flatMap((each) => inLanguage(each, language) ?? []);
  const shelves = shown
    .map((category) => ({ category, articles: cards.filter((card) => card.category === category.id) }))
    .filter(({ articles }) => articles.length > 0);
  const known = new Set(shelves.map(({ category }) => category.id));
  const others = cards.filter((card) => card.category === null || !known.has(card.category));
  const title = filled(helpWords[language].title, { name: site.name });
  return await page(env, site, {
    ...{
      language,
      title,
      description: helpWords[language].question,
      kind: "website",
      path: articlePaths.help(language),
    },
    alternates: site.languages.map((each) => ({ language: each, path: articlePaths.help(each) })),
    body: homeBody(language, shelves, others),
    data: [{ "@type": "WebSite", name: title, url: site.origin + articlePaths.help(language), inLanguage: language }],
  });
}

export async function searchPage(env: Env, site: HelpSite, language: ArticleLanguage, asked: string): Promise<Page> {
  const hits = await searchArticles(env, asked, language);
  return await page(env, site, {
    ...{ language, kind: "website", hidden: true, path: articlePaths.help(language) },
    ...{ title: asked, description: helpWords[language].search },
    alternates: [],
    body: searchBody(language, asked, hits),
  });
}

export async function categoryPage(env: Env, site: HelpSite, language: ArticleLanguage, slug: string): Promise<Found> {
  const [target, categories] = await Promise.all([
    targetOfSlug(env.DB, "category", language, slug),
    listCategories(env.DB),
  ]);
  const whole = categories.find(({ id }) => id === target);
  const category = whole === undefined ? null : inLanguage(whole, language);
  if (whole === undefined || category === null) return { kind: "missing" };
  if (category.slug !== slug) return { kind: "moved", to: categoryPath(language, category.slug) };
  const cards = await listShelf(env.DB, language);
  const articles = cards.filter((card) => card.category === category.id);
  if (articles.length === 0) return { kind: "missing" };
  return await page(env, site, {
    ...{ language, kind: "website", path: categoryPath(language, slug), title: category.name },
    description: category.description || category.name,
    alternates: whole.texts
      .filter((text) => site.languages.includes(text.language))
      .map((text) => ({ language: text.language, path: categoryPath(text.language, text.slug) })),
    body: categoryBody(language, category, articles),
  });
}

export async function articlePage(env: Env, site: HelpSite, language: ArticleLanguage, slug: string): Promise<Found> {
  const id = await targetOfSlug(env.DB, "article", language, slug);
  const article = id === null ? null : await readPublished(env.DB, id, language);
  if (article === null) return { kind: "missing" };
  const { card, publishedAt } = article;
  if (card.slug !== slug) return { kind: "moved", to: articlePaths.help(language, card.slug) };
  const [cards, categories] = await Promise.all([listShelf(env.DB, language), listCategories(env.DB)]);
  const whole = categories.find((each) => each.id === article.category);
  const category = whole === undefined ? null : inLanguage(whole, language);
  const path = articlePaths.help(language, slug);
  return await page(env, site, {
    ...{ language, path, title: card.title, description: card.excerpt, kind: "article" },
    alternates: article.languages.map((each) => ({
      language: each.language,
      path: articlePaths.help(each.language, each.slug),
    })),
    body: articleBody(card, article, category, relatedTo(card.id, article.category, cards)),
    data: [
      {
        ...{
          "@type": "Article",
          headline: card.title,
          description: card.excerpt,
          inLanguage: language,
          url: site.origin + path,
        },
        dateModified: new Date(publishedAt).toISOString(),
        publisher: { "@type": "Organization", name: site.name },
      },
      {
        "@type": "BreadcrumbList",
        itemListElement: [
          { name: helpWords[language].home, path: articlePaths.help(language) },
          ...(category === null ? [] : [{ name: category.name, path: categoryPath(language, category.slug) }]),
          { name: card.title, path },
        ].map((step, index) => ({
          "@type": "ListItem",
          position: index + 1,
          name: step.name,
          item: site.origin + step.path,
        })),
      },
    ],
  });
}

/** Nothing is at this address; or at none yet. */
export async function missingPage(env: Env, site: HelpSite, language: ArticleLanguage): Promise<Page> {
  const { missing, missingHint, empty, emptyHint } = helpWords[language];
  if (site.languages.length > 0) return await noticePage(env, site, language, missing, missingHint);
  return await noticePage(env, site, language, empty, emptyHint, emptyBody(empty, emptyHint));
}

/** Too much was asked from one address. */
export async function busyPage(env: Env, site: HelpSite, language: ArticleLanguage): Promise<Page> {
  const { busy, busyHint } = helpWords[language];
  return await noticePage(env, site, language, busy, busyHint);
}

async function noticePage(
  env: Env,
  site: HelpSite,
  language: ArticleLanguage,
  title: string,
  hint: string,
  body = noticeBody(language, title, hint),
) {
  return await page(env, site, {
    ...{ language, kind: "website", hidden: true, path: articlePaths.help(language) },
    ...{ title, description: hint },
    alternates: [],
    body,
  });
}

async function page(env: Env, site: HelpSite, made: HelpPage): Promise<Page> {
  const template = await env.ASSETS.fetch(new URL("/help/index.html", site.origin));
  if (!template.ok) throw new FalaError("not_found");
  return { kind: "page", html: helpPage(await template.text(), site, made) };
}

function inLanguage(category: ArticleCategory, language: ArticleLanguage): HelpCategory | null {
  const text = category.texts.find((each) => each.language === language);
  return text === undefined ? null : { id: category.id, ...text };
}

function relatedTo(id: string, category: string | null, cards: readonly ShelfCard[]): ShelfCard[] {
  return cards
    .filter((card) => card.id !== id && category !== null && card.category === category)
    .slice(0, mostRelated);
}

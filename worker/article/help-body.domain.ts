import type { ArticleCard, ArticleLanguage } from "../protocol/article-card.ts";
import type { ArticleDocument } from "../protocol/article-document.ts";
import { articlePaths } from "../protocol/paths.ts";
import { escapeHtml, headingsOf, renderArticle } from "./article.domain.ts";
import { counted, filled, helpWords } from "./help-words.domain.ts";

/** A category as the public pages show it, in one language. */
export type HelpCategory = { id: string; name: string; description: string; slug: string };

type Card = Pick<ArticleCard, "title" | "excerpt" | "slug">;

/** Articles of a category that stand on the first page already. */
const mostListed = 4;

const arrow =
  '<svg class="help-arrow" viewBox="0 0 24 24" width="18" height="18" aria-hidden="true"><path d="m9 18 6-6-6-6" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round" stroke-linejoin="round"/></svg>';
const glass =
  '<svg viewBox="0 0 24 24" width="20" height="20" aria-hidden="true"><path d="m21 21-4.35-4.35M11 19a8 8 0 1 0 0-16 8 8 0 0 0 0 16Z" fill="none" stroke="currentColor" stroke-width="2" stroke-linecap="round"/></svg>';

export function categoryPath(language: ArticleLanguage, slug: string): string {
  return `${articlePaths.help(language, "c")}/${encodeURIComponent(slug)}`;
}

/** The first page: the question, the search, the categories, and what stands in none of them. */
export function homeBody(
  language: ArticleLanguage,
  categories: readonly { category: HelpCategory; articles: readonly Card[] }[],
  others: readonly Card[],
): string {
  const words = helpWords[language];
  const tiles = categories.map(
    ({ category, articles }) => `<li class="help-category">
          <h2><a href="${categoryPath(language, category.slug)}">${escapeHtml(category.name)}</a></h2>
          <p>${escapeHtml(category.description)}</p>
          <ul>${articles
            .slice(0, mostListed)
            .map(
              (card) =>
                `<li><a href="${escapeHtml(articlePaths.help(language, card.slug))}" dir="auto">${escapeHtml(card.title)}</a></li>`,
            )
            .join("")}</ul>
          <a class="help-count" href="${categoryPath(language, category.slug)}">${escapeHtml(counted(words.articles, language, articles.length))}</a>
        </li>`,
  );
  return `${hero(language, "")}
    <main id="content" class="help-page">
      ${tiles.length > 0 ? `<ul class="help-categories">${tiles.join("")}</ul>` : ""}
      ${others.length > 0 ? `${tiles.length > 0 ? `<h2 class="help-rest">${escapeHtml(words.more)}</h2>` : ""}${list(language, others)}` : ""}
    </main>`;
}

export function searchBody(language: ArticleLanguage, asked: string, hits: readonly Card[]): string {
  const words = helpWords[language];
  const answer =
    hits.length > 0
      ? `<h2 class="help-rest" role="status">${escapeHtml(counted(words.found, language, hits.length, { words: asked }))}</h2>${list(language, hits)}`
      : `<div class="help-nothing" role="status"><h2>${escapeHtml(filled(words.nothing, { words: asked }))}</h2><p>${escapeHtml(words.nothingHint)}</p>
        <p><a href="${articlePaths.help(language)}">${escapeHtml(words.home)}</a></p></div>`;
  return `${hero(language, asked)}<main id="content" class="help-page help-narrow">${answer}</main>`;
}

export function categoryBody(language: ArticleLanguage, category: HelpCategory, articles: readonly Card[]): string {
  const words = helpWords[language];
  return `${bar(language)}<main id="content" class="help-page help-narrow">
      ${crumbs(language, [])}
      <h1>${escapeHtml(category.name)}</h1>
      ${category.description === "" ? "" : `<p class="help-lead">${escapeHtml(category.description)}</p>`}
      <p class="help-count">${escapeHtml(counted(words.articles, language, articles.length))}</p>
      ${list(language, articles)}
    </main>`;
}

export function articleBody(
  card: ArticleCard,
  article: { document: ArticleDocument; version: number; publishedAt: number },
  category: HelpCategory | null,
  related: readonly Card[],
): string {
  const { language } = card;
  const words = helpWords[language];
  const date = new Intl.DateTimeFormat(language, { dateStyle: "long", timeZone: "UTC" }).format(article.publishedAt);
  const headings = headingsOf(article.document);
  const contents = headings.map(
    ({ id, level, text }) =>
      `<li data-level="${level}"><a href="#${encodeURIComponent(id)}">${escapeHtml(text)}</a></li>`,
  );
  return `${bar(language)}<main id="content" class="help-page help-article${headings.length > 1 ? " help-has-contents" : ""}">
      <article>
        ${crumbs(language, category === null ? [] : [{ name: category.name, path: categoryPath(language, category.slug) }])}
        <h1 dir="auto">${escapeHtml(card.title)}</h1>
        <p class="help-meta"><time datetime="${new Date(article.publishedAt).toISOString()}">${escapeHtml(filled(words.updated, { date }))}</time></p>
        <div class="prose">${renderArticle(article.document)}</div>
        <section class="help-vote" data-article="${card.id}" data-language="${language}" data-version="${article.version}"
          data-thanks="${escapeHtml(words.thanks)}" data-sorry="${escapeHtml(words.sorry)}" data-failed="${escapeHtml(words.failed)}" hidden>
          <h2 id="vote">${escapeHtml(words.helped)}</h2>
          <div class="help-vote-buttons" role="group" aria-labelledby="vote">
            <button type="button" value="yes" aria-pressed="false">${escapeHtml(words.yes)}</button>
            <button type="button" value="no" aria-pressed="false">${escapeHtml(words.no)}</button>
          </div>
          <p role="status"></p>
        </section>
        ${related.length > 0 ? `<section class="help-related"><h2>${escapeHtml(words.related)}</h2>${list(language, related)}</section>` : ""}
      </article>
      ${headings.length > 1 ? `<nav class="help-contents" aria-label="${escapeHtml(words.contents)}"><h2>${escapeHtml(words.contents)}</h2><ol>${contents.join("")}</ol></nav>` : ""}
    </main>`;
}

/** Says one thing, and leads to all articles. */
export function noticeBody(language: ArticleLanguage, title: string, hint: string): string {
  const home = `<p><a class="help-button" href="${articlePaths.help(language)}">${escapeHtml(helpWords[language].home)}</a></p>`;
  return bar(language) + notice(title, hint, home);
}

/** Nothing to search, and nowhere to go. */
export function emptyBody(title: string, hint: string): string {
  return notice(title, hint, "");
}

function notice(title: string, hint: string, more: string): string {
  return `<main id="content" class="help-page help-narrow"><div class="help-nothing">
      <h1>${escapeHtml(title)}</h1><p>${escapeHtml(hint)}</p>${more}</div></main>`;
}

function hero(language: ArticleLanguage, asked: string): string {
  return `<section class="help-hero"><h1>${escapeHtml(helpWords[language].question)}</h1>${searchForm(language, asked)}</section>`;
}

function bar(language: ArticleLanguage): string {
  return `<div class="help-bar">${searchForm(language, "")}</div>`;
}

/** Works without any script: it asks for a page. With one, the hits come while somebody types. */
function searchForm(language: ArticleLanguage, asked: string): string {
  const { search, placeholder } = helpWords[language];
  return `<form class="help-search" role="search" action="${articlePaths.help(language)}" data-language="${language}">
      <label class="help-hidden" for="help-words">${escapeHtml(placeholder)}</label>
      ${glass}<input id="help-words" name="q" type="search" maxlength="200" autocomplete="off" dir="auto" placeholder="${escapeHtml(placeholder)}" value="${escapeHtml(asked)}">
      <button type="submit">${escapeHtml(search)}</button>
      <ul class="help-hits" hidden></ul>
    </form>`;
}

function list(language: ArticleLanguage, cards: readonly Card[]): string {
  const items = cards.map(
    ({ title, excerpt, slug }) =>
      `<li><a href="${escapeHtml(articlePaths.help(language, slug))}"><span><strong dir="auto">${escapeHtml(title)}</strong><span dir="auto">${escapeHtml(excerpt)}</span></span>${arrow}</a></li>`,
  );
  return `<ul class="help-list">${items.join("")}</ul>`;
}

function crumbs(language: ArticleLanguage, steps: readonly { name: string; path: string }[]): string {
  const all = [{ name: helpWords[language].home, path: articlePaths.help(language) }, ...steps];
  const items = all.map(({ name, path }) => `<li><a href="${escapeHtml(path)}">${escapeHtml(name)}</a></li>`);
  return `<nav class="help-crumbs" aria-label="${escapeHtml(helpWords[language].crumbs)}"><ol>${items.join("")}</ol></nav>`;
}

import type { ArticleLanguage } from "../protocol/article-card.ts";
import { articlePaths } from "../protocol/paths.ts";
import { escapeHtml } from "./article.domain.ts";
import { filled, helpWords, isRightToLeft } from "./help-words.domain.ts";

/** What every public page needs to know of the company. */
export type HelpSite = {
  origin: string;
  name: string;
  /** The company's colour, as #rrggbb. */
  color: string;
  /** The brand's tokens in the company's colour, as a style attribute (brandStyle); empty: our own. */
  brand: string;
  /** Everything that is published is in one of these; the first one is the company's own. */
  languages: ArticleLanguage[];
};

export type HelpPage = {
  language: ArticleLanguage;
  /** The address without the origin. */
  path: string;
  title: string;
  description: string;
  /** The same page in other languages (and in this one): for hreflang and for the switch of languages. */
  alternates: { language: ArticleLanguage; path: string }[];
  body: string;
  kind: "article" | "website";
  /** Search results and missing pages stay out of search engines. */
  hidden?: boolean;
  /** schema.org, as plain data. */
  data?: object[];
};

/** The page as it goes to the browser: the built template (web/help/index.html) with head, body, language and colours put in. */
export function helpPage(template: string, site: HelpSite, page: HelpPage): string {
  const direction = isRightToLeft(page.language) ? "rtl" : "ltr";
  return template
    .replace(
      '<html lang="en">',
      () => `<html lang="${page.language}" dir="${direction}" style="${escapeHtml(site.brand)}">`,
    )
    .replace("<!--help-head-->", () => head(site, page))
    .replace("<!--help-body-->", () => frame(site, page));
}

function head(site: HelpSite, page: HelpPage): string {
  const absolute = (path: string) => escapeHtml(site.origin + path);
  const company = filled(helpWords[page.language].title, { name: site.name });
  const title = page.title === company ? company : `${page.title} · ${company}`;
  const description = escapeHtml(page.description);
  const [first] = page.alternates;
  return [
    `<title>${escapeHtml(title)}</title>`,
    `<link rel="icon" href="data:image/svg+xml,${encodeURIComponent(icon(site))}">`,
    `<meta name="description" content="${description}">`,
    ...(page.hidden === true
      ? ['<meta name="robots" content="noindex">']
      : [
          `<link rel="canonical" href="${absolute(page.path)}">`,
          ...page.alternates.map(
            ({ language, path }) => `<link rel="alternate" hreflang="${language}" href="${absolute(path)}">`,
          ),
          ...(first === undefined
            ? []
            : [`<link rel="alternate" hreflang="x-default" href="${absolute(first.path)}">`]),
        ]),
    `<meta property="og:type" content="${page.kind}">`,
    `<meta property="og:site_name" content="${escapeHtml(company)}">`,
    `<meta property="og:title" content="${escapeHtml(page.title)}">`,
    `<meta property="og:description" content="${description}">`,
    `<meta property="og:url" content="${absolute(page.path)}">`,
    `<meta property="og:locale" content="${page.language.replace("-", "_")}">`,
    '<meta name="twitter:card" content="summary">',
    // Data, not a script: it is never run, and JSON has no way out of it once "<" is written otherwise.
    ...(page.data ?? []).map(
      (data) =>
        `<script type="application/ld+json">${JSON.stringify({ "@context": "https://schema.org", ...data }).replaceAll("<", "\\u003c")}</script>`,
    ),
  ].join("\n    ");
}

/** The company's tile for the browser's tab, drawn here since a company may have no picture of its own. */
function icon({ name, color }: HelpSite): string {
  const initial = escapeHtml(Array.from(name)[0] ?? "");
  return `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 32 32"><path fill="${color}" d="M10 0h12a10 10 0 0 1 10 10v12a10 10 0 0 1-10 10H2a2 2 0 0 1-2-2V10A10 10 0 0 1 10 0Z"/><text x="16" y="22.5" text-anchor="middle" font-family="sans-serif" font-weight="600" font-size="18" fill="#fff">${initial}</text></svg>`;
}

function frame(site: HelpSite, page: HelpPage): string {
  const words = helpWords[page.language];
  const home = articlePaths.help(page.language);
  const company = escapeHtml(filled(words.title, { name: site.name }));
  const initial = escapeHtml(Array.from(site.name)[0] ?? "");
  return `<a class="help-skip" href="#content">${escapeHtml(words.skip)}</a>
    <header class="help-head">
      <a class="help-brand" href="${home}"><span class="help-tile" aria-hidden="true">${initial}</span>${company}</a>
      ${languageSwitch(site, page)}
    </header>
    ${page.body}
    <footer class="help-foot"><a href="${home}">${company}</a></footer>`;
}

/** Leads to the same page in the other language, where it exists there; else to that language's first page. */
function languageSwitch(site: HelpSite, page: HelpPage): string {
  if (site.languages.length < 2) return "";
  const links = site.languages.map((language) => {
    const path = page.alternates.find((each) => each.language === language)?.path ?? articlePaths.help(language);
    const name = new Intl.DisplayNames([language], { type: "language" }).of(language) ?? language;
    const current = language === page.language ? ' aria-current="true"' : "";
    return `<li><a href="${escapeHtml(path)}" lang="${language}" hreflang="${language}"${current}>${escapeHtml(name.charAt(0).toLocaleUpperCase(language) + name.slice(1))}</a></li>`;
  });
  return `<nav class="help-languages" aria-label="${escapeHtml(helpWords[page.language].languages)}"><ul>${links.join("")}</ul></nav>`;
}

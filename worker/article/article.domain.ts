import type { ArticleDocument, Block, Inline, ListItem, Mark, TableCell } from "../protocol/article-document.ts";
import { embedAddress } from "../protocol/article-document.ts";
import { articlePaths } from "../protocol/paths.ts";

/** What a heading is linked by, for the table of contents. */
export type Heading = { id: string; level: 2 | 3; text: string };

/** The five characters that mean something in HTML, in text and in attributes. */
export function escapeHtml(text: string): string {
  return text
    .replaceAll("&", "&amp;")
    .replaceAll("<", "&lt;")
    .replaceAll(">", "&gt;")
    .replaceAll('"', "&quot;")
    .replaceAll("'", "&#39;");
}

/**
 * An article as HTML, for the public page, the preview and the widget alike. Every element and attribute is written here,
 * every text is escaped: what somebody pasted has no way to become markup.
 */
export function renderArticle(document: ArticleDocument): string {
  const headings = headingsOf(document).values();
  return blocks(document.content, () => headings.next().value?.id ?? "");
}

/** The headings in order, each with an id that is unique in the article. */
export function headingsOf(document: ArticleDocument): Heading[] {
  const known = new Map<string, number>();
  return walk(document.content).flatMap((block) => {
    if (block.type !== "heading") return [];
    const text = wordsOf(block.content ?? []);
    const base = slugOf(text) || "section";
    const times = (known.get(base) ?? 0) + 1;
    known.set(base, times);
    return [{ id: times === 1 ? base : `${base}-${times}`, level: block.attrs.level, text }];
  });
}

/** Everything that is written in an article, for the search: one line for each block. */
export function plainText(document: ArticleDocument): string {
  return walk(document.content)
    .flatMap((block) => {
      if (block.type === "paragraph" || block.type === "heading") return [wordsOf(block.content ?? [])];
      if (block.type === "codeBlock") return [wordsOf(block.content ?? [])];
      return block.type === "image" ? [block.attrs.alt] : [];
    })
    .filter((line) => line !== "")
    .join("\n");
}

/** The first words of an article, for a card without words of its own. */
export function firstWords(document: ArticleDocument, most = 180): string {
  const text = walk(document.content)
    .flatMap((block) => (block.type === "paragraph" ? [wordsOf(block.content ?? []).trim()] : []))
    .join(" ")
    .trim();
  if (text.length <= most) return text;
  const cut = text.slice(0, most);
  return `${cut.slice(0, Math.max(cut.lastIndexOf(" "), most - 30)).trimEnd()}…`;
}

/** Whether there is anything to read: words, an image or a video. */
export function isEmpty(document: ArticleDocument): boolean {
  return (
    plainText(document).trim() === "" &&
    !walk(document.content).some(({ type }) => type === "image" || type === "embed")
  );
}

/** The files of the images in an article. */
export function imagesOf(document: ArticleDocument): string[] {
  return walk(document.content).flatMap((block) => (block.type === "image" ? [block.attrs.file] : []));
}

/** A title as an address: small letters, marks of Latin letters taken off, hyphens between. Empty where nothing is left. */
export function slugOf(title: string, most = 80): string {
  const words = title
    .normalize("NFKD")
    .replaceAll(/(\p{Script=Latin})\p{M}+/gu, "$1")
    .normalize("NFC")
    .toLowerCase()
    .replaceAll("ß", "ss")
    .replaceAll(/['’]/g, "")
    .split(/[^\p{Ll}\p{Lo}\p{M}\p{N}]+/u)
    .filter((word) => word !== "");
  let slug = "";
  for (const word of words) {
    const longer = slug === "" ? word.slice(0, most) : `${slug}-${word}`;
    if (longer.length > most) break;
    slug = longer;
  }
  return slug;
}

/** The first of slug, slug-2, slug-3 … that is free. */
export function freeSlug(slug: string, taken: ReadonlySet<string>): string {
  if (!taken.has(slug)) return slug;
  for (let number = 2; ; number += 1) if (!taken.has(`${slug}-${number}`)) return `${slug}-${number}`;
}

function walk(content: readonly Block[]): Block[] {
  return content.flatMap((block) => {
    switch (block.type) {
      case "bulletList":
      case "orderedList":
        return [block, ...walk(block.content.flatMap((item) => item.content))];
      case "blockquote":
      case "callout":
        return [block, ...walk(block.content)];
      case "table":
        return [block, ...walk(block.content.flatMap((row) => row.content.flatMap((cell) => cell.content)))];
      default:
        return [block];
    }
  });
}

function wordsOf(content: readonly Inline[]): string {
  return content.map((inline) => (inline.type === "text" ? inline.text : " ")).join("");
}

function blocks(content: readonly Block[], nextHeading: () => string): string {
  return content.map((block) => rendered(block, nextHeading)).join("");
}

function rendered(block: Block, nextHeading: () => string): string {
  switch (block.type) {
    case "paragraph":
      return `<p dir="auto">${inlines(block.content ?? [])}</p>`;
    case "heading": {
      const level = block.attrs.level;
      return `<h${level} id="${escapeHtml(nextHeading())}" dir="auto">${inlines(block.content ?? [])}</h${level}>`;
    }
    case "bulletList":
      return `<ul>${items(block.content, nextHeading)}</ul>`;
    case "orderedList": {
      const start = block.attrs?.start ?? 1;
      return `<ol${start === 1 ? "" : ` start="${start}"`}>${items(block.content, nextHeading)}</ol>`;
    }
    case "blockquote":
      return `<blockquote>${blocks(block.content, nextHeading)}</blockquote>`;
    case "callout":
      return `<aside data-tone="${block.attrs.tone}">${blocks(block.content, nextHeading)}</aside>`;
    case "codeBlock":
      return `<pre dir="ltr" tabindex="0"><code>${escapeHtml(wordsOf(block.content ?? []))}</code></pre>`;
    case "horizontalRule":
      return "<hr>";
    case "image": {
      const { file, alt, width, height } = block.attrs;
      const source = escapeHtml(articlePaths.image(file));
      return `<img src="${source}" alt="${escapeHtml(alt)}" width="${width}" height="${height}" loading="lazy" decoding="async">`;
    }
    case "embed":
      return (
        `<div class="prose-embed"><iframe src="${escapeHtml(embedAddress(block.attrs))}" title="${block.attrs.provider}" loading="lazy" ` +
        `sandbox="allow-scripts allow-same-origin allow-presentation allow-popups" allow="fullscreen; picture-in-picture" ` +
        `referrerpolicy="strict-origin-when-cross-origin"></iframe></div>`
      );
    case "table": {
      const rows = block.content.map(
        (row) => `<tr>${row.content.map((cell) => cellOf(cell, nextHeading)).join("")}</tr>`,
      );
      return `<div class="prose-table" tabindex="0"><table>${rows.join("")}</table></div>`;
    }
    default:
      return block satisfies never;
  }
}

function items(content: readonly ListItem[], nextHeading: () => string): string {
  return content.map((item) => `<li>${blocks(item.content, nextHeading)}</li>`).join("");
}

function cellOf({ type, attrs, content }: TableCell, nextHeading: () => string): string {
  const name = type === "tableHeader" ? "th" : "td";
  const spans = (["colspan", "rowspan"] as const).map((which) => {
    const span = attrs?.[which] ?? 1;
    return span === 1 ? "" : ` ${which}="${span}"`;
  });
  return `<${name}${spans.join("")}>${blocks(content, nextHeading)}</${name}>`;
}

function inlines(content: readonly Inline[]): string {
  return content
    .map((inline) => {
      if (inline.type === "hardBreak") return "<br>";
      return (inline.marks ?? []).reduceRight((inner, mark) => marked(mark, inner), escapeHtml(inline.text));
    })
    .join("");
}

function marked(mark: Mark, inner: string): string {
  switch (mark.type) {
    case "bold":
      return `<strong>${inner}</strong>`;
    case "italic":
      return `<em>${inner}</em>`;
    case "strike":
      return `<s>${inner}</s>`;
    case "code":
      return `<code>${inner}</code>`;
    case "link": {
      const { href } = mark.attrs;
      // Pages of the help centre go on in the same tab; whoever frames them (the widget) opens them itself.
      const away = href.startsWith("/") ? "" : ' target="_blank" rel="noopener noreferrer"';
      return `<a href="${escapeHtml(href)}"${away}>${inner}</a>`;
    }
    default:
      return mark satisfies never;
  }
}

import { LinkifyIt } from "linkify-it";

export type TextPart = { text: string; href?: string };

// Only what is safe and useful to press; "//host" and ftp: are plain text.
const recognise = new LinkifyIt({ fuzzyLink: true, fuzzyEmail: true, maxLength: 2048 })
  .add("ftp:", null)
  .add("//", null);

const SAFE = new Set(["http:", "https:", "mailto:"]);

function safeAddress(url: string): string | undefined {
  try {
    return SAFE.has(new URL(url).protocol) ? url : undefined;
  } catch {
    return undefined;
  }
}

/** Cuts plain text into parts; those with `href` are links (http, https, mailto and nothing else). Nothing of the text is lost or changed. */
export function linkParts(text: string): TextPart[] {
  const parts: TextPart[] = [];
  let at = 0;
  for (const match of recognise.match(text) ?? []) {
    const href = safeAddress(match.url);
    if (href === undefined) continue;
    if (match.index > at) parts.push({ text: text.slice(at, match.index) });
    parts.push({
      text: text.slice(match.index, match.lastIndex),
      href: match.schema === "" ? href.replace(/^http:/, "https:") : href,
    });
    at = match.lastIndex;
  }
  if (at < text.length) parts.push({ text: text.slice(at) });
  return parts;
}

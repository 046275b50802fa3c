import type { BlockContent } from "../protocol/text-block.ts";

/**
 * What a block says to somebody who reads these languages, the dearest first: the very language, then another region's of the same
 * ("pt-PT" for "pt-BR"), then the one for whom there is no other, then the first.
 */
export function contentFor(
  contents: readonly BlockContent[],
  languages: readonly (string | null)[],
): BlockContent | null {
  for (const wanted of languages) {
    if (wanted === null || wanted === "") continue;
    const exact = contents.find(({ language }) => language.toLowerCase() === wanted.toLowerCase());
    const near = contents.find(({ language }) => language !== "" && baseOf(language) === baseOf(wanted));
    const found = exact ?? near;
    if (found) return found;
  }
  return contents.find(({ language }) => language === "") ?? contents[0] ?? null;
}

function baseOf(language: string): string {
  return language.toLowerCase().split("-")[0] ?? "";
}

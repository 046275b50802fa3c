export type ExcerptPart = { text: string; hit: boolean };

/** Cuts a search's excerpt at its marks (\u0002 begins a hit, \u0003 ends it). A mark without its other half is dropped. */
export function excerptParts(excerpt: string): ExcerptPart[] {
  const parts: ExcerptPart[] = [];
  let hit = false;
  for (const piece of excerpt.split(/([\u0002\u0003])/)) {
    if (piece === "\u0002") hit = true;
    else if (piece === "\u0003") hit = false;
    else if (piece !== "") parts.push({ text: piece, hit });
  }
  return parts;
}

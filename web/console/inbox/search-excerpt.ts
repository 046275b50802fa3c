const BEGINS = "\u0002";
const ENDS = "\u0003";

export type ExcerptPart = { text: string; hit: boolean };

/** Cuts a search's excerpt at its marks (\u0002 begins a hit, \u0003 ends it). A mark without its other half is dropped. */
export function excerptParts(excerpt: string): ExcerptPart[] {
  const parts: ExcerptPart[] = [];
  let hit = false;
  const put = (text: string) => {
    if (text !== "") parts.push({ text, hit });
  };
  let from = 0;
  for (let at = 0; at < excerpt.length; at += 1) {
    const mark = excerpt[at];
    if (mark !== BEGINS && mark !== ENDS) continue;
    put(excerpt.slice(from, at));
    from = at + 1;
    hit = mark === BEGINS;
  }
  put(excerpt.slice(from));
  return parts;
}

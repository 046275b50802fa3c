/** Words inside a line. Only `link` carries an address, and only one that is safe to press. */
export type Inline =
  | { kind: "text" | "code"; text: string }
  | { kind: "bold" | "italic" | "struck"; children: Inline[] }
  | { kind: "link"; href: string; children: Inline[] };

/** What stands one under the other; `lines` are shown as such. */
export type Block =
  | { kind: "words" | "quote" | "list"; lines: Inline[][] }
  | { kind: "steps"; start: number; lines: Inline[][] }
  | { kind: "code"; text: string };

const FENCE = /^```\w*$/;
const FENCED_LINE = /^```([^`]+)```$/;
const STEP = /^(\d{1,3})\. (?=\S)/;
/** Words, and an address that may hold brackets in pairs. */
const LINK = /\[([^[\]\n]+)\]\(((?:https?:\/\/|mailto:)[^\s()]+(?:\([^\s()]*\)[^\s()]*)*)\)/y;

const wrapping = { "**": "bold", "~~": "struck", "*": "italic" } as const;
type Mark = keyof typeof wrapping | "`" | "[";

/**
 * Reads the small markup of agents' messages: **bold**, *italic*, ~~struck~~, `code`, [words](https://…), and at the
 * beginning of lines "- ", "1. ", "> ", and code between lines of ```. Never throws. A mark without its partner is
 * text. Every character that is no mark is in the tree, in its order. Takes time in proportion to the length of the text.
 */
export function parseMarkup(text: string): Block[] {
  const lines = text.split("\n");
  const blocks: Block[] = [];
  /** The line of the last fence: an opening behind it has no partner. */
  const lastFence = lines.findLastIndex((line) => line.trimEnd() === "```");
  for (let at = 0; at < lines.length; at += 1) {
    const line = lines[at] ?? "";
    const fenced = FENCED_LINE.exec(line)?.[1];
    if (fenced !== undefined) {
      blocks.push({ kind: "code", text: fenced });
    } else if (FENCE.test(line) && at < lastFence) {
      const end = lines.findIndex((other, index) => index > at && other.trimEnd() === "```");
      blocks.push({ kind: "code", text: lines.slice(at + 1, end).join("\n") });
      at = end;
    } else {
      addLine(blocks, line);
    }
  }
  return blocks.map(trimmed).filter((block) => block.kind === "code" || block.lines.length > 0);
}

/** The words of a text without its marks, in one line: for lists. */
export function markupWords(text: string): string {
  const words = (parts: Inline[]): string =>
    parts.map((part) => ("text" in part ? part.text : words(part.children))).join("");
  return parseMarkup(text)
    .flatMap((block) => (block.kind === "code" ? [block.text] : block.lines.map(words)))
    .join(" ");
}

/** Puts a line into the block that it goes on, or begins the next one. */
function addLine(blocks: Block[], line: string): void {
  const step = STEP.exec(line);
  const kind = step ? "steps" : line.startsWith("> ") ? "quote" : /^- \S/.test(line) ? "list" : "words";
  const content = inline(kind === "words" ? line : line.slice(step ? step[0].length : 2), " ");
  const last = blocks.at(-1);
  if (last?.kind === kind) last.lines.push(content);
  else if (kind === "steps") blocks.push({ kind, start: Number(step?.[1] ?? 1), lines: [content] });
  else blocks.push({ kind, lines: [content] });
}

/** Blocks have a distance of their own: empty lines around them would double it. */
function trimmed(block: Block): Block {
  if (block.kind !== "words") return block;
  const isFull = (line: Inline[]) => line.some((part) => part.kind !== "text" || part.text.trim() !== "");
  const first = block.lines.findIndex(isFull);
  return { ...block, lines: first === -1 ? [] : block.lines.slice(first, block.lines.findLastIndex(isFull) + 1) };
}

/** `within` holds the marks around this text between spaces: none stands within itself, so three passes are the most. */
function inline(text: string, within: string): Inline[] {
  const parts: Inline[] = [];
  /** Marks that have no partner from here on, so that it is not looked for again and again. */
  const alone = new Set<Mark>();
  let plainFrom = 0;
  const put = (until: number) => {
    if (until > plainFrom) parts.push({ kind: "text", text: text.slice(plainFrom, until) });
  };
  for (let at = 0; at < text.length;) {
    const mark = markAt(text, at);
    const found =
      mark === null || alone.has(mark) || within.includes(` ${mark} `) ? null : read(text, at, mark, within);
    if (found === null) {
      at += runAt(text, at);
    } else if (found === "alone") {
      if (mark !== null) alone.add(mark);
      at += runAt(text, at);
    } else {
      put(at);
      parts.push(found.part);
      at = found.end;
      plainFrom = at;
    }
  }
  put(text.length);
  return parts;
}

/** What a mark and its partner hold; null: this one is text; "alone": so is every further one. */
function read(text: string, at: number, mark: Mark, within: string): { part: Inline; end: number } | "alone" | null {
  if (mark === "[") {
    LINK.lastIndex = at;
    const [all = "", words = "", href = ""] = LINK.exec(text) ?? [];
    if (!isSafe(href)) return null;
    return { part: { kind: "link", href, children: inline(words, `${within}[ `) }, end: at + all.length };
  }
  const from = at + mark.length;
  if (mark === "`") {
    const end = text.indexOf("`", from);
    if (end === -1) return "alone";
    return { part: { kind: "code", text: text.slice(from, end) }, end: end + 1 };
  }
  if (!/\S/.test(text[from] ?? " ") || (mark === "*" && isWord(text[at - 1]))) return null;
  const end = partnerOf(text, from, mark);
  if (end === -1) return "alone";
  const children = inline(text.slice(from, end), `${within}${mark} `);
  return { part: { kind: wrapping[mark], children }, end: end + mark.length };
}

/** Where the mark's partner stands: behind something, and, where the mark is one character only, not in the middle of a word. */
function partnerOf(text: string, from: number, mark: keyof typeof wrapping): number {
  const sign = mark[0] ?? "";
  for (let at = text.indexOf(sign, from); at !== -1;) {
    const run = runAt(text, at);
    const fits = run === mark.length || (run === 3 && mark === "**");
    const place = at + run - mark.length;
    if (fits && place > from && /\S/.test(text[at - 1] ?? "") && (mark !== "*" || !isWord(text[at + run])))
      return place;
    at = text.indexOf(sign, at + run);
  }
  return -1;
}

/** "***" opens bold with italic in it; four and more are no mark. */
function markAt(text: string, at: number): Mark | null {
  const sign = text[at] ?? "";
  if (sign === "[") return "[";
  const run = runAt(text, at);
  if (sign === "`") return run === 1 ? "`" : null;
  if (sign === "~") return run === 2 ? "~~" : null;
  if (sign !== "*" || run > 3) return null;
  return run === 1 ? "*" : "**";
}

/** How often the sign of a mark is repeated from here on; 1 for everything else. */
function runAt(text: string, at: number): number {
  const sign = text[at] ?? "";
  if (!"*~`".includes(sign)) return 1;
  let end = at + 1;
  while (text[end] === sign) end += 1;
  return end - at;
}

function isWord(character: string | undefined): boolean {
  return character !== undefined && /[\p{L}\p{N}]/u.test(character);
}

function isSafe(href: string): boolean {
  return URL.canParse(href) && /^(?:https?|mailto):$/.test(new URL(href).protocol);
}

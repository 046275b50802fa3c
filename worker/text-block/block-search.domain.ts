import type { Block, BlockMessage } from "../protocol/text-block.ts";

/** A block as the search reads it: every text plain and made once. */
type Entry<Found extends Block> = {
  block: Found;
  shortcut: string;
  title: string;
  /** Words of shortcut, title and tags, for those who mistype. */
  words: string[];
  tags: string;
  body: string;
};

export type BlockIndex<Found extends Block> = readonly Entry<Found>[];

/** Without accents and capitals, so that "cafe" finds "Café". */
export function plain(text: string): string {
  return text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
}

/** A block never changes, a changed one is another object: what was made of one is good for as long as it is. */
const made = new WeakMap<Block, Entry<Block>>();

/** Prepares blocks for the search: some 40 ms for 5,000 blocks of 300 characters the first time, afterwards what changed. */
export function indexBlocks<Found extends Block>(blocks: readonly Found[]): BlockIndex<Found> {
  return blocks.map((block) => ({ ...entryOf(block), block }));
}

function entryOf(block: Block): Entry<Block> {
  const known = made.get(block);
  if (known !== undefined) return known;
  const shortcut = block.kind === "text" ? plain(block.shortcut) : "";
  const title = plain(block.title);
  const tags = plain(block.tags.join(" "));
  const entry = {
    block,
    shortcut,
    title,
    tags,
    words: `${shortcut} ${title} ${tags}`.split(/[^\p{L}\p{N}]+/u).filter((word) => word.length > 0),
    body: plain(block.contents.flatMap(({ messages }) => messages.map(wordsOf)).join("\n")),
  };
  made.set(block, entry);
  return entry;
}

/** What a message says, in words: its text, or what stands in its place. */
export function wordsOf({ text, attachments = [], article }: BlockMessage): string {
  const beside = [...attachments.map(({ name }) => name), ...(article === undefined ? [] : [article.title])];
  return [...(text === "" ? [] : [text]), ...beside].join(" · ");
}

/**
 * The blocks that fit what was typed, the best first, `most` of them. Every word typed must fit: a shortcut before a title before a
 * tag before the text; the beginning of a word before its middle; the letters in their order ("rfd" for "refund") and one slip of
 * the hand last. Among those that fit alike, what this agent uses most comes first. Nothing typed: the most used.
 *
 * Several words, or a number alone, are not looked for in the texts: "#1042 is on its way" is no search.
 */
export function searchBlocks<Found extends Block>(index: BlockIndex<Found>, query: string, most = 8): Found[] {
  const words = plain(query)
    .split(/\s+/)
    .filter((word) => word !== "");
  const inBody = words.length === 1 && !/^\d+$/.test(words[0] ?? "");
  return index
    .map((entry) => ({ block: entry.block, rank: rankOf(entry, words, inBody) }))
    .filter(({ rank }) => rank > 0)
    .toSorted((a, b) => b.rank - a.rank || byUse(a.block, b.block))
    .slice(0, most)
    .map(({ block }) => block);
}

function byUse(a: Block, b: Block): number {
  return b.ownUses - a.ownUses || b.uses - a.uses || (a.title < b.title ? -1 : 1);
}

/** 0: does not fit. The worst word decides, so that one good word does not carry a wrong one. */
function rankOf(entry: Entry<Block>, words: readonly string[], inBody: boolean): number {
  let rank = 100;
  for (const word of words) {
    rank = Math.min(rank, rankOfWord(entry, word, inBody));
    if (rank === 0) return 0;
  }
  return rank;
}

function rankOfWord(entry: Entry<Block>, word: string, inBody: boolean): number {
  const { shortcut, title, tags, body, words } = entry;
  if (shortcut === word) return 100;
  if (shortcut.startsWith(word)) return 90;
  if (title.startsWith(word)) return 80;
  if (beginsIn(title, word) || beginsIn(shortcut, word)) return 70;
  if (tags.startsWith(word) || beginsIn(tags, word)) return 60;
  if (shortcut.includes(word) || title.includes(word) || tags.includes(word)) return 50;
  if (inBody && word.length > 1 && beginsIn(` ${body}`, word)) return 40;
  if (inBody && word.length > 2 && body.includes(word)) return 30;
  if (word.length > 1 && (isInOrder(word, shortcut) || words.some((other) => isInOrder(word, other)))) return 20;
  if (word.length > 3 && words.some((other) => isOneSlip(word, other))) return 10;
  return 0;
}

/** Whether a word of the text begins with this. */
function beginsIn(text: string, word: string): boolean {
  for (let at = text.indexOf(word, 1); at !== -1; at = text.indexOf(word, at + 1)) {
    if (!isLetter(text.charCodeAt(at - 1))) return true;
  }
  return false;
}

/** Plain texts have few letters beyond these; a letter of another script just counts as a boundary. */
function isLetter(code: number): boolean {
  return (code >= 97 && code <= 122) || (code >= 48 && code <= 57);
}

/** All letters in their order, the first at the beginning: "rfd" in "refund". */
function isInOrder(letters: string, word: string): boolean {
  if (word[0] !== letters[0] || letters.length > word.length) return false;
  let at = 0;
  for (const letter of letters) {
    at = word.indexOf(letter, at) + 1;
    if (at === 0) return false;
  }
  return true;
}

/** One letter wrong, missing, too many, or two swapped; compared with as much of the word as was typed. */
function isOneSlip(typed: string, word: string): boolean {
  let at = 0;
  while (at < typed.length && typed[at] === word[at]) at += 1;
  if (at === typed.length) return true;
  const rest = (from: number) => word.slice(from);
  return (
    rest(at + 1).startsWith(typed.slice(at + 1)) ||
    rest(at).startsWith(typed.slice(at + 1)) ||
    rest(at + 1).startsWith(typed.slice(at)) ||
    (typed[at] === word[at + 1] && typed[at + 1] === word[at] && rest(at + 2).startsWith(typed.slice(at + 2)))
  );
}

import type { InboxRow, SearchHit } from "../protocol/inbox.ts";
import { readRowByNumber, readRows } from "./list.store.ts";

const pageHits = 20;

/** Texts read at once; several can be of one conversation, or of a team that the asking agent may not see. */
const textsAtOnce = 80;

/** A search reads at most this many times for one page; an agent of a small team asks again with the cursor. */
const rounds = 5;

export type Databases = { DB: D1Database; SEARCH: D1Database };

type FoundText = { id: number; conversation_id: string; seq: number; excerpt: string };

/**
 * Conversations in which the words occur, newest text first, each once: in messages, notes, the customer's name or
 * e-mail. `#42` or `42` finds by number as well.
 */
export async function search(
  { DB, SEARCH }: Databases,
  words: string,
  mayRead: (row: InboxRow) => boolean,
  cursor: string | null,
): Promise<{ hits: SearchHit[]; next: string | null }> {
  const hits: SearchHit[] = cursor === null ? await byNumber(DB, words, mayRead) : [];
  const match = matchOf(words);
  if (match === null) return { hits, next: null };
  const seen = new Set(hits.map(({ row }) => row.id));
  let before = Number(cursor ?? Number.MAX_SAFE_INTEGER);
  if (!Number.isSafeInteger(before)) return { hits, next: null };
  for (let round = 0; round < rounds && hits.length < pageHits; round += 1) {
    const texts = await readTexts(SEARCH, match, before);
    const rows = new Map(
      (
        await readRows(
          DB,
          texts.map((text) => text.conversation_id),
        )
      ).map((row) => [row.id, row]),
    );
    for (const text of texts) {
      if (hits.length === pageHits) break;
      before = text.id;
      const row = rows.get(text.conversation_id);
      if (row === undefined || seen.has(row.id) || !mayRead(row)) continue;
      seen.add(row.id);
      hits.push(text.seq === 0 ? { row, excerpt: null, seq: null } : { row, excerpt: text.excerpt, seq: text.seq });
    }
    if (texts.length < textsAtOnce && hits.length < pageHits) return { hits, next: null };
  }
  return { hits, next: String(before) };
}

async function readTexts(db: D1Database, match: string, before: number): Promise<FoundText[]> {
  const { results } = await db
    .prepare(
      `SELECT entry_text.id AS id, conversation_id, seq, snippet(entry_text_words, 0, char(2), char(3), '…', 14) AS excerpt
       FROM entry_text_words JOIN entry_text ON entry_text.id = entry_text_words.rowid
       WHERE entry_text_words MATCH ? AND entry_text_words.rowid < ?
       ORDER BY entry_text_words.rowid DESC LIMIT ${textsAtOnce}`,
    )
    .bind(match, before)
    .all<FoundText>();
  return results;
}

async function byNumber(db: D1Database, words: string, mayRead: (row: InboxRow) => boolean): Promise<SearchHit[]> {
  const number = /^#?(\d{1,12})$/.exec(words.trim())?.[1];
  const row = number === undefined ? null : await readRowByNumber(db, Number(number));
  return row !== null && mayRead(row) ? [{ row, excerpt: null, seq: null }] : [];
}

/**
 * Every word must occur, the last one as a beginning. Words are quoted, so nothing a person types is taken for FTS5's
 * own language. Null where nothing can be searched for.
 */
function matchOf(words: string): string | null {
  const parts = words
    .split(/[^\p{L}\p{N}\p{M}]+/u)
    .filter((part) => part !== "")
    .slice(0, 12);
  if (parts.length === 0) return null;
  return `${parts.map((part) => `"${part}"`).join(" ")}*`;
}

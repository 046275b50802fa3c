/** What is being looked for right before the caret: where its sign ("@", "#") stands, and what was typed after it. */
export type CaretQuery = { start: number; query: string };

/** Reads what stands between a sign and the caret, up to 40 characters, with spaces inside but not at its end. */
export function caretQuery(text: string, caret: number, sign: "@" | "#"): CaretQuery | null {
  const found = patterns[sign].exec(text.slice(0, caret));
  if (!found) return null;
  const query = found[1] ?? "";
  return { start: caret - query.length - 1, query };
}

/**
 * Whether somebody who wrote this behind "#" meant a shortcut: one word, without a digit, since "#1042" and "#A-17" are orders,
 * and what has a space after it was written on from.
 */
export function isShortcutLike(query: string): boolean {
  return /^[^\s\p{N}]{2,}$/u.test(query);
}

const patterns = {
  "@": /(?:^|[\s([{"'“‘])@([^\s@](?:[^\n@]{0,38}[^\s@])?)?$/u,
  "#": /(?:^|[\s([{"'“‘])#([^\s#](?:[^\n#]{0,38}[^\s#])?)?$/u,
};

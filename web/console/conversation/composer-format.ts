/** A change of a part of the text, and what is selected afterwards. */
export type FormatChange = { start: number; end: number; words: string; selection: [start: number, end: number] };

/**
 * Puts a mark ("**", "*", "~~", "`") around what is selected, or takes it away where it stands already. Spaces at the ends stay
 * outside, where the mark would not count. With nothing selected, the caret stands between the two marks.
 */
export function toggleMark(text: string, from: number, to: number, mark: string): FormatChange {
  const selected = text.slice(from, to);
  const start = from + (selected.length - selected.trimStart().length);
  const end = start === to ? start : to - (selected.length - selected.trimEnd().length);
  const inner = text.slice(start, end);
  const size = mark.length;

  if (isAround(text, start - size, end, mark)) {
    return { start: start - size, end: end + size, words: inner, selection: [start - size, end - size] };
  }
  if (inner.length > 2 * size && isAround(text, start, end - size, mark)) {
    return { start, end, words: inner.slice(size, -size), selection: [start, end - 2 * size] };
  }
  return { start, end, words: `${mark}${inner}${mark}`, selection: [start + size, end + size] };
}

/** Whether the mark, and no longer one, opens at `open` and closes at `close`. */
function isAround(text: string, open: number, close: number, mark: string): boolean {
  const sign = mark[0] ?? "";
  const at = (place: number) =>
    place >= 0 &&
    text.startsWith(mark, place) &&
    (mark !== "*" || (runBefore(text, place + 1, sign) + runAfter(text, place + 1, sign)) % 2 === 1);
  return at(open) && at(close);
}

function runBefore(text: string, end: number, sign: string): number {
  let start = end;
  while (start > 0 && text[start - 1] === sign) start -= 1;
  return end - start;
}

function runAfter(text: string, start: number, sign: string): number {
  let end = start;
  while (text[end] === sign) end += 1;
  return end - start;
}

/** Makes the selected lines a list ("- "), steps ("1. ") or a quote ("> "), or plain again where all of them are that already. */
export function toggleLines(text: string, from: number, to: number, kind: "list" | "steps" | "quote"): FormatChange {
  const start = text.lastIndexOf("\n", from - 1) + 1;
  const next = text.indexOf("\n", Math.max(to, from));
  const end = next === -1 ? text.length : next;
  const lines = text.slice(start, end).split("\n");
  const sign = { list: /^- /, steps: /^\d{1,3}\. /, quote: /^> / }[kind];
  const isOn = lines.every((line) => sign.test(line));
  const signOf = (index: number) => ({ list: "- ", steps: `${index + 1}. `, quote: "> " })[kind];
  const words = lines
    .map((line, index) => {
      const plain = line.replace(/^(?:- |\d{1,3}\. |> )/, "");
      return isOn ? plain : `${signOf(index)}${plain}`;
    })
    .join("\n");
  const last = start + words.length;
  return { start, end, words, selection: from === to ? [last, last] : [start, last] };
}

const plain = (text: string) => text.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();

/** Whether every word of `query` begins a word in one of `texts`; accents and case do not count. */
export function matchesQuery(query: string, texts: readonly (string | undefined)[]): boolean {
  const words = texts.flatMap((text) => (text === undefined ? [] : plain(text).split(/[\s@.,;:/()_-]+/u)));
  return plain(query)
    .split(/[\s@.,;:/()_-]+/u)
    .filter((part) => part !== "")
    .every((part) => words.some((word) => word.startsWith(part)));
}

import type { Line } from "./entry-lines.ts";

/** Lines by their key, in their order, that are laid out together: the browser leaves out whole chunks that are out of sight. */
export type Chunk = ReadonlyMap<string, Line>;

const CHUNK_ENTRIES = 32;

/**
 * Cuts lines into chunks by the seq of their entries, so that older ones coming in on top never move a line from one chunk to
 * another. A day or a divider goes with the entry after it. Chunks whose lines are the same keep their object.
 */
export function chunksOf(lines: readonly Line[], before: ReadonlyMap<number, Chunk>): ReadonlyMap<number, Chunk> {
  const chunks = new Map<number, Map<string, Line>>();
  let loose: Line[] = [];
  for (const line of lines) {
    if (line.kind === "day" || line.kind === "unread") {
      loose.push(line);
      continue;
    }
    const key = Math.floor(line.entry.seq / CHUNK_ENTRIES);
    const chunk = chunks.get(key) ?? new Map<string, Line>();
    for (const next of [...loose, line]) chunk.set(next.key, next);
    chunks.set(key, chunk);
    loose = [];
  }
  return new Map(
    [...chunks].map(([key, chunk]) => {
      const old = before.get(key);
      return [key, old !== undefined && sameChunk(old, chunk) ? old : chunk];
    }),
  );
}

function sameChunk(a: Chunk, b: Chunk): boolean {
  const other = [...b.values()];
  return a.size === b.size && [...a.values()].every((line, index) => line === other[index]);
}

import type { Line } from "./entry-lines.ts";

/** Lines that are laid out together: the browser leaves out whole chunks that are out of sight. */
export type Chunk = { key: number; lines: readonly Line[] };

const CHUNK_ENTRIES = 32;

/**
 * Cuts lines into chunks by the seq of their entries, so that older ones coming in on top never move a line from one chunk to
 * another. A day or a divider goes with the entry after it. Chunks whose lines are the same keep their object.
 */
export function chunksOf(lines: readonly Line[], before: readonly Chunk[]): Chunk[] {
  const chunks: { key: number; lines: Line[] }[] = [];
  let loose: Line[] = [];
  for (const line of lines) {
    if (line.kind === "day" || line.kind === "unread") {
      loose.push(line);
      continue;
    }
    const key = Math.floor(line.entry.seq / CHUNK_ENTRIES);
    const last = chunks.at(-1);
    if (last?.key === key) last.lines.push(...loose, line);
    else chunks.push({ key, lines: [...loose, line] });
    loose = [];
  }
  const known = new Map(before.map((chunk) => [chunk.key, chunk]));
  return chunks.map((chunk) => {
    const old = known.get(chunk.key);
    return old !== undefined && sameLines(old.lines, chunk.lines) ? old : chunk;
  });
}

function sameLines(a: readonly Line[], b: readonly Line[]): boolean {
  return a.length === b.length && a.every((line, index) => line === b[index]);
}

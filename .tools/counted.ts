import { progress } from "./door.ts";
import type { Piece } from "./workspace-copy.ts";

/** The same pieces, and says how many were dealt with. */
export async function* counted(pieces: AsyncIterable<Piece>): AsyncGenerator<Piece> {
  const counts = { rows: 0, conversations: 0, files: 0 };
  const line = () => `${counts.rows} rows, ${counts.conversations} conversations, ${counts.files} files`;
  for await (const piece of pieces) {
    yield piece;
    if (piece.kind === "rows") counts.rows += piece.rows.length;
    if (piece.kind === "conversation") counts.conversations += 1;
    if (piece.kind === "file") counts.files += 1;
    progress(line());
  }
  progress(line(), { end: true });
}

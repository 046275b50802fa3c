import { renderArticle } from "#domain/article/article";
import type { ArticleDocument, Block } from "#protocol/article-document";

export type DiffPart = { kind: "same" | "added" | "removed"; block: Block };

/**
 * What changed from one version to another, block by block, in the order in which it is read: the longest common run of
 * blocks stays, the others were removed or added. Blocks are the same when their readers see no difference.
 */
export function diffOf(before: ArticleDocument, after: ArticleDocument): DiffPart[] {
  const seen = (block: Block) => renderArticle({ type: "doc", content: [block] });
  const one = before.content.map(seen);
  const two = after.content.map(seen);
  // longest[i][j]: how many blocks the rests from i and from j have in common.
  const longest = Array.from({ length: one.length + 1 }, () => two.map(() => 0).concat(0));
  const at = (i: number, j: number) => longest[i]?.[j] ?? 0;
  for (let i = one.length - 1; i >= 0; i -= 1) {
    const row = longest[i];
    if (row === undefined) continue;
    for (let j = two.length - 1; j >= 0; j -= 1) {
      row[j] = one[i] === two[j] ? at(i + 1, j + 1) + 1 : Math.max(at(i + 1, j), at(i, j + 1));
    }
  }
  const parts: DiffPart[] = [];
  let i = 0;
  let j = 0;
  for (;;) {
    const [removed, added] = [before.content[i], after.content[j]];
    if (removed === undefined && added === undefined) return parts;
    if (removed !== undefined && added !== undefined && one[i] === two[j]) {
      parts.push({ kind: "same", block: added });
      i += 1;
      j += 1;
    } else if (removed !== undefined && (added === undefined || at(i + 1, j) >= at(i, j + 1))) {
      parts.push({ kind: "removed", block: removed });
      i += 1;
    } else if (added !== undefined) {
      parts.push({ kind: "added", block: added });
      j += 1;
    }
  }
}

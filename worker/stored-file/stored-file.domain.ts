import type { Role } from "../protocol/agent.ts";
import { type BlockOwner, mayReadBlock } from "../text-block/block-access.domain.ts";

/** Where a stored file's bytes stand in R2. */
export function storedFileKey(id: string, part: "file" | "thumbnail" = "file"): string {
  return `stored/${id}${part === "thumbnail" ? ".thumbnail" : ""}`;
}

/** Whoever brought a stored file may see and send it, and everybody who may read something that has it. */
export function mayUseStoredFile(
  reader: { id: string; role: Role; teamIds: readonly string[] },
  { maker, uses }: { maker: string; uses: readonly BlockOwner[] },
): boolean {
  return maker === reader.id || uses.some((use) => mayReadBlock(reader, use));
}

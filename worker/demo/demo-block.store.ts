import { createHash } from "node:crypto";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { textBlock, textBlockUse } from "../text-block/text-block.table.ts";
import { demoBlocks } from "./block.domain.ts";

/** Text blocks and chat blocks, used by these agents as if for some weeks: the first ones most. */
export async function createDemoBlocks(env: App["Bindings"], agents: readonly { id: string }[]): Promise<void> {
  const db = database(env);
  const now = Date.now();
  const week = 7 * 24 * 3600_000;
  const rows = demoBlocks.map((block, index) => ({
    id: createHash("sha256").update(`demo-block-${block.title}`).digest("hex").slice(0, 32),
    kind: block.kind,
    scope: block.scope.kind,
    owner: block.scope.kind === "team" ? block.scope.id : "",
    shortcut: block.kind === "text" ? block.shortcut : null,
    ...{ title: block.title, folder: block.folder, tags: block.tags, contents: block.contents },
    createdAt: now - 6 * week,
    updatedAt: now - index * week,
  }));
  const uses = rows.flatMap(({ id }, index) =>
    agents.map((agent, at) => ({ blockId: id, agentId: agent.id, count: Math.ceil((60 - 11 * at) / (index + 1)) })),
  );
  for (const row of rows) await db.insert(textBlock).values(row);
  for (const use of uses) await db.insert(textBlockUse).values(use);
}

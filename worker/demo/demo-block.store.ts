import { createHash } from "node:crypto";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import type { ArticleCard } from "../protocol/article-card.ts";
import { storedFileKey } from "../stored-file/stored-file.domain.ts";
import { storedFile, storedFileUse } from "../stored-file/stored-file.table.ts";
import { textBlock, textBlockUse } from "../text-block/text-block.table.ts";
import { demoBlocks, grindTitle } from "./block.domain.ts";
import { grinderPhoto, grinderPhotoBytes } from "./photo.domain.ts";

/** Text blocks and chat blocks, used by these agents as if for some weeks: the first ones most. */
export async function createDemoBlocks(
  env: App["Bindings"],
  agents: readonly { id: string }[],
  card: ArticleCard | null,
): Promise<void> {
  const db = database(env);
  const now = Date.now();
  const week = 7 * 24 * 3600_000;
  await keepPhoto(env, agents[0]?.id ?? "");
  const rows = demoBlocks.map((block, index) => ({
    id: idOf(`block-${block.title}`),
    kind: block.kind,
    scope: block.scope.kind,
    owner: block.scope.kind === "team" ? block.scope.id : "",
    shortcut: block.kind === "text" ? block.shortcut : null,
    ...{ title: block.title, folder: block.folder, tags: block.tags },
    contents: block.contents.map(({ language, messages }) => ({
      language,
      messages: messages.map((message, at) => ({
        ...message,
        ...(block.kind === "text" && block.shortcut === "broken" ? { attachments: [grinderPhoto] } : {}),
        ...(block.title === grindTitle && at === 1 && card ? { article: card } : {}),
      })),
    })),
    createdAt: now - 6 * week,
    updatedAt: now - index * week,
  }));
  const uses = rows.flatMap(({ id }, index) =>
    agents.map((agent, at) => ({ blockId: id, agentId: agent.id, count: Math.ceil((60 - 11 * at) / (index + 1)) })),
  );
  for (const row of rows) await db.insert(textBlock).values(row);
  for (const use of uses) await db.insert(textBlockUse).values(use);
  for (const { id, kind, shortcut, scope, owner } of rows) {
    if (kind === "text" && shortcut === "broken")
      await db.insert(storedFileUse).values({ fileId: grinderPhoto.id, kind: "block", holder: id, scope, owner });
  }
}

/** The photo that shows customers which one helps. */
async function keepPhoto(env: App["Bindings"], maker: string): Promise<void> {
  const { id, name, size, ...found } = grinderPhoto;
  const { etag } = (await env.FILES.put(storedFileKey(id), Buffer.from(grinderPhotoBytes, "base64"))) ?? { etag: "" };
  await database(env).insert(storedFile).values({ id, name, size, maker, claims: {}, found, etag });
}

function idOf(what: string): string {
  return createHash("sha256").update(`demo-${what}`).digest("hex").slice(0, 32);
}

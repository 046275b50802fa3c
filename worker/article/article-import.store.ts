import { fitting } from "../platform/body.ts";
import type { AgentName } from "../protocol/agent.ts";
import { type ArticleDocument, articleDocumentSchema } from "../protocol/article-document.ts";
import type { ArticleLanguage } from "../protocol/article-card.ts";
import { beginArticle, publishText, saveText } from "./article-draft.store.ts";
import { readText } from "./article.store.ts";

/** An article that was written elsewhere, with its texts. */
export type ImportedArticle = {
  id: string;
  category: string | null;
  tags: string[];
  publish: boolean;
  texts: { language: ArticleLanguage; title: string; excerpt: string; document: ArticleDocument }[];
};

/**
 * Brings an article in as if this agent had written it now. What is there already is left as it is, so it can be done twice. One with
 * something in it that no article may have is refused whole (AR2 to AR5): whoever wrote it elsewhere is not believed.
 */
export async function importArticle(
  db: D1Database,
  agent: AgentName,
  { id, category, tags, publish, ...written }: ImportedArticle,
  now: number,
): Promise<void> {
  const texts = written.texts.map((text) => ({ ...text, document: fitting(articleDocumentSchema, text.document) }));
  await beginArticle(db, { id, category }, now);
  await db.prepare("UPDATE article SET tags = ? WHERE id = ? AND version = 1").bind(JSON.stringify(tags), id).run();
  for (const { language, ...text } of texts) {
    if ((await readText(db, id, language)) !== null) continue;
    const saved = await saveText(db, agent, { id, language }, { version: 0, slug: null, ...text }, now);
    if (publish) await publishText(db, { id, language }, saved.version, now);
  }
}

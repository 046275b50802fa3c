import { Hono } from "hono";
import * as z from "zod/mini";
import { agentInserts } from "../agent/agent.store.ts";
import { readBody } from "../platform/body.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { isSame } from "../platform/same-secret.ts";
import { originSchema } from "../protocol/site.ts";
import { readWorkspace } from "../workspace/workspace.store.ts";
import { importArticle } from "../article/article-import.store.ts";
import { catchUpSearch } from "../article/article-search.store.ts";
import { readCard, writeVote } from "../article/article.store.ts";
import { saveCategory } from "../article/category.store.ts";
import { demoArticles, demoCategories, type DemoText } from "./help-center.domain.ts";
import { documentOf } from "./markup.domain.ts";
import { createDemoBlocks } from "./demo-block.store.ts";
import { createDemoFlows } from "./demo-flow.store.ts";
import { allowShop, createDemoCompany, createDemoConversations, demoAgents, demoPassword } from "./demo.store.ts";

const day = 24 * 3600_000;

const requestSchema = z.object({ shopOrigins: z.array(originSchema).check(z.maxLength(10)) });

/**
 * Fills an empty workspace with a company that looks lived in. Exists only where FALA_DEMO is "1", for who knows the
 * set-up token; a workspace that has something in it is left as it is, but for where the demo shop is served now.
 */
export const demoRoutes = new Hono<App>().post("/seed", async (c) => {
  if (c.env.FALA_DEMO !== "1") throw new FalaError("not_found");
  if (!c.env.SETUP_TOKEN || !isSame(c.req.header("authorization") ?? "", `Bearer ${c.env.SETUP_TOKEN}`))
    throw new FalaError("forbidden");
  const { shopOrigins } = await readBody(c, requestSchema);
  const seeded = (await readWorkspace(database(c.env))) === null;
  if (seeded) {
    const db = database(c.env);
    const inserts = await Promise.all(
      demoAgents.map((agent) => agentInserts(db, { ...agent, password: demoPassword })),
    );
    await createDemoCompany(c.env, shopOrigins, inserts.flat());
    await createDemoHelpCenter(c.env);
    await createDemoBlocks(c.env, demoAgents, await readCard(c.env.DB, "article-grind", "en"));
    const [owner] = demoAgents;
    if (owner !== undefined) await createDemoFlows(c.env, owner);
    await createDemoConversations(c.env);
  } else await allowShop(c.env, shopOrigins);
  return c.json({ seeded, console: { email: "ana@demo.fala", password: demoPassword } });
});

/** The help centre, written by the owner over the last weeks. */
async function createDemoHelpCenter(env: App["Bindings"]): Promise<void> {
  const [owner] = demoAgents;
  if (owner === undefined) return;
  for (const { id, en, pt } of demoCategories) {
    const texts = [
      { language: "en" as const, name: en[0], description: en[1] },
      { language: "pt-BR" as const, name: pt[0], description: pt[1] },
    ];
    await saveCategory(env.DB, id, { version: 0, texts });
  }
  for (const [index, { id, category, tags, en, pt, draft }] of demoArticles.entries()) {
    const texts = [
      { language: "en" as const, ...written(en) },
      ...(pt === undefined ? [] : [{ language: "pt-BR" as const, ...written(pt) }]),
    ];
    const at = Date.now() - (demoArticles.length - index) * 4 * day;
    await importArticle(
      env.DB,
      { id: owner.id, name: owner.name },
      { id, category, tags, texts, publish: draft !== true },
      at,
    );
    for (const [reader, helped] of demoVotes(index).entries()) {
      await writeVote(env.DB, { id, language: "en", version: 1, reader: `demo-reader-${reader}`, helped }, at + day);
    }
  }
  await catchUpSearch(env);
}

function written({ title, excerpt, text }: DemoText) {
  return { title, excerpt, document: documentOf(text) };
}

function demoVotes(index: number): boolean[] {
  return Array.from({ length: 9 + ((index * 7) % 23) }, (_, reader) => (reader + index) % 6 !== 0);
}

import { beforeAll, describe, expect, test } from "vitest";
import { importArticle } from "../article/article-import.store.ts";
import { unpublishText } from "../article/article-draft.store.ts";
import type { ArticleCard } from "../protocol/article-card.ts";
import { scene } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";

const card: ArticleCard = {
  ...{ id: "article-grind", language: "en", title: "What the agent saw", excerpt: "", slug: "grind" },
};

beforeAll(async () => {
  const text = { language: "en" as const, title: "The right grind", excerpt: "From fine to coarse" };
  const document = {
    type: "doc" as const,
    content: [{ type: "paragraph" as const, content: [{ type: "text" as const, text: "Turn." }] }],
  };
  const article = { id: card.id, category: null, tags: [], publish: true, texts: [{ ...text, document }] };
  await importArticle(testEnv.DB, { id: "agent-ana-souza", name: "Ana" }, article, 1e12);
});

describe("an article in a message", () => {
  test("[AR18] the card has the facts of the published article, needs no words, and both sides see it", async () => {
    const { customer, agent } = await scene();
    await agent.does({ kind: "message", text: "", article: card });
    const facts = { title: "The right grind", excerpt: "From fine to coarse", slug: "the-right-grind" };
    const bodies = (frames: { entries: { body: unknown }[] }[]) =>
      frames.flatMap(({ entries }) => entries.map(({ body }) => body));
    const sent = expect.objectContaining({ text: "", article: { ...card, ...facts } });
    await customer.settled();
    expect(bodies(customer.all("entries"))).toContainEqual(sent);
    expect(bodies(agent.all("entries"))).toContainEqual(sent);
  });

  test("[CV96] what is sent behind it stays behind it, though the card is looked up", async () => {
    const { agent } = await scene();
    const [first, second] = await Promise.all([
      agent.does({ kind: "message", text: "The article", article: card }),
      agent.does({ kind: "message", text: "What do you brew with?" }),
    ]);
    expect(second).toBeGreaterThan(first);
  });

  test("[AR18] what was taken back loses its card too", async () => {
    const { customer, agent } = await scene();
    const target = await agent.does({ kind: "message", text: "Look", article: card });
    await agent.does({ kind: "delete", target });
    await customer.settled();
    const { entries } = await customer.hello();
    expect(JSON.stringify(entries)).not.toContain("The right grind");
  });

  test("[AR18] a customer cannot send one, and what is not published is refused", async () => {
    const { customer, agent } = await scene();
    expect(await customer.isRefused({ kind: "message", text: "", article: card })).toBe("forbidden");
    await unpublishText(testEnv.DB, { id: card.id, language: "en" });
    expect(await agent.isRefused({ kind: "message", text: "See", article: card })).toBe("article_unknown");
  });
});

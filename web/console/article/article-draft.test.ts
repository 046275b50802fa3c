import { describe, expect, test } from "vitest";
import type { ArticleDocument } from "#protocol/article-document";
import type { ArticleSave, ArticleText } from "#protocol/article";
import { refusal } from "#protocol/error";
import { createArticleDraft } from "./article-draft.ts";

const says = (text: string): ArticleDocument => ({
  type: "doc",
  content: [{ type: "paragraph", content: [{ type: "text", text }] }],
});

/** A server with one article, a browser's storage, and a clock that is moved by hand. */
function world() {
  const server: { text: ArticleText | null; away: boolean; saves: ArticleSave[] } = {
    text: null,
    away: false,
    saves: [],
  };
  const kept = new Map<string, string>();
  const tasks = new Set<() => void>();
  const by = { id: "agent-ana-souza", name: "Ana" };
  const store = (save: ArticleSave, savedBy = by): ArticleText => ({
    ...{ article: "article-grind", language: "en", slug: save.slug ?? "slug", slugChosen: save.slug !== null },
    ...{ version: save.version + 1, title: save.title, excerpt: save.excerpt, document: save.document },
    ...{ savedAt: 1, savedBy, published: null },
  });
  const requests = {
    text: async () => {
      if (server.away) return { ok: false as const, error: refusal("unavailable", { retryAfterMs: 1 }) };
      return { ok: true as const, value: server.text };
    },
    save: async (_id: string, _language: string, save: ArticleSave) => {
      if (server.away) return { ok: false as const, error: refusal("unavailable", { retryAfterMs: 1 }) };
      if (save.version !== (server.text?.version ?? 0))
        return { ok: false as const, error: refusal("changed_meanwhile") };
      server.saves.push(save);
      server.text = store(save);
      return { ok: true as const, value: server.text };
    },
    publish: async () => ({ ok: false as const, error: refusal("article_empty") }),
    unpublish: async () => ({ ok: false as const, error: refusal("not_found") }),
  };
  const open = () => {
    let editor: unknown = says("");
    const draft = createArticleDraft({
      ...{ article: "article-grind", language: "en", requests },
      storage: {
        getItem: (key) => kept.get(key) ?? null,
        setItem: (key, value) => void kept.set(key, value),
        removeItem: (key) => void kept.delete(key),
      },
      readDocument: () => editor,
      showDocument: (document) => (editor = document),
      later: (task) => {
        tasks.add(task);
        return () => void tasks.delete(task);
      },
    });
    const type = (text: unknown) => {
      editor = typeof text === "string" ? says(text) : text;
      draft.touch(1_000);
    };
    return { draft, type, shown: () => editor };
  };
  /** Lets everything that waits run, and what that makes wait. */
  const settle = async () => {
    for (let round = 0; round < 4; round += 1) {
      for (const task of tasks) {
        tasks.delete(task);
        task();
      }
      await new Promise((resolve) => setTimeout(resolve));
    }
  };
  const colleague = (title: string) => {
    const save = { version: server.text?.version ?? 0, title, excerpt: "", slug: null, document: says(title) };
    server.text = store(save, { id: "agent-bruno-lima", name: "Bruno" });
  };
  return { server, kept, open, settle, colleague };
}

describe("a draft", () => {
  test("[AR7] saves itself after a pause, and what is typed while it saves goes with the next save", async () => {
    const { server, kept, open, settle } = world();
    const { draft, type } = open();
    await draft.load();
    type("one");
    expect(draft.state().kind).toBe("dirty");
    const first = draft.flush();
    type("one two");
    await first;
    expect(draft.state().kind).toBe("dirty");
    await settle();
    expect(draft.state().kind).toBe("saved");
    expect(server.text?.document).toEqual(says("one two"));
    expect(kept.size).toBe(0);
  });

  test("[AR7] without a line everything is kept in the browser, saved when it is back, and there after a reload", async () => {
    const { server, kept, open, settle } = world();
    const first = open();
    await first.draft.load();
    server.away = true;
    first.type("on the train");
    await first.draft.flush();
    expect(first.draft.state()).toEqual({ kind: "failed", code: "unavailable", retrying: true });
    expect(kept.size).toBe(1);
    first.draft.leave();
    server.away = false;
    const again = open();
    await again.draft.load();
    expect(again.shown()).toEqual(says("on the train"));
    await settle();
    expect(server.text?.document).toEqual(says("on the train"));
    expect(kept.size).toBe(0);
  });

  test("[AR7] of two who write, the second is asked; keeping theirs or mine loses neither", async () => {
    const { server, open, colleague } = world();
    const { draft, type, shown } = open();
    await draft.load();
    type("mine");
    await draft.flush();
    colleague("Bruno's");
    type("mine, longer");
    expect(await draft.flush()).toBe(false);
    expect(draft.newer()?.savedBy.name).toBe("Bruno");
    expect(shown()).toEqual(says("mine, longer"));
    type("mine, even longer");
    expect(await draft.flush()).toBe(false);
    expect(server.saves).toHaveLength(1);
    await draft.keepMine();
    expect(server.text?.document).toEqual(says("mine, even longer"));
    colleague("Bruno again");
    type("x");
    await draft.flush();
    draft.takeNewer();
    expect(draft.written().title).toBe("Bruno again");
    expect(shown()).toEqual(says("Bruno again"));
    expect(draft.state().kind).toBe("saved");
  });

  test("[AR2] what cannot be kept is said, and not sent", async () => {
    const { server, open } = world();
    const { draft, type } = open();
    await draft.load();
    type({ type: "doc", content: [{ type: "script" }] });
    expect(await draft.flush()).toBe(false);
    expect(draft.state()).toEqual({ kind: "failed", code: "invalid_request", retrying: false });
    expect(server.saves).toEqual([]);
    expect(await draft.publish()).toBeNull();
  });
});

import { beforeAll, describe, expect, test, vi } from "vitest";
import type { ArticleDocument } from "../protocol/article-document.ts";
import { articleListSchema, type ArticleText, articleTextSchema } from "../protocol/article.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { createWorkspace, joinTeam, password } from "../testing/workspace.ts";
import { importArticle } from "./article-import.store.ts";

const ana = new Browser();
const bea = new Browser();
const writer = new Browser();

beforeAll(async () => {
  const { teamId, owner } = await createWorkspace();
  await ana.signIn(owner.email, password);
  await bea.signIn((await joinTeam(teamId, "Bea", "supervisor")).email, password);
  await writer.signIn((await joinTeam(teamId, "Will")).email, password);
});

const says = (text: string): ArticleDocument => ({
  type: "doc",
  content: [{ type: "paragraph", content: [{ type: "text", text }] }],
});

async function begin(at = ana): Promise<string> {
  const id = crypto.randomUUID();
  expect((await at.ask("POST", "/api/articles", { id, category: null })).status).toBe(204);
  return id;
}

const draft = (version: number, title: string, more: object = {}) => ({
  ...{ version, title, excerpt: "", slug: null, document: says(`About ${title}`) },
  ...more,
});

async function save(id: string, body: object, at = ana, language = "en"): Promise<ArticleText> {
  const answer = await at.ask("PUT", `/api/articles/${id}/${language}`, body);
  expect(answer.status).toBe(200);
  return articleTextSchema.parse(await answer.json());
}

async function codeOf(answer: Response): Promise<string> {
  return (await answer.json<{ error: { code: string } }>()).error.code;
}

const publish = (id: string, version: number, at = ana) =>
  at.ask("POST", `/api/articles/${id}/en/publish`, { version });

describe("writing", () => {
  test("[AR7] of two who save at once one wins; the other is told, and nothing of theirs is half-saved", async () => {
    const id = await begin();
    await save(id, draft(0, "Grind"));
    const answers = await Promise.all([
      ana.ask("PUT", `/api/articles/${id}/en`, draft(1, "Grind by Ana")),
      bea.ask("PUT", `/api/articles/${id}/en`, draft(1, "Grind by Bea")),
    ]);
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
    const lost = answers.find(({ status }) => status === 409)!;
    expect(await codeOf(lost)).toBe("changed_meanwhile");
    const text = articleTextSchema.parse(await (await ana.ask("GET", `/api/articles/${id}/en`)).json());
    expect(text.version).toBe(2);
    expect(text.title).toBe(text.savedBy.name === "Bea" ? "Grind by Bea" : "Grind by Ana");
    expect(text.document).toEqual(says(`About ${text.title}`));
  });

  test("[AR7] a save whose answer was lost can be sent again", async () => {
    const id = await begin();
    const first = await save(id, draft(0, "Twice"));
    expect(await save(id, draft(0, "Twice"))).toEqual(first);
  });

  test("[AR8] what one person writes in one go is one version of the history; what was published stays", async () => {
    const id = await begin();
    await save(id, draft(0, "A"));
    await save(id, draft(1, "B"));
    expect((await publish(id, 2)).status).toBe(200);
    await save(id, draft(2, "C"));
    await save(id, draft(3, "D"), bea);
    await save(id, draft(4, "E"), bea);
    const { revisions } = await (
      await ana.ask("GET", `/api/articles/${id}/en/history`)
    ).json<{ revisions: { version: number; title: string; publishedAt: number | null }[] }>();
    expect(revisions.map(({ version, title, publishedAt }) => [version, title, publishedAt !== null])).toEqual([
      [5, "E", false],
      [3, "C", false],
      [2, "B", true],
    ]);
    const past = await ana.ask("GET", `/api/articles/${id}/en/history/2`);
    expect(await past.json()).toMatchObject({ title: "B", document: says("About B") });
    expect((await ana.ask("GET", `/api/articles/${id}/en/history/4`)).status).toBe(404);
  });

  test.each([
    ["a script", "invalid_request", { document: { type: "doc", content: [{ type: "script" }] } }],
    [
      "a link that runs",
      "link_unsafe",
      {
        document: {
          type: "doc",
          content: [
            {
              type: "paragraph",
              content: [{ type: "text", text: "x", marks: [{ type: "link", attrs: { href: "javascript:alert(1)" } }] }],
            },
          ],
        },
      },
    ],
    [
      "an embed from elsewhere",
      "embed_not_allowed",
      { document: { type: "doc", content: [{ type: "embed", attrs: { provider: "evil", video: "x" } }] } },
    ],
    ["an address with a path in it", "slug_invalid", { slug: "../admin" }],
    ["a giant", "too_large", { document: says("x".repeat(600_000)) }],
  ])("[AR2] %s is refused with %s, and the draft stays as it was", async (_, code, change) => {
    const id = await begin();
    const before = await save(id, draft(0, "Safe"));
    expect(await codeOf(await ana.ask("PUT", `/api/articles/${id}/en`, draft(1, "Changed", change)))).toBe(code);
    expect(await (await ana.ask("GET", `/api/articles/${id}/en`)).json()).toEqual(before);
  });
});

test("[AR2][AR3] an article that was written elsewhere is held to the same: with a script in it nothing of it comes in", async () => {
  const script = { type: "doc", content: [{ type: "script", content: [{ type: "text", text: "alert(1)" }] }] };
  const link = { type: "text", text: "x", marks: [{ type: "link", attrs: { href: "javascript:alert(1)" } }] };
  for (const [bad, code] of [
    [script, "invalid_request"],
    [{ type: "doc", content: [{ type: "paragraph", content: [link] }] }, "link_unsafe"],
  ] as const) {
    const texts = [says("Good"), bad].map((document, index) => ({
      ...{ language: index === 0 ? "en" : "pt-BR", title: "Imported", excerpt: "", document },
    }));
    const id = crypto.randomUUID();
    // As it comes out of a file, which no compiler has seen.
    const file = JSON.parse(JSON.stringify({ id, category: null, tags: [], publish: true, texts }));
    const importing = importArticle(testEnv.DB, { id: "agent-ana", name: "Ana" }, file, 1e12);
    await expect(importing).rejects.toMatchObject({ code });
    expect((await ana.ask("GET", `/api/articles/${id}/en`)).status).toBe(404);
  }
});

describe("addresses", () => {
  test("[AR9] an address follows the title, gets a number where it is taken, and stays once published", async () => {
    const [one, two] = [await begin(), await begin()];
    expect((await save(one, draft(0, "Moagem certa"))).slug).toBe("moagem-certa");
    expect((await save(two, draft(0, "Moagem certa"))).slug).toBe("moagem-certa-2");
    expect((await save(two, draft(1, "Outra moagem"))).slug).toBe("outra-moagem");
    await publish(two, 2);
    expect((await save(two, draft(2, "Mais uma"))).slug).toBe("outra-moagem");
  });

  test("[AR9] a chosen address that another article uses is refused; one that is only remembered can be taken", async () => {
    const [one, two] = [await begin(), await begin()];
    await save(one, draft(0, "One", { slug: "shared" }));
    const refused = await ana.ask("PUT", `/api/articles/${two}/en`, draft(0, "Two", { slug: "shared" }));
    expect([refused.status, await codeOf(refused)]).toEqual([409, "slug_taken"]);
    expect(await (await ana.ask("GET", `/api/articles/${two}/en`)).json()).toBeNull();
    await save(one, draft(1, "One", { slug: "elsewhere" }));
    expect((await save(two, draft(0, "Two", { slug: "shared" }))).slug).toBe("shared");
    // Another language has addresses of its own.
    expect((await save(one, draft(0, "Um", { slug: "shared" }), ana, "pt-BR")).slug).toBe("shared");
  });
});

describe("publishing", () => {
  test("[AR10] customers read what was published, not the draft that goes on, and nothing once it was taken back", async () => {
    const id = await begin();
    await save(id, draft(0, "Water"));
    const read = () => new Browser().ask("GET", `/api/widget/articles/${id}/en`);
    expect(await codeOf(await read())).toBe("article_unknown");
    await publish(id, 1);
    await save(id, draft(1, "Water, secretly changed"));
    expect(await (await read()).json()).toMatchObject({
      card: { title: "Water", slug: "water", excerpt: "About Water" },
    });
    expect((await ana.ask("POST", `/api/articles/${id}/en/unpublish`)).status).toBe(200);
    expect((await read()).status).toBe(404);
  });

  test("[AR10] an older version than the newest is not published by accident, and an empty one never", async () => {
    const id = await begin();
    await save(id, draft(0, "Old"));
    await save(id, draft(1, "New"));
    expect(await codeOf(await publish(id, 1))).toBe("changed_meanwhile");
    const empty = await begin();
    await save(empty, draft(0, "Only a title", { document: { type: "doc", content: [{ type: "paragraph" }] } }));
    expect(await codeOf(await publish(empty, 1))).toBe("article_empty");
  });

  test("[AR11] every agent writes drafts; publishing, deleting and categories are a supervisor's", async () => {
    const id = await begin(writer);
    await save(id, draft(0, "By Will"), writer);
    const asked: [string, string, unknown][] = [
      ["POST", `/api/articles/${id}/en/publish`, { version: 1 }],
      ["POST", `/api/articles/${id}/en/unpublish`, undefined],
      ["DELETE", `/api/articles/${id}`, { version: 1 }],
      ["PUT", `/api/articles/categories/${crypto.randomUUID()}`, { version: 0, texts: [] }],
      ["PUT", "/api/articles/order", { kind: "article", ids: [] }],
    ];
    for (const [method, path, body] of asked) {
      expect([path, (await writer.ask(method, path, body)).status]).toEqual([path, 403]);
    }
    expect((await publish(id, 1, bea)).status).toBe(200);
    expect((await new Browser().ask("GET", "/api/articles")).status).toBe(401);
  });

  test("[AR12] what was deleted is gone for everybody, and comes back as it was", async () => {
    const id = await begin();
    await save(id, draft(0, "Comes back"));
    await publish(id, 1);
    const { articles } = articleListSchema.parse(await (await ana.ask("GET", "/api/articles")).json());
    const { version } = articles.find((each) => each.id === id)!;
    expect((await ana.ask("DELETE", `/api/articles/${id}`, { version })).status).toBe(204);
    expect((await ana.ask("GET", `/api/articles/${id}/en`)).status).toBe(404);
    expect((await new Browser().ask("GET", `/api/widget/articles/${id}/en`)).status).toBe(404);
    expect(await codeOf(await ana.ask("PUT", `/api/articles/${id}/en`, draft(1, "x")))).toBe("not_found");
    expect((await ana.ask("POST", `/api/articles/${id}/restore`)).status).toBe(204);
    expect((await new Browser().ask("GET", `/api/widget/articles/${id}/en`)).status).toBe(200);
  });
});

describe("the search", () => {
  test("[AR13] finds what is published, by title, tag and word, accents ignored; sentences find too", async () => {
    const id = await begin();
    await save(
      id,
      draft(0, "Assinatura do clube", { document: says("A entrega sai toda segunda-feira.") }),
      ana,
      "pt-BR",
    );
    await ana.ask("PATCH", `/api/articles/${id}`, { version: 1, category: null, tags: ["mensalidade"] });
    const find = async (q: string) => {
      const path = `/api/widget/articles?language=pt-BR&q=${encodeURIComponent(q)}`;
      const { hits } = await (await new Browser().ask("GET", path)).json<{ hits: { title: string }[] }>();
      return hits.map(({ title }) => title);
    };
    expect(await find("assinatura")).toEqual([]);
    expect((await ana.ask("POST", `/api/articles/${id}/pt-BR/publish`, { version: 1 })).status).toBe(200);
    for (const words of ["assin", "SEGUNDA", "mensalidade", "quando sai a minha entrega?", 'entrega" OR *']) {
      expect([words, await find(words)]).toEqual([words, ["Assinatura do clube"]]);
    }
    for (const words of ["", "  ", "*", "moedor"]) expect([words, await find(words)]).toEqual([words, []]);
    await ana.ask("POST", `/api/articles/${id}/pt-BR/unpublish`);
    expect(await find("assinatura")).toEqual([]);
  });

  test("[AR13] a search that was away when something was published hears of it with the next change", async () => {
    const away = new Proxy(testEnv.SEARCH, {
      get: (target, name) =>
        name === "batch" ? () => Promise.reject(new Error("away")) : Reflect.get(target, name).bind?.(target),
    });
    const id = await begin();
    await save(id, draft(0, "Kettle"));
    const cut = new Browser({ env: { ...testEnv, SEARCH: away } });
    for (const [name, value] of ana.cookies) cut.cookies.set(name, value);
    const warned = vi.spyOn(console, "warn").mockImplementation(() => undefined);
    const logged = vi.spyOn(console, "log").mockImplementation(() => undefined);
    expect((await publish(id, 1, cut)).status).toBe(200);
    warned.mockRestore();
    logged.mockRestore();
    await ana.ask("POST", `/api/articles/${await begin()}/restore`);
    const answer = await new Browser().ask("GET", "/api/widget/articles?language=en&q=kettle");
    expect(await answer.json()).toMatchObject({ hits: [{ id, title: "Kettle" }] });
  });
});

describe("categories", () => {
  const texts = (name: string) => [{ language: "en", name, description: "" }];

  test("[AR14] are saved whole, by version; their articles stay when they go", async () => {
    const category = crypto.randomUUID();
    const put = (version: number, name: string) =>
      ana.ask("PUT", `/api/articles/categories/${category}`, { version, texts: texts(name) });
    expect((await put(0, "Brewing")).status).toBe(204);
    expect((await put(1, "Brewing at home")).status).toBe(204);
    expect(await codeOf(await put(1, "Too late"))).toBe("changed_meanwhile");
    const id = crypto.randomUUID();
    await ana.ask("POST", "/api/articles", { id, category });
    const read = async () => articleListSchema.parse(await (await ana.ask("GET", "/api/articles")).json());
    expect((await read()).categories).toMatchObject([
      { id: category, version: 2, texts: [{ name: "Brewing at home", slug: "brewing-at-home" }] },
    ]);
    expect((await read()).articles.find((each) => each.id === id)?.category).toBe(category);
    expect((await ana.ask("DELETE", `/api/articles/categories/${category}`, { version: 2 })).status).toBe(204);
    expect((await read()).articles.find((each) => each.id === id)?.category).toBeNull();
  });
});

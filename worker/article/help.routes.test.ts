import { beforeAll, expect, test } from "vitest";
import type { ArticleDocument } from "../protocol/article-document.ts";
import { articleTextSchema } from "../protocol/article.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { createWorkspace, password } from "../testing/workspace.ts";
import { importArticle } from "./article-import.store.ts";
import { saveCategory } from "./category.store.ts";

const template =
  '<!doctype html><html lang="en"><head><!--help-head--><script type="module" src="/assets/help-1.js"></script></head><body><!--help-body--></body></html>';

/** The built template, as the assets binding answers for it. */
const ASSETS = new Proxy(testEnv.ASSETS, {
  get: () => async (url: URL) =>
    url.pathname === "/help/index.html"
      ? new Response(template, { headers: { etag: '"build-1"' } })
      : new Response(null, { status: 404 }),
});
const env = { ...testEnv, ASSETS };
const ana = new Browser({ env });
const reader = new Browser({ env, origin: "https://fala.test" });
const get = (path: string, headers: Record<string, string> = {}) => reader.ask("GET", path, undefined, headers);

const says = (text: string): ArticleDocument => ({
  type: "doc",
  content: [
    { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "First" }] },
    { type: "paragraph", content: [{ type: "text", text }] },
    { type: "heading", attrs: { level: 2 }, content: [{ type: "text", text: "Then" }] },
  ],
});

/** What the help centre said when nothing was published yet. */
let before = { status: 0, html: "" };

beforeAll(async () => {
  const { owner } = await createWorkspace();
  const answer = await get("/help", { "accept-language": "pt" });
  before = { status: answer.status, html: await answer.text() };
  await ana.signIn(owner.email, password);
  const by = { id: owner.id, name: "Olivia Owner" };
  await saveCategory(env.DB, "category-brewing", {
    version: 0,
    texts: [
      { language: "en", name: "Brewing", description: "At home" },
      { language: "pt-BR", name: "Preparo", description: "Em casa" },
    ],
  });
  const texts = [
    { language: "en" as const, title: "Grind & water", excerpt: 'Say "hi" <b>', document: says("Turn it.") },
    { language: "pt-BR" as const, title: "Moagem", excerpt: "", document: says("Gire.") },
  ];
  await importArticle(
    env.DB,
    by,
    { id: "article-grind", category: "category-brewing", tags: [], publish: true, texts },
    1e12,
  );
});

test("[AR15] an article's page has everything that a search engine reads, and no script but our own", async () => {
  const answer = await get("/help/en/grind-water");
  expect(answer.status).toBe(200);
  const html = await answer.text();
  expect(html).toContain('<html lang="en" dir="ltr" style="--brand-solid:');
  expect(html).toContain("<title>Grind &amp; water · Acme Help</title>");
  expect(html).toContain('<meta name="description" content="Say &quot;hi&quot; &lt;b&gt;">');
  expect(html).toContain('<link rel="canonical" href="https://fala.test/help/en/grind-water">');
  expect(html).toContain('<link rel="alternate" hreflang="pt-BR" href="https://fala.test/help/pt-br/moagem">');
  expect(html).toContain('<link rel="alternate" hreflang="x-default" href="https://fala.test/help/en/grind-water">');
  expect(html).toContain('<meta property="og:title" content="Grind &amp; water">');
  const data = [...html.matchAll(/<script type="application\/ld\+json">(.*?)<\/script>/g)].map(([, json]): unknown =>
    JSON.parse(json ?? ""),
  );
  expect(data).toMatchObject([
    { "@type": "Article", headline: "Grind & water", description: 'Say "hi" <b>', inLanguage: "en" },
    {
      "@type": "BreadcrumbList",
      itemListElement: [{ position: 1 }, { position: 2, name: "Brewing" }, { position: 3 }],
    },
  ]);
  expect(html).toContain('<a href="#then">Then</a>');
  const policy = answer.headers.get("content-security-policy") ?? "";
  expect(policy).toContain("script-src 'self';");
  expect(policy).toContain("frame-src https://www.youtube-nocookie.com https://player.vimeo.com https://www.loom.com");
  expect(html.replaceAll(/<script type="(application\/ld\+json|module)"/g, "")).not.toContain("<script");
});

test("[AR15] /help leads to the reader's language, and to the company's own where nothing is in theirs", async () => {
  const to = async (accept: string) =>
    (await reader.ask("GET", "/help", undefined, { "accept-language": accept })).headers.get("location");
  expect(await to("pt-PT,pt;q=0.9,en;q=0.8")).toBe("/help/pt-br");
  expect(await to("ja")).toBe("/help/en");
});

test("[AR15] the first page, a category and the search show what is published; the search stays out of search engines", async () => {
  expect(await (await get("/help/en")).text()).toContain('<h2><a href="/help/en/c/brewing">Brewing</a></h2>');
  expect(await (await get("/help/pt-br/c/preparo")).text()).toContain("Moagem");
  const found = await (await get("/help/en?q=turn")).text();
  expect(found).toContain('<meta name="robots" content="noindex">');
  const nothing = await (await get("/help/en?q=%3Cscript%3Ealert(1)%3C/script%3E")).text();
  expect(nothing).not.toContain("<script>");
  expect(nothing).toContain("Nothing found for “&lt;script&gt;alert(1)&lt;/script&gt;”");
});

test("[AR16] a change is on the page at once, an unchanged page is not sent again", async () => {
  const path = "/help/en/grind-water";
  const first = await get(path);
  const etag = first.headers.get("etag") ?? "";
  expect((await get(path, { "if-none-match": etag })).status).toBe(304);
  const text = articleTextSchema.parse(await (await ana.ask("GET", "/api/articles/article-grind/en")).json());
  const { title, excerpt, version } = text;
  await ana.ask("PUT", "/api/articles/article-grind/en", {
    ...{ version, title, excerpt, slug: null },
    document: says("Turn it twice."),
  });
  expect(await (await get(path)).text()).toContain("Turn it.");
  await ana.ask("POST", "/api/articles/article-grind/en/publish", { version: version + 1 });
  const changed = await get(path, { "if-none-match": etag });
  expect(changed.status).toBe(200);
  expect(await changed.text()).toContain("Turn it twice.");
});

test("[AR9] an old address leads to the new one", async () => {
  const { version, title, excerpt, document } = articleTextSchema.parse(
    await (await ana.ask("GET", "/api/articles/article-grind/pt-BR")).json(),
  );
  await ana.ask("PUT", "/api/articles/article-grind/pt-BR", {
    version,
    title,
    excerpt,
    document,
    slug: "moagem-certa",
  });
  expect((await get("/help/pt-br/moagem")).status).toBe(200);
  await ana.ask("POST", "/api/articles/article-grind/pt-BR/publish", { version: version + 1 });
  const moved = await get("/help/pt-br/moagem");
  expect([moved.status, moved.headers.get("location")]).toEqual([301, "/help/pt-br/moagem-certa"]);
});

test.each(["/help/en/nothing", "/help/xx", "/help/pt-BR", "/help/en/c/nothing", "/help/en/a/b/c", "/help/en/%00"])(
  "%s is a page that says so, with 404",
  async (path) => {
    const answer = await get(path);
    expect(answer.status).toBe(404);
    expect(await answer.text()).toContain('<meta name="robots" content="noindex">');
  },
);

test("[AR21] while nothing is published the help centre says that, and offers no search", () => {
  expect(before.status).toBe(404);
  expect(before.html).toContain("<h1>Ainda não há artigos</h1>");
  expect(before.html).not.toContain("help-search");
  expect(before.html).not.toContain("help-button");
});

test("[AR21] an address with a slash at its end leads to the one without", async () => {
  const at = async (path: string) => {
    const answer = await get(path);
    return [answer.status, answer.headers.get("location")];
  };
  expect(await at("/help/")).toEqual([301, "/help"]);
  expect(await at("/help/en/")).toEqual([301, "/help/en"]);
  expect(await at("/help/en/grind-water/?q=a")).toEqual([301, "/help/en/grind-water?q=a"]);
});

test("search engines get a map of what is published, and are kept out of everything else", async () => {
  const map = await (await get("/help/sitemap.xml")).text();
  expect(map).toContain("<loc>https://fala.test/help/en/grind-water</loc>");
  expect(map).toContain('hreflang="pt-BR"');
  expect(await (await get("/robots.txt")).text()).toBe(
    "User-agent: *\nAllow: /help\nAllow: /assets/\nDisallow: /\n\nSitemap: https://fala.test/help/sitemap.xml\n",
  );
});

test("[AR17] a reader is counted once for each version, as they think now", async () => {
  const vote = (helped: boolean, address: string) =>
    new Browser({ env, address }).ask("POST", "/api/help/vote/article-grind/en", { version: 1, helped });
  expect((await vote(true, "192.0.2.7")).status).toBe(204);
  expect((await vote(false, "192.0.2.7")).status).toBe(204);
  expect((await vote(true, "192.0.2.8")).status).toBe(204);
  const list = await (await ana.ask("GET", "/api/articles")).json();
  expect(list).toMatchObject({ articles: [{ lines: [{ language: "en", helped: 1, notHelped: 1 }, { helped: 0 }] }] });
  const unknown = await reader.ask("POST", "/api/help/vote/article-grind/en", { version: 99, helped: true });
  expect(unknown.status).toBe(404);
});

test("[AR19] a network that asks without end is told to wait, on a page as a page; another one is not", async () => {
  const at = (address: string) => new Browser({ env, address });
  const search = "/api/help/search?language=en&q=turn";
  const asks = async (address: string, path: string) => (await at(address).ask("GET", path)).status;
  const vote = (address: string) =>
    at(address).ask("POST", "/api/help/vote/article-grind/en", { version: 1, helped: true });
  // A provider gives a household 64 bits of addresses.
  const many = await Promise.all(Array.from({ length: 120 }, (_, index) => asks(`2001:db8:1:2::${index}`, search)));
  expect(new Set(many)).toEqual(new Set([200]));
  const refused = await at("2001:db8:1:2:3::1").ask("GET", search);
  expect([refused.status, await refused.json()]).toMatchObject([429, { error: { code: "rate_limited" } }]);
  expect(await asks("2001:db8:1:2::1", "/api/widget/articles?language=en&q=turn")).toBe(429);
  const page = await at("2001:db8:1:2::1").ask("GET", "/help/pt-br?q=gire");
  expect(page.status).toBe(429);
  expect(await page.text()).toContain("Espere um momento e busque de novo");
  expect(await asks("2001:db8:1:2::1", "/help/en/grind-water")).toBe(200);
  expect(await asks("2001:db8:1:3::1", search)).toBe(200);
  const votes = await Promise.all(Array.from({ length: 21 }, async () => (await vote("192.0.2.99")).status));
  expect(votes.filter((status) => status === 429)).toHaveLength(1);
});

test("[AR19] votes of one network are counted in one place: another location of the edge or another reader begins nothing anew", async () => {
  // Each of these comes to a location that has counted nothing yet.
  const elsewhere = { ...env, VOTE_RATE: { limit: async () => ({ success: true }) } };
  const vote = async (address: string, browser: string) =>
    await new Browser({ env: elsewhere, address }).ask(
      ...(["POST", "/api/help/vote/article-grind/en", { version: 1, helped: false }] as const),
      { "user-agent": browser },
    );
  const votes = await Promise.all(
    Array.from({ length: 35 }, async (_, index) => (await vote(`2001:db8::${index + 1}`, `browser ${index}`)).status),
  );
  expect(votes.filter((status) => status === 204)).toHaveLength(30);
  const refused = await vote("2001:db8::ffff", "one more");
  expect([refused.status, await refused.json()]).toMatchObject([429, { error: { code: "rate_limited" } }]);
  expect((await vote("2001:db8:0:1::1", "a neighbour")).status).toBe(204);
});

test("[AR6] an image is kept as what its bytes are, under a name that nobody guesses, and can do nothing on our origin", async () => {
  const png = Uint8Array.from(
    atob("iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AARBAKAgAh7wP9CaVk/wAAAABJRU5ErkJggg=="),
    (character) => character.charCodeAt(0),
  );
  const upload = async (bytes: Uint8Array | string) => await ana.send("POST", "/api/articles/images", bytes);
  const kept = await (await upload(png)).json<{ file: string }>();
  expect(kept).toMatchObject({ width: 3, height: 2, file: expect.stringMatching(/^[0-9a-f]{32}$/) });
  const image = await get(`/help/images/${kept.file}`);
  expect(new Uint8Array(await image.arrayBuffer())).toEqual(png);
  expect(image.headers.get("content-type")).toBe("image/png");
  expect(image.headers.get("content-security-policy")).toBe("default-src 'none'; sandbox");
  expect(image.headers.get("x-content-type-options")).toBe("nosniff");
  expect((await upload('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')).status).toBe(400);
  expect((await upload("x".repeat(8 * 1024 * 1024 + 1))).status).toBe(413);
  expect((await get("/help/images/0123456789abcdef")).status).toBe(404);
});

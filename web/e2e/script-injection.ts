import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import type { Browser } from "@playwright/test";
import { articlePlaceSchema, articleSaveSchema, categorySaveSchema } from "#protocol/article";
import { clientMessageSchema } from "#protocol/client-message";
import { flowCreationSchema } from "#protocol/flow-library";
import { hoursChangeSchema } from "#protocol/hours";
import { agentChangeSchema } from "#protocol/managed-agent";
import { newTeamSchema } from "#protocol/managed-team";
import { routingChangeSchema } from "#protocol/routing";
import { siteChangeSchema } from "#protocol/site";
import { blockDraftSchema } from "#protocol/text-block";
import { uploadRequestSchema } from "#protocol/upload";
import { startRequestSchema } from "#protocol/widget";
import { meChangeSchema } from "#protocol/workspace";
import { workspaceSettingsSchema } from "#protocol/workspace-settings";
import { expect } from "./actors.ts";
import { AgentActor } from "./agent.ts";
import { Customer } from "./customer.ts";
import { freeTexts, schemasWithTexts } from "./free-text.ts";
import { covering, holds, isClean, planted, plantedLink, plantedWord } from "./planted.ts";
import { callsAGuest, offersASignOn, showsAPlantedPage } from "./planted-meetings.ts";
import { thoughtOf } from "./planted-schemas.ts";
import type { FreshProduct } from "./second-product.ts";
import { asAgent } from "./wire.ts";

/**
 * Plants a script in every text that somebody may write, in a deployment of its own, and looks at every screen. Which texts there are
 * the schemas say: a new one that nothing is planted in fails here.
 */
export async function plantsScripts(
  browser: Browser,
  product: FreshProduct,
  owner: { email: string; password: string },
): Promise<void> {
  expect(await schemasWithTexts(), "schemas that let texts in").toEqual(Object.keys(thoughtOf).toSorted());
  const ran: string[] = [];
  const contextOf = async () => {
    // What a browser calls itself is shown in its session and to agents.
    const extraHTTPHeaders = { "user-agent": `${plantedWord("browser")}/1 (a)` };
    const context = await browser.newContext({ baseURL: product.origin, extraHTTPHeaders });
    await context.exposeFunction("ran", () => void ran.push("a script ran"));
    return context;
  };
  const [atWork, atHome, elsewhere] = [await contextOf(), await contextOf(), await contextOf()];
  const { request } = atWork;
  const ask = async (method: string, path: string, data: unknown): Promise<Record<string, unknown>> => {
    const answer = await request.fetch(path, { method, data, headers: { origin: product.origin } });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
  };
  // ── Every field that an agent writes ─────────────────────────────────────────────────────────────────────────────
  await ask("POST", "/api/session", owner);
  for (const body of covering(meChangeSchema, [{ name: planted("agent") }])) await ask("PATCH", "/api/me", body);
  const me = (await (await request.get("/api/me")).json()) as { agent: { id: string }; teams: { id: string }[] };
  const team = me.teams[0]!.id;
  type Sites = { sites: { id: string; version: number; defaultTeamId: string }[] };
  const { sites } = (await (await request.get("/api/sites")).json()) as Sites;
  const site = sites[0]!;
  const change = {
    ...{ version: site.version, name: planted("site"), allowedOrigins: [product.shop], defaultTeamId: team },
    ...{
      look: { color: "#b4532a", position: "end" },
      greeting: { en: planted("greeting"), "pt-BR": planted("greeting") },
    },
    cobrowse: {
      mode: "standard",
      rules: [{ action: "mask", selector: `[title="${planted("rule")}"]`, pages: plantedWord("/path") }],
    },
  };
  covering(siteChangeSchema, [change]);
  // A selector that browsers do not understand is refused: what is kept of it is the attack inside of a string.
  change.cobrowse.rules[0]!.selector = `[title="cobrowse<img src=x-planted onerror=ran()>"]`;
  await ask("PUT", `/api/sites/${site.id}`, change);
  const settings = (await (await request.get("/api/workspace")).json()) as object;
  for (const body of covering(workspaceSettingsSchema, [{ ...settings, name: planted("company") }]))
    await ask("PUT", "/api/workspace", body);
  const other = { name: planted("team-two"), method: "manual", firstReplySeconds: 60, agentIds: [] };
  covering(newTeamSchema, [other]);
  const secondId = String((await ask("POST", "/api/teams", other))["id"]);
  const holidays = [{ date: "2030-01-01", name: planted("holiday", 80), ranges: [] }];
  const week = Array.from({ length: 7 }, () => []);
  const hours = { version: 0, hours: { always: true, timeZone: "America/Sao_Paulo", week, holidays } };
  for (const body of covering(hoursChangeSchema, [hours], "hours.timeZone"))
    await ask("PUT", "/api/hours/workspace", body);
  covering(agentChangeSchema, [{ version: 1, name: planted("agent") }]);

  const common = {
    scope: { kind: "everybody" },
    title: planted("block"),
    folder: planted("folder"),
    tags: [`<img x>`],
  };
  const says = (messages: object[]) => [{ language: "", messages }];
  const blocks = [
    { kind: "text", shortcut: "planted", ...common, contents: says([{ text: planted("block-text") }]) },
    { kind: "chat", ...common, contents: says([{ text: planted("chat-block"), buttons: [planted("b", 40)] }]) },
  ];
  // Of a file and an article it is their own words that are shown: see below.
  const enclosed = ["attachments[].name", "attachments[].type", "article.title", "article.excerpt", "article.slug"];
  covering(blockDraftSchema, blocks, ...enclosed.map((each) => `contents[].messages[].${each}`));
  for (const body of blocks) await ask("POST", "/api/text-blocks", body);

  const step = (kind: string, fields: object, exits: object = {}) => ({
    ...{ kind, id: `${kind}-${randomUUID().slice(0, 8)}`, name: planted("step", 60), position: { x: 0, y: 0 }, exits },
    ...fields,
  });
  const values = [planted("value")];
  const conditions = [{ about: "attribute", key: planted("key", 60), test: "is", values }];
  const sets = [
    { what: "attribute", key: planted("key", 60), value: planted("value") },
    { what: "tag", tag: planted("", 40), on: true },
    { what: "topic", to: planted("topic", 120) },
  ];
  const options = [{ id: "one", text: planted("", 40) }];
  const draft = {
    ...{ start: null, person: true },
    steps: [
      step("say", { typingSeconds: 0, said: { kind: "text", text: planted("flow-text") } }),
      step("ask", {
        ...{ text: planted("question"), typingSeconds: 0, answer: { kind: "buttons", options }, key: "a", fills: null },
        ...{ label: planted("", 60), retry: planted("retry"), tries: 2 },
      }),
      ...sets.map((set) => step("set", { set })),
      step("branch", { cases: [{ id: "one", label: planted("", 60), conditions }] }),
      step("call", {
        ...{ method: "POST", url: `https://x.test/${planted("")}`, body: planted("body"), seconds: 5 },
        take: [{ path: plantedWord("a"), key: "c", label: planted("", 60) }],
      }),
      step("hand_over", { to: { kind: "team", id: team }, text: planted("bye"), note: planted("note") }),
    ],
  };
  const drawn = { name: planted("flow"), description: planted("flow-note"), draft };
  covering(flowCreationSchema, [drawn], "draft.steps[].said.files[].name", "draft.steps[].said.files[].type");
  const flow = await ask("POST", "/api/flows", drawn);

  const [article, category] = [randomUUID(), randomUUID()];
  const texts = [{ language: "en", name: planted("category", 80), description: planted("category-text") }];
  for (const body of covering(categorySaveSchema, [{ version: 0, texts }]))
    await ask("PUT", `/api/articles/categories/${category}`, body);
  await ask("POST", "/api/articles", { id: article, category });
  const text = { type: "text", text: planted("article-text") };
  const image = { type: "image", attrs: { file: randomUUID(), alt: planted("alt"), width: 10, height: 10 } };
  const page = { type: "doc", content: [{ type: "paragraph", content: [text] }, image] };
  const save = { version: 0, title: planted("article"), excerpt: planted("excerpt"), slug: "planted", document: page };
  // The same nodes deeper in the document; which videos there are the providers' own ids say.
  const deeper = freeTexts(articleSaveSchema).filter((path) => /content.*content.*(content|alt)|video$/.test(path));
  for (const body of covering(articleSaveSchema, [save], ...deeper))
    await ask("PUT", `/api/articles/${article}/en`, body);
  await ask("POST", `/api/articles/${article}/en/publish`, { version: 1 });
  for (const body of covering(articlePlaceSchema, [{ version: 1, category, tags: [planted("", 40)] }]))
    await ask("PATCH", `/api/articles/${article}`, body);
  const link = { type: "text", text: "link", marks: [{ type: "link", attrs: { href: plantedLink } }] };
  const unsafe = { ...save, version: 1, document: { type: "doc", content: [{ type: "paragraph", content: [link] }] } };
  const refused = await request.fetch(`/api/articles/${article}/en`, {
    ...{ method: "PUT", headers: { origin: product.origin }, data: unsafe },
  });
  expect(refused.status()).toBe(400);
  const rule = { id: randomUUID(), name: planted("rule"), on: true, teamId: team, conditions };
  for (const body of covering(routingChangeSchema, [{ version: 0, rules: [rule] }]))
    await ask("PUT", "/api/routing", body);

  // ── Every field that a customer writes ───────────────────────────────────────────────────────────────────────────
  const shop = new Customer(await atHome.newPage(), atHome, product.shop);
  await shop.opensTheShop();
  await shop.opensTheChat();
  await expect(shop.frame.getByText(planted("greeting"))).toBeVisible();
  const told = {
    ...{ text: `${planted("message")} [press](${plantedLink}) ${plantedLink}`, topic: planted("topic", 120) },
    ...{
      visits: [{ url: plantedWord("https://x.test/path"), title: planted("page"), at: Date.now() }],
      attributes: { [planted("key", 60)]: planted("attribute") },
    },
  };
  // Where they come from, and what a challenge or a control of a flow is answered with, are never shown.
  covering(startRequestSchema, [told], "language", "challenge", "opening.value");
  await shop.page.evaluate(
    ([name, key, attribute, title, topic]) => {
      document.title = title ?? "";
      const fala = Reflect.get(globalThis, "fala") as unknown[];
      fala.push(["identify", { name, email: null }], ["set", { topic, attributes: { [key ?? ""]: attribute } }]);
    },
    [planted("customer", 120), planted("key", 60), planted("attribute"), planted("page"), told.topic],
  );
  await shop.says(told.text);
  await shop.seesItSent("message");
  const conversation = await shop.conversation();
  // Another one past the widget: no browser writes an address like this.
  const [past, token] = [randomUUID(), await shop.token()];
  const begun = await atHome.request.post("/api/widget/conversations", {
    data: { ...told, conversation: past, id: randomUUID(), language: null },
    headers: { origin: product.origin, authorization: `Bearer ${token}` },
  });
  expect(begun.ok(), await begun.text()).toBe(true);

  const console = new AgentActor(await atWork.newPage(), atWork, planted("agent"));
  await console.opens(conversation);
  await expect(console.entry(planted("message"))).toBeVisible();
  const named = { id: randomUUID(), name: planted("file", 120), size: 3 };
  for (const body of covering(uploadRequestSchema, [named]))
    await ask("POST", `/api/attachments/${conversation}`, body);
  await request.fetch(`/api/attachments/${conversation}/${named.id}/1`, {
    ...{ method: "PUT", data: Buffer.from("abc"), headers: { origin: product.origin } },
  });
  const card = {
    id: article,
    language: "en",
    title: planted("article"),
    excerpt: planted("excerpt"),
    slug: planted("slug"),
  };
  const commands = [
    { kind: "take", id: randomUUID(), expected: null },
    {
      ...{
        kind: "message",
        id: randomUUID(),
        text: `${planted("answer")} **${planted("bold")}** [press](${plantedLink})`,
      },
      ...{ attachments: [named.id], article: card, buttons: [planted("b", 40)] },
    },
    { kind: "note", id: randomUUID(), text: planted("note"), mentions: [me.agent.id] },
    { kind: "transfer", id: randomUUID(), to: { kind: "agent", id: me.agent.id }, comment: planted("comment") },
  ];
  const { answers } = await asAgent(console, conversation, commands);
  expect(answers.filter(({ kind }) => kind === "refused").map(({ code }) => code)).toEqual([]);
  // What media and controls say to each other is shown to nobody; pages and attributes came with the beginning.
  const machines = freeTexts(clientMessageSchema).filter((path) => /^(data|act|answers)\./.test(path));
  covering(clientMessageSchema, [...commands, { ...told.visits[0], attributes: told.attributes }], ...machines);

  await offersASignOn(request, product.origin, elsewhere);

  // ── Every screen ─────────────────────────────────────────────────────────────────────────────────────────────────
  await expect(console.entry(planted("note"))).toBeVisible();
  await expect(shop.frame.getByText(planted("answer"))).toBeVisible();
  await expect(console.panel).toContainText(planted("customer", 50));
  await isClean(console.page, "the conversation");
  await isClean(shop.page, "the widget");
  await console.opens(past);
  for (const shows of ["page", "attribute"]) await holds(console.page, "the customer's panel", shows);
  for (const words of ["/path%3Cimg", "browser<img"]) await expect(console.panel).toContainText(words);
  await console.opens(conversation);
  await showsAPlantedPage(shop, console);
  await callsAGuest(shop, console, await elsewhere.newPage());
  /** Within the console, as links lead. */
  const inside: [path: string, shows: string][] = [
    ["/live-chat/open", "customer"],
    ["/teams", "team-two"],
    ["/articles", "article"],
    [`/articles/${article}/en`, "article-text"],
    ["/text-blocks", "block"],
    ["/flows", "flow"],
    [`/flows/${String(flow["id"])}`, "flow-text"],
    ["/settings/profile", "agent"],
    ["/settings/company", "company"],
    ["/settings/sites", "site"],
    [`/settings/sites/${site.id}`, "greeting"],
    ["/settings/co-browsing", ""],
    [`/settings/co-browsing/${site.id}`, ""],
    ["/settings/hours", ""],
    ["/settings/security", ""],
    ["/settings/preferences", ""],
    ["/settings/files", ""],
    ["/settings/sign-in", "label"],
    ["/settings/teams", "team-two"],
    [`/settings/teams/${secondId}`, "team-two"],
    ["/settings/routing", "rule"],
    ["/settings/agents", "newcomer"],
    [`/settings/agents/${me.agent.id}`, "agent"],
  ];
  const sections = readFileSync(new URL("../console/settings/settings-sections.ts", import.meta.url), "utf8");
  for (const [, section] of sections.matchAll(/^ {4}path: "([\w-]+)"/gm))
    expect(inside.map(([path]) => path)).toContain(`/settings/${section}`);
  for (const [path, shows] of inside) {
    await console.page.evaluate((to) => {
      history.pushState(null, "", to);
      dispatchEvent(new PopStateEvent("popstate"));
    }, path);
    await holds(console.page, path, shows);
  }
  const pages: [path: string, shows: string][] = [
    ["/help/en", "category"],
    ["/help/en/planted", "article-text"],
    [`/help/en?q=${encodeURIComponent(planted("asked"))}`, "asked"],
  ];
  for (const [path, shows] of pages) {
    await console.page.goto(path);
    await holds(console.page, path, shows);
  }
  expect(ran).toEqual([]);
  await Promise.all([atWork, atHome, elsewhere].map((context) => context.close()));
}

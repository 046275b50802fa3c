import { randomUUID } from "node:crypto";
import type { Browser, Page } from "@playwright/test";
import type { ZodMiniType } from "zod/mini";
import { articlePlaceSchema, categorySaveSchema } from "#protocol/article";
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
import { freeTexts, holdsAt, schemasWithTexts } from "./free-text.ts";
import type { FreshProduct } from "./second-product.ts";
import { asAgent } from "./wire.ts";

/** What closes the markup that it may stand in, and tries three ways to run. */
const attack = `"'><img src=x-planted onerror=ran()><script>ran()</script>`;
const planted = (mark: string, most = 200) => `${mark}${attack}`.slice(0, most);
const plantedLink = "javascript:ran()";

/** What an injected script would be: an element that only markup of ours could have made, whether or not the policy lets it run. */
const injected =
  "img[src='x-planted'], script:not([src]):not([type$='json']), [onerror], a[href^='javascript:' i], iframe[src^='javascript:' i]";

const shownToNobody = "a secret, or a key: shown to nobody";
const sameTexts = "the texts of the schema by which it is begun or changed, in which they are planted";

/** Every schema of the Worker that lets texts in, and why a script is planted in it, or is not: one that nobody thought about fails. */
const thoughtOf: Record<string, string> = {
  ...{ agentChangeSchema: "planted", articlePlaceSchema: "planted", blockDraftSchema: "planted" },
  ...{ categorySaveSchema: "planted", flowCreationSchema: "planted", hoursChangeSchema: "planted" },
  ...{
    meChangeSchema: "planted",
    newTeamSchema: "planted",
    routingChangeSchema: "planted",
    siteChangeSchema: "planted",
  },
  ...{ startRequestSchema: "planted", uploadRequestSchema: "planted", workspaceSettingsSchema: "planted" },
  articleSaveSchema: "planted: what has no grammar in JSON is a closed tree",
  identifyRequestSchema: "planted by the page's own words to the widget",
  ...{ acceptInvitationRequestSchema: sameTexts, blockChangeSchema: sameTexts, flowChangeSchema: sameTexts },
  ...{ flowFileSchema: sameTexts, setupRequestSchema: sameTexts, siteFieldsSchema: sameTexts },
  teamChangeSchema: sameTexts,
  ...{ changePasswordRequestSchema: shownToNobody, flowHostsChangeSchema: shownToNobody },
  ...{ openInvitationRequestSchema: shownToNobody, passwordRequestSchema: shownToNobody },
  ...{ restoreFileSchema: shownToNobody, restoreFinishSchema: shownToNobody, restoreRequestSchema: shownToNobody },
  ...{ secondFactorRequestSchema: shownToNobody, signInRequestSchema: shownToNobody },
  cobrowseAgentMessageSchema: "what is typed into a field of the customer's page stands in that field alone",
  cobrowseCustomerMessageSchema: "not planted: the title of a page, and what was clicked, as text in the console",
  signInChangeSchema:
    "not planted: the words on the button of the sign-in page, as text; its provider has to answer first",
  requestSchema: "of the demo: origins",
};

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
    const context = await browser.newContext({ baseURL: product.origin });
    await context.exposeFunction("ran", () => void ran.push("a script ran"));
    return context;
  };
  const [atWork, atHome] = [await contextOf(), await contextOf()];
  const { request } = atWork;
  const ask = async (method: string, path: string, data: unknown): Promise<Record<string, unknown>> => {
    const answer = await request.fetch(path, { method, data, headers: { origin: product.origin } });
    expect(answer.ok(), `${method} ${path}: ${answer.status()} ${await answer.text()}`).toBe(true);
    return answer.status() === 204 ? {} : ((await answer.json()) as Record<string, unknown>);
  };
  /** Bodies that together hold the attack in every text of their schema, but for those that nobody is shown: a new one fails here. */
  const covering = <Body>(schema: ZodMiniType, bodies: Body[], ...unseen: string[]): Body[] => {
    const open = freeTexts(schema).filter((path) => !bodies.some((body) => holdsAt(body, path, "<img")));
    expect(open.toSorted(), "texts without an attack in them").toEqual(unseen.toSorted());
    return bodies;
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
    cobrowse: { mode: "standard", rules: [{ action: "mask", selector: `[title="${planted("rule")}"]`, pages: "" }] },
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
        take: [{ path: "a.b", key: "c", label: planted("", 60) }],
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
  const page = { type: "doc", content: [{ type: "paragraph", content: [text] }] };
  const save = { version: 0, title: planted("article"), excerpt: planted("excerpt"), slug: "planted", document: page };
  await ask("PUT", `/api/articles/${article}/en`, save);
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
    ...{ visits: [{ title: planted("page") }], attributes: { [planted("key", 60)]: planted("attribute") } },
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

  // ── Every screen ─────────────────────────────────────────────────────────────────────────────────────────────────
  await expect(console.entry(planted("note"))).toBeVisible();
  await expect(shop.frame.getByText(planted("answer"))).toBeVisible();
  await expect(console.panel).toContainText(planted("customer", 50));
  await isClean(console.page, "the conversation");
  await isClean(shop.page, "the widget");
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
    ["/settings/cobrowsing", ""],
    ["/settings/hours", ""],
    ["/settings/teams", "team-two"],
    [`/settings/teams/${secondId}`, "team-two"],
    ["/settings/routing", "rule"],
    ["/settings/agents", "agent"],
    [`/settings/agents/${me.agent.id}`, "agent"],
  ];
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
  await Promise.all([atWork.close(), atHome.close()]);
}

/** The screen shows what was planted, as words or as what a field holds, and nothing of it is markup. */
async function holds(page: Page, path: string, shows: string): Promise<void> {
  if (shows !== "") {
    const words = `${shows}"'><img`;
    const isShown = () =>
      page.evaluate((wanted) => {
        const fields = [...document.querySelectorAll<HTMLInputElement>("input, textarea")].map(({ value }) => value);
        return [document.body.textContent, ...fields].some((each) => each.includes(wanted));
      }, words);
    await expect.poll(isShown, { message: `${path} shows ${shows}`, timeout: 5_000 }).toBe(true);
  }
  await isClean(page, path);
}

async function isClean(page: Page, where: string): Promise<void> {
  for (const frame of page.frames()) expect(await frame.locator(injected).count(), `${where} (${frame.url()})`).toBe(0);
}

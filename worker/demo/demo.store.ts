import { createHash } from "node:crypto";
import { and, eq } from "drizzle-orm";
import type { BatchItem } from "drizzle-orm/batch";
import type { Step } from "../conversation/step.domain.ts";
import { defaultUploadLimits } from "../attachment/attachment.domain.ts";
import { database } from "../platform/database.ts";
import type { App } from "../platform/env.ts";
import { conversationObject } from "../platform/objects.ts";
import { randomHex } from "../platform/random.ts";
import type { Attachment } from "../protocol/attachment.ts";
import type { AgentName, Role } from "../protocol/agent.ts";
import type { Named } from "../protocol/conversation.ts";
import { limits } from "../protocol/limits.ts";
import type { Attributes, Customer, Place } from "../protocol/customer.ts";
import type { RoutingRule } from "../protocol/routing.ts";
import { routing, routingRule } from "../routing/routing.table.ts";
import type { Hours } from "../protocol/hours.ts";
import { hours } from "../hours/hours.table.ts";
import { site } from "../site/site.table.ts";
import { team } from "../team/team.table.ts";
import { workspace } from "../workspace/workspace.table.ts";
import { pastCall } from "./past-call.domain.ts";
import { type Dialogue, dialogues, people } from "./dialogue.domain.ts";
import { grinderPhotoBytes } from "./photo.domain.ts";
import { demoPeople } from "./people.store.ts";

export const demoPassword = "fala-demo-2026";

/** The company's own secret, so that the demo shop can sign for its customers. Not a secret, and never in a real workspace. */
const demoIdentitySecret = "demo-identity-secret-0123456789abcdef";

const minute = 60_000;
const conversations = 42;

const teams: Named[] = [
  { id: "team-support", name: "Support" },
  { id: "team-sales", name: "Sales" },
  { id: "team-wholesale", name: "Wholesale" },
];

/** What an office asks goes to the team that knows offices, and what is in Portuguese to who sells in Brazil. */
const rules: RoutingRule[] = [
  {
    id: "rule-wholesale",
    name: "Offices and cafés",
    on: true,
    conditions: [{ about: "page", key: "", test: "starts", values: ["/wholesale", "/atacado"] }],
    teamId: "team-wholesale",
  },
  {
    id: "rule-club-orders",
    name: "Coffee club, about to buy",
    on: true,
    conditions: [
      { about: "attribute", key: "plan", test: "is", values: ["Coffee club"] },
      { about: "page", key: "", test: "contains", values: ["/cart", "/checkout"] },
    ],
    teamId: "team-sales",
  },
  {
    id: "rule-courses",
    name: "Courses in Portuguese",
    on: false,
    conditions: [
      { about: "topic", key: "", test: "is", values: ["Cursos", "Courses"] },
      { about: "language", key: "", test: "is", values: ["pt"] },
    ],
    teamId: "team-sales",
  },
];

type DemoAgent = AgentName & { email: string; role: Role; teamIds: string[] };
export const demoAgents: DemoAgent[] = [
  {
    id: "agent-ana-souza",
    name: "Ana Souza",
    email: "ana@demo.fala",
    role: "owner",
    teamIds: ["team-support", "team-sales"],
  },
  { id: "agent-bruno-lima", name: "Bruno Lima", email: "bruno@demo.fala", role: "agent", teamIds: ["team-support"] },
  {
    id: "agent-carla-mendes",
    name: "Carla Mendes",
    email: "carla@demo.fala",
    role: "supervisor",
    teamIds: ["team-support"],
  },
  {
    id: "agent-diego-rocha",
    name: "Diego Rocha",
    email: "diego@demo.fala",
    role: "agent",
    teamIds: ["team-sales"],
  },
  {
    id: "agent-emma-wilson",
    name: "Emma Wilson",
    email: "emma@demo.fala",
    role: "agent",
    teamIds: ["team-support", "team-sales", "team-wholesale"],
  },
];

const shop: Named = { id: "site-demo-shop", name: "Serra Coffee" };

const office = [
  { from: 9 * 60, to: 12 * 60 },
  { from: 13 * 60, to: 18 * 60 },
];
const demoHours: Hours = {
  always: false,
  timeZone: "America/Sao_Paulo",
  week: [office, office, office, office, office, [{ from: 9 * 60, to: 13 * 60 }], []],
  holidays: [
    { date: "2026-12-24", name: "Véspera de Natal", ranges: [{ from: 9 * 60, to: 13 * 60 }] },
    { date: "2026-12-25", name: "Natal", ranges: [] },
    { date: "2027-01-01", name: "Ano-Novo", ranges: [] },
  ],
};

/** Lets the demo shop show its widget from these origins too: it may be served on another port than before. */
export async function allowShop(env: App["Bindings"], shopOrigins: string[]): Promise<void> {
  const db = database(env);
  const [found] = await db.select().from(site).where(eq(site.id, shop.id));
  const fresh = shopOrigins.filter((origin) => found?.allowedOrigins.includes(origin) === false);
  if (!found || fresh.length === 0) return;
  await db
    .update(site)
    // The newest stay where there are more than a site may have.
    .set({ allowedOrigins: [...found.allowedOrigins, ...fresh].slice(-limits.siteOrigins), version: found.version + 1 })
    .where(and(eq(site.id, shop.id), eq(site.version, found.version)));
}

/** Creates the company: teams, agents (`agentInserts`), sites, of which the given origins may show the first one's widget. One batch. */
export async function createDemoCompany(
  env: App["Bindings"],
  shopOrigins: string[],
  agentInserts: readonly BatchItem<"sqlite">[],
): Promise<void> {
  const db = database(env);
  const now = Date.now();
  await db.batch([
    db.insert(workspace).values({ id: "workspace", name: "Serra Coffee", createdAt: now }),
    ...teams.map((each) => db.insert(team).values({ ...each, createdAt: now })),
    db.insert(site).values({
      ...shop,
      key: "demo",
      // Whoever tries it out begins many from one address.
      newConversations: null,
      allowedOrigins: shopOrigins,
      defaultTeamId: "team-support",
      look: { color: "#b4532a", position: "end" },
      greeting: { en: "Hello! How can we help?", "pt-BR": "Olá! Como podemos ajudar?" },
      customerCalls: true,
      identitySecret: demoIdentitySecret,
      cobrowse: {
        mode: "standard",
        rules: [
          { action: "mask", selector: ".order-number", pages: "" },
          { action: "block", selector: "#payment", pages: "/checkout/*" },
        ],
      },
      createdAt: now,
    }),
    db.insert(site).values({
      id: "site-demo-wholesale",
      name: "Serra for cafés",
      key: "demo-wholesale",
      newConversations: null,
      allowedOrigins: ["https://cafes.serra.example"],
      defaultTeamId: "team-sales",
      look: { color: "#0f766e", position: "start" },
      greeting: { en: "Beans for your café? Ask us.", "pt-BR": "Café para a sua cafeteria? Pergunte." },
      identitySecret: randomHex(32),
      cobrowse: { mode: "private", rules: [{ action: "show", selector: "header, .product", pages: "" }] },
      createdAt: now,
    }),
    db.insert(hours).values([
      // Somebody is always there, so that the shop can be tried at any hour; Sales goes home in the evening.
      { id: "workspace", teamId: null, version: 1, hours: { ...demoHours, always: true } },
      { id: "team-sales", teamId: "team-sales", version: 1, hours: demoHours },
    ]),
    ...agentInserts,
    ...demoPeople(
      db,
      demoAgents.map(({ id }) => id),
      now,
    ),
    db.insert(routing).values({ id: "routing", version: 1 }),
    ...rules.map((rule, position) => db.insert(routingRule).values({ ...rule, position })),
  ]);
}

/** Some forty conversations of the last days, in every status. Ids are fixed, so doing it twice changes nothing. */
export async function createDemoConversations(env: App["Bindings"]): Promise<void> {
  const now = Date.now();
  for (let first = 0; first < conversations; first += 10) {
    const indexes = Array.from({ length: Math.min(10, conversations - first) }, (_, offset) => first + offset);
    await Promise.all(indexes.map((index) => createConversation(env, index, now)));
  }
}

async function createConversation(env: App["Bindings"], index: number, now: number): Promise<void> {
  const dialogue = dialogues[index % dialogues.length];
  const person = people[(index * 5 + Math.floor(index / dialogues.length)) % people.length];
  if (dialogue === undefined || person === undefined) return;
  const [name, email, country, city, language] = person;
  const customer: Customer = {
    id: idOf(`customer-${email ?? index}`),
    name,
    email,
    verified: email !== null && index % 3 !== 0,
  };
  const place: Place = {
    country,
    city,
    language,
    browser: index % 2 ? "Chrome 141" : "Safari 19",
    system: index % 2 ? "Windows 11" : "iOS 19",
    device: index % 2 ? "desktop" : "phone",
  };
  const attributes: Attributes =
    email === null ? {} : { plan: index % 4 === 0 ? "Coffee club" : "Guest", orders: (index * 7) % 23 };
  const hasPhoto = index >= 4 && dialogue.lines.some(([who]) => who === "p");
  const photo = hasPhoto ? await sendPhoto(env, idOf(`conversation-${index}`), customer) : null;
  const steps = stepsOf(dialogue, index, customer, now, photo);
  const beginning = steps[0]?.at ?? now;
  await conversationObject(env, idOf(`conversation-${index}`))
    .copying()
    .replay(steps, {
      attributes,
      place,
      visits: visitsOf(dialogue, beginning),
    });
}

/** As the customer's browser does it, before the message that brings it. Null where that was done before. */
async function sendPhoto(env: App["Bindings"], conversation: string, customer: Customer): Promise<Attachment | null> {
  const bytes = Buffer.from(grinderPhotoBytes, "base64");
  const by = { kind: "customer" as const, id: customer.id };
  const id = idOf(`photo-${conversation}`);
  using files = await conversationObject(env, conversation).files();
  const opened = await files.open(by, { id, name: "moedor.webp", size: bytes.length }, defaultUploadLimits);
  const target = opened.ok ? await files.target(by, id, 1, defaultUploadLimits) : null;
  if (target === null || !target.ok || target.value.done) return null;
  const { etag } = (await env.FILES.put(target.value.key, bytes)) ?? { etag: "" };
  const found = { kind: "image" as const, type: "image/webp", width: 640, height: 480 };
  const sent = await files.arrived(by, id, 1, { etag, found });
  return sent.ok ? sent.value.attachment : null;
}

/**
 * The newest conversations wait or are being answered, the middle ones snooze, the old ones are done. In those that are
 * open the agent had the last word: nobody waits for an owner who never came to work.
 */
function stepsOf(dialogue: Dialogue, index: number, customer: Customer, now: number, photo: Attachment | null): Step[] {
  const answers = dialogue.lines.findLastIndex(([who]) => who === "a") + 1;
  const fate =
    index < 4 ? "waiting" : index < 16 && answers > 0 ? "open" : index >= 16 && index < 20 ? "snoozed" : "done";
  const age =
    fate === "waiting"
      ? (index * 2 + 1) * minute
      : fate === "open"
        ? (index - 3) * 17 * minute
        : (Math.max(index - 12, 1) * 190 + index) * minute;
  const spoken =
    fate === "waiting"
      ? dialogue.lines.filter(([who]) => who === "c").slice(0, 2)
      : fate === "open"
        ? dialogue.lines.slice(0, answers)
        : dialogue.lines;
  const owner = demoAgents[index % demoAgents.length] ?? demoAgents[0];
  const wanted = dialogue.topic === "Wholesale" ? "team-wholesale" : index % 3 === 0 ? "team-sales" : "team-support";
  const place =
    teams.find(({ id }) => id === (owner?.teamIds.find((own) => own === wanted) ?? owner?.teamIds[0])) ?? teams[0];
  const [opening] = spoken;
  if (owner === undefined || place === undefined || opening === undefined) return [];
  const conversation = idOf(`conversation-${index}`);
  const page = { url: `https://shop.example${dialogue.page[0]}`, title: dialogue.page[1] };
  const agent = { kind: "agent", id: owner.id, name: owner.name } as const;
  const id = (step: number) => idOf(`entry-${index}-${step}`);
  let at = now - age - spoken.length * minute;
  const steps: Step[] = [
    {
      at,
      actor: { kind: "customer", id: customer.id },
      command: {
        kind: "start",
        id: id(0),
        text: opening[1],
        conversation,
        customer,
        site: shop,
        team: place,
        topic: dialogue.topic,
        page,
      },
    },
  ];
  for (const [step, [who, text]] of spoken.entries()) {
    if (step === 0) continue;
    at += minute * (1 + ((index + step) % 3) * 0.4);
    if (who === "v") {
      const callId = (part: number) => idOf(`call-${index}-${step}-${part}`);
      steps.push(...pastCall(at, Number(text), { agent, customer }, callId));
      at += Number(text) * 1_000 + minute / 2;
    } else if (who === "s") {
      steps.push(...cobrowsed(agent, customer, id(step), at, Number(text)));
      at += 2 * minute;
    } else if (who === "n")
      steps.push({ at, actor: agent, command: { kind: "note", id: id(step), text, mentions: [] } });
    else
      steps.push({
        at,
        actor: who === "a" ? agent : { kind: "customer", id: customer.id },
        command: { kind: "message", id: id(step), text, ...(who === "p" && photo ? { attachments: [photo] } : {}) },
      });
  }
  if (fate === "waiting") return steps;
  if (!spoken.some(([who]) => who === "a")) {
    steps.push({ at: at + minute / 2, actor: agent, command: { kind: "take", id: id(80), expected: null } });
  }
  if (fate === "snoozed") {
    const until = index % 2 === 0 ? null : now + (index - 14) * 5 * 3600_000;
    steps.push({ at: at + minute, actor: agent, command: { kind: "status", id: id(90), to: "snoozed", until } });
  }
  if (fate === "done")
    steps.push({ at: at + minute, actor: agent, command: { kind: "status", id: id(90), to: "done", until: null } });
  return steps;
}

/** The customer showed some pages for two minutes. */
function cobrowsed(
  agent: { kind: "agent"; id: string; name: string },
  customer: Customer,
  session: string,
  at: number,
  pages: number,
): Step[] {
  const facts = { agents: [{ id: agent.id, name: agent.name }], pages, controlled: false };
  const origin = "https://shop.example";
  return [
    { at, actor: agent, command: { kind: "cobrowse_ask", id: session, customerHere: true } },
    {
      at: at + 8_000,
      actor: { kind: "customer", id: customer.id },
      command: { kind: "cobrowse_answer", id: idOf(`${session}-yes`), session, accept: true, origin },
    },
    {
      at: at + 2 * minute,
      actor: agent,
      command: { kind: "cobrowse_end", id: idOf(`${session}-end`), session, facts },
    },
  ];
}

function visitsOf(dialogue: Dialogue, at: number) {
  const pages: [string, string][] = [dialogue.page, ["/products", "All coffees"], ["/", "Coffee, freshly roasted"]];
  return pages.map(([path, title], back) => ({ url: `https://shop.example${path}`, title, at: at - back * minute }));
}

function idOf(words: string): string {
  return createHash("sha256").update(`demo-${words}`).digest("hex").slice(0, 32);
}

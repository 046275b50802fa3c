import type { ErrorCode } from "../../protocol/error.ts";
import { closeCode } from "../../protocol/close-code.ts";
import type { Id, Stranger, Who, World } from "./world.ts";

/** Which code keeps whom out. Who is not named is let in. */
export type Door = Partial<Record<Stranger, ErrorCode | number>>;

const noAgent = {
  ...{ nobody: "not_signed_in", otherCustomer: "not_signed_in", otherSite: "not_signed_in" },
  ...{ forged: "session_over", deactivated: "session_over", revoked: "session_over", guest: "not_signed_in" },
} as const satisfies Door;
const noToken = {
  ...{ nobody: "customer_token_invalid", forged: "customer_token_invalid", otherTeam: "customer_token_invalid" },
  ...{ deactivated: "customer_token_invalid", revoked: "customer_token_invalid", guest: "customer_token_invalid" },
} as const satisfies Door;
const eitherSide = {
  ...{ nobody: "not_signed_in", forged: "customer_token_invalid", guest: "customer_token_invalid" },
  ...{ deactivated: "session_over", revoked: "session_over" },
} as const satisfies Door;
const { notSignedIn, forbidden, notFound, over } = closeCode;
const noSocket = {
  ...{ nobody: notSignedIn, forged: notSignedIn, deactivated: notSignedIn, revoked: notSignedIn, guest: notSignedIn },
} as const satisfies Door;

export const doors = {
  /** Nobody is kept out: it says or does nothing that is anybody's own. */
  everybody: {},
  /** Agents. */
  agents: noAgent,
  /** Agents of a role: the table of agent.domain.ts. */
  roles: { ...noAgent, otherTeam: "forbidden" },
  /** Agents who may read the team that it belongs to. */
  team: { ...noAgent, otherTeam: "not_found" },
  /** What one agent brought: for them alone. */
  ownFile: { ...noAgent, otherTeam: "attachment_unknown" },
  /** Customers, each for themselves. */
  customers: noToken,
  /** Customers, where an address names a conversation: it stays whose it is. */
  customersOwn: { ...noToken, otherCustomer: "conversation_taken", otherSite: "conversation_taken" },
  /** The customer of the conversation, and agents of its team. */
  participants: { ...eitherSide, otherCustomer: "not_found", otherSite: "not_found", otherTeam: "not_found" },
  /** Agents of its team: customers are told that they may not. */
  teamHere: { ...eitherSide, otherCustomer: "forbidden", otherSite: "forbidden", otherTeam: "attachment_unknown" },
  /** The customer of the conversation alone. */
  ownConversation: {
    ...{
      nobody: "not_signed_in",
      forged: "customer_token_invalid",
      guest: "customer_token_invalid",
      otherCustomer: "not_found",
      otherSite: "not_found",
    },
    ...{ otherTeam: "customer_token_invalid", deactivated: "session_over", revoked: "session_over" },
  },
  /** Bytes: agents with their session; a customer's token is no key to them, a grant of theirs is. */
  files: { ...noAgent, otherTeam: "not_found" },
  /** Sockets: the code with which they close. */
  conversationSocket: { ...noSocket, otherCustomer: forbidden, otherSite: forbidden, otherTeam: forbidden },
  inboxSocket: {
    ...noSocket,
    otherCustomer: "invalid_request",
    otherSite: "invalid_request",
    forged: "invalid_request",
    guest: "invalid_request",
    otherTeam: forbidden,
  },
  /** Guests, while their call lasts: nobody else has a link and a browser's key. */
  guestSocket: {
    ...{ nobody: "invalid_request", forged: "invalid_request", otherCustomer: "invalid_request" },
    ...{ otherSite: "invalid_request", otherTeam: "invalid_request", deactivated: "invalid_request" },
    ...{ revoked: "invalid_request", guest: over },
  },
  cobrowseSocket: { ...noSocket, otherCustomer: notFound, otherSite: notFound, otherTeam: notFound },
} as const satisfies Record<string, Door>;

export type Expectation = {
  door: keyof typeof doors;
  /** What stands in the address, by the name of the parameter. */
  at?: Record<string, Id | { text: string }>;
  query?: (world: World) => string;
  /** What a rightful caller sends. */
  body?: (world: World) => unknown;
  bytes?: true;
  /** Who is rightful; else whom the door suggests. */
  as?: Who;
  /** What they are answered: the proof that the address exists and that it was the door that kept the others out. */
  answers: number;
  socket?: true;
};

const b = (body: unknown) => (): unknown => body;
const version = (number: number) => b({ version: number });
const text = (value: string) => ({ text: value });
const en = text("en");
const guess = { door: "everybody", answers: 403 } as const;

/** THE TABLE: every address of the Worker, who is kept out of it, and what who may is answered. */
export const expectations: Record<string, Expectation> = {
  "GET /api/health": { door: "everybody", answers: 200 },
  "GET /api/setup": { door: "everybody", answers: 200 },
  "POST /api/setup": { door: "everybody", answers: 400, body: b({}) },
  "POST /api/setup/token": { ...guess, body: b({ token: "a guess" }) },
  "POST /api/session/second-factor": { door: "everybody", answers: 401, body: b({ code: "123456" }) },
  "POST /api/session/second-factor/start": { door: "agents", answers: 400, body: b({}) },
  "POST /api/session/second-factor/confirm": { door: "agents", answers: 401, body: b({ code: "123456" }) },
  "POST /api/session/second-factor/disable": { door: "agents", answers: 400, body: b({}) },
  "POST /api/session/second-factor/backup-codes": { door: "agents", answers: 400, body: b({}) },
  "GET /api/session/ways": { door: "everybody", answers: 200 },
  "POST /api/session/access": { door: "everybody", answers: 404 },
  "GET /api/session/single-sign-on": { door: "everybody", answers: 302 },
  "GET /api/session/single-sign-on/callback": { door: "everybody", answers: 302 },
  "POST /api/session": { door: "everybody", answers: 401, body: b({ email: "no@fala.test", password: "wrong words" }) },
  "DELETE /api/session": { door: "everybody", answers: 204, as: "nobody" },
  "GET /api/session": { door: "agents", answers: 200 },
  "DELETE /api/session/others": { door: "agents", answers: 204 },
  "DELETE /api/session/:id": { door: "team", answers: 404, at: { id: "session" } },
  "POST /api/session/password": { door: "agents", answers: 400, body: b({}) },
  "GET /api/sign-in": { door: "roles", answers: 200 },
  "PUT /api/sign-in": { door: "roles", answers: 200, body: b({ version: 0, singleSignOn: null }) },
  "PUT /api/me/picture": { door: "agents", answers: 400, bytes: true },
  "DELETE /api/me/picture": { door: "agents", answers: 204 },
  "GET /api/me": { door: "agents", answers: 200 },
  "PATCH /api/me": { door: "agents", answers: 200, body: b({ language: "en" }) },
  "GET /api/agents": { door: "agents", answers: 200 },
  "GET /api/agents/standings": { door: "agents", answers: 200 },
  "GET /api/agents/all": { door: "roles", answers: 200 },
  "GET /api/agents/:id": { door: "roles", answers: 200, at: { id: "spare" } },
  "PATCH /api/agents/:id": { door: "roles", answers: 200, at: { id: "spare" }, body: b({ version: 1, name: "Sue" }) },
  "POST /api/agents/:id/deactivate": { door: "roles", answers: 200, at: { id: "spare" }, body: version(2) },
  "POST /api/agents/:id/password-link": { door: "roles", answers: 201, at: { id: "ana" } },
  "POST /api/agents/:id/second-factor/reset": { door: "roles", answers: 404, at: { id: "ana" }, body: version(1) },
  "POST /api/agents/:id/reactivate": { door: "roles", answers: 200, at: { id: "spare" }, body: version(3) },
  "POST /api/invitations/open": { door: "everybody", answers: 404, body: b({ token: "no-such-token" }) },
  "POST /api/invitations/accept": {
    ...{ door: "everybody", answers: 404 },
    body: b({ token: "no-such-token", name: "Eve", password: "correct horse battery" }),
  },
  "POST /api/invitations": {
    ...{ door: "roles", answers: 201 },
    body: b({ email: "newer@fala.test", role: "owner", teamIds: [] }),
  },
  "POST /api/invitations/:id/send": { door: "roles", answers: 200, at: { id: "invitation" } },
  "DELETE /api/invitations/:id": { door: "roles", answers: 204, at: { id: "invitation" } },
  "GET /api/sites": { door: "roles", answers: 200 },
  "POST /api/sites": { door: "roles", answers: 201, body: ({ bodies }) => bodies.siteFields },
  "GET /api/sites/:id": { door: "roles", answers: 200, at: { id: "outlet" } },
  "PUT /api/sites/:id": {
    ...{ door: "roles", answers: 409, at: { id: "outlet" } },
    body: ({ bodies }) => ({ ...bodies.siteFields, version: 99 }),
  },
  "DELETE /api/sites/:id": { door: "roles", answers: 409, at: { id: "outlet" }, query: () => "?version=99" },
  "GET /api/sites/:id/identity": { door: "roles", answers: 200, at: { id: "shop" } },
  "POST /api/sites/:id/identity": {
    ...{ door: "roles", answers: 409, at: { id: "shop" } },
    body: b({ version: 99, overlapHours: 1 }),
  },
  "GET /api/workspace/attachments": { door: "agents", answers: 200 },
  "PUT /api/workspace/attachments": {
    ...{ door: "roles", answers: 409 },
    body: b({ bytes: 1000, count: 1, kinds: ["image"], keepLocation: false, version: 99 }),
  },
  "GET /api/workspace": { door: "roles", answers: 200 },
  "PUT /api/workspace": {
    ...{ door: "roles", answers: 409 },
    body: b({ version: 99, name: "A", logo: null, languages: ["en"], sneakPeek: false, retentionDays: null }),
  },
  "POST /api/workspace/logo": { door: "roles", answers: 201, bytes: true },
  "GET /api/logo/:logo": { door: "everybody", answers: 404, at: { logo: text("none.png") } },
  "GET /api/hours": { door: "roles", answers: 200 },
  "PUT /api/hours/workspace": { door: "roles", answers: 400, body: b({}) },
  "PUT /api/hours/:team": { door: "roles", answers: 400, at: { team: "team" }, body: b({}) },
  "DELETE /api/hours/:team": { door: "roles", answers: 409, at: { team: "team" }, query: () => "?version=9" },
  "GET /api/teams": { door: "roles", answers: 200 },
  "POST /api/teams": { door: "roles", answers: 400, body: b({}) },
  "PUT /api/teams/limit": { door: "roles", answers: 409, body: b({ limit: 3, version: 99 }) },
  "PUT /api/teams/:id": { door: "roles", answers: 400, at: { id: "team" }, body: b({}) },
  "GET /api/teams/:id/use": { door: "roles", answers: 200, at: { id: "team" } },
  "POST /api/teams/:id/delete": {
    ...{ door: "roles", answers: 409, at: { id: "emptyTeam" } },
    body: ({ ids }) => ({ version: 99, to: ids.team, agentsToo: false }),
  },
  "GET /api/routing": { door: "roles", answers: 200 },
  "PUT /api/routing": { door: "roles", answers: 200, body: b({ version: 0, rules: [] }) },
  "GET /api/conversations": { door: "agents", answers: 200, query: () => "?list=open" },
  "GET /api/conversations/:id": { door: "team", answers: 200, at: { id: "conversation" } },
  "DELETE /api/conversations/:id": { door: "roles", answers: 204, at: { id: "spareConversation" } },
  "GET /api/conversations/:id/transcript": { door: "team", answers: 200, at: { id: "conversation" } },
  "GET /api/customers/:id/conversations": { door: "agents", answers: 200, at: { id: "customer" } },
  "GET /api/customers/:id/data": { door: "roles", answers: 200, at: { id: "customer" } },
  "GET /api/customers/:id/data/:conversation": {
    ...{ door: "roles", answers: 200, at: { id: "customer", conversation: "conversation" } },
  },
  "DELETE /api/customers/:id": { door: "roles", answers: 200, at: { id: "unknown" } },
  "GET /api/backup": { door: "roles", answers: 200 },
  "GET /api/backup/tables/:table": { door: "roles", answers: 200, at: { table: text("team") } },
  "GET /api/backup/conversations/:id": { door: "roles", answers: 200, at: { id: "conversation" } },
  "GET /api/backup/files": { door: "roles", answers: 200 },
  "GET /api/backup/files/:key{.+}": { door: "roles", answers: 404, at: { key: text("none") } },
  // Without the setup token nobody gets further, whoever they are; with it, only where nothing is set up.
  "POST /api/restore": { ...guess, body: b({ token: "a guess", format: 1 }) },
  "PUT /api/restore/tables/:table": { ...guess, at: { table: text("team") }, body: b({}) },
  "PUT /api/restore/conversations/:id": { ...guess, at: { id: "conversation" }, body: b({}) },
  "POST /api/restore/files/:key{.+}": { ...guess, at: { key: text("none") }, body: b({}) },
  "PUT /api/restore/files/:key{.+}": { ...guess, at: { key: text("none") }, bytes: true },
  "POST /api/restore/finish": { ...guess, body: b({}) },
  "GET /api/search": { door: "agents", answers: 200, query: () => "?q=picture" },
  "POST /api/search/reindex": { door: "roles", answers: 200 },
  "GET /api/articles": { door: "agents", answers: 200 },
  "POST /api/articles": { door: "agents", answers: 204, body: ({ ids }) => ({ id: ids.article, category: null }) },
  "GET /api/articles/search": { door: "agents", answers: 200, query: () => "?q=grind&language=en" },
  "GET /api/articles/languages": { door: "agents", answers: 200 },
  "POST /api/articles/images": { door: "agents", answers: 201, bytes: true },
  "PUT /api/articles/order": { door: "roles", answers: 204, body: b({ kind: "article", ids: [] }) },
  "POST /api/articles/reindex": { door: "roles", answers: 200 },
  "PUT /api/articles/categories/:id": {
    ...{ door: "roles", answers: 409, at: { id: "category" } },
    body: ({ bodies }) => ({ version: 99, texts: bodies.categoryTexts }),
  },
  "DELETE /api/articles/categories/:id": { door: "roles", answers: 409, at: { id: "category" }, body: version(99) },
  "PATCH /api/articles/:id": {
    ...{ door: "agents", answers: 409, at: { id: "article" } },
    body: b({ version: 99, category: null, tags: [] }),
  },
  "DELETE /api/articles/:id": { door: "roles", answers: 409, at: { id: "article" }, body: version(99) },
  "POST /api/articles/:id/restore": { door: "roles", answers: 204, at: { id: "article" } },
  "GET /api/articles/:id/:language": { door: "agents", answers: 200, at: { id: "article", language: en } },
  "PUT /api/articles/:id/:language": {
    ...{ door: "agents", answers: 409, at: { id: "article", language: en } },
    body: ({ bodies }) => ({ ...bodies.articleSave, version: 99 }),
  },
  "GET /api/articles/:id/:language/view": { door: "agents", answers: 404, at: { id: "article", language: en } },
  "POST /api/articles/:id/:language/publish": {
    ...{ door: "roles", answers: 409, at: { id: "article", language: en } },
    body: version(99),
  },
  "POST /api/articles/:id/:language/unpublish": {
    ...{ door: "roles", answers: 200, at: { id: "article", language: en } },
  },
  "GET /api/articles/:id/:language/history": { door: "agents", answers: 200, at: { id: "article", language: en } },
  "GET /api/articles/:id/:language/history/:version": {
    ...{ door: "agents", answers: 200, at: { id: "article", language: en, version: text("1") } },
  },
  "GET /api/help/search": { door: "everybody", answers: 200, query: () => "?q=grind&language=en" },
  "POST /api/help/vote/:id/:language": {
    ...{ door: "everybody", answers: 404, at: { id: "article", language: en } },
    body: b({ version: 1, helped: true }),
  },
  "GET /api/widget/articles": { door: "everybody", answers: 200, query: () => "?q=grind&language=en" },
  "GET /api/widget/articles/:id/:language": { door: "everybody", answers: 404, at: { id: "article", language: en } },
  "POST /api/widget/articles/:id/:language/vote": {
    ...{ door: "customers", answers: 404, at: { id: "article", language: en } },
    body: b({ version: 1, helped: true }),
  },
  "GET /api/flows/schema": { door: "everybody", answers: 200 },
  "POST /api/flows/:id/publish": { door: "roles", answers: 409, at: { id: "flow" }, body: version(99) },
  "GET /api/flows": { door: "agents", answers: 200 },
  "POST /api/flows": { door: "roles", answers: 201, body: ({ bodies }) => bodies.flowDraft },
  "GET /api/flows/hosts": { door: "agents", answers: 200 },
  "GET /api/flows/figures": { door: "agents", answers: 200 },
  "PUT /api/flows/hosts": { door: "roles", answers: 200, body: b({ version: 0, hosts: [] }) },
  "POST /api/flows/import": {
    ...{ door: "roles", answers: 201 },
    body: ({ bodies }) => ({
      ...{ format: "fala.flow", formatVersion: 1, name: "F", description: "", definition: bodies.definition },
    }),
  },
  "GET /api/flows/:id": { door: "agents", answers: 200, at: { id: "flow" } },
  "PUT /api/flows/:id": {
    ...{ door: "roles", answers: 409, at: { id: "flow" } },
    body: ({ bodies }) => ({ ...bodies.flowDraft, version: 99 }),
  },
  "DELETE /api/flows/:id": { door: "roles", answers: 409, at: { id: "flow" }, query: () => "?version=99" },
  "POST /api/flows/:id/restore": { door: "roles", answers: 200, at: { id: "flow" }, body: version(99) },
  "POST /api/flows/:id/unpublish": { door: "roles", answers: 409, at: { id: "flow" }, body: version(99) },
  "POST /api/flows/:id/roll-back": {
    ...{ door: "roles", answers: 404, at: { id: "flow" } },
    body: b({ version: 99, number: 1 }),
  },
  "GET /api/flows/:id/versions/:number": {
    ...{ door: "agents", answers: 404, at: { id: "flow", number: text("9") } },
  },
  "GET /api/flows/:id/file": { door: "agents", answers: 200, at: { id: "flow" } },
  "GET /api/flows/:id/figures": { door: "agents", answers: 200, at: { id: "flow" } },
  "GET /api/text-blocks": { door: "agents", answers: 200 },
  "POST /api/text-blocks": {
    ...{ door: "roles", answers: 201 },
    body: ({ bodies, ids }) => ({ ...bodies.ownBlock, shortcut: "more", scope: { kind: "team", id: ids.team } }),
  },
  "POST /api/text-blocks/import": { door: "agents", answers: 200, body: b({ blocks: [{}] }) },
  // Ana's own: not even an owner sees it.
  "GET /api/text-blocks/:id": { door: "team", answers: 200, at: { id: "block" }, as: "agent" },
  "PUT /api/text-blocks/:id": {
    ...{ door: "team", answers: 200, at: { id: "block" }, as: "agent" },
    body: ({ bodies }) => ({ version: 1, block: bodies.ownBlock }),
  },
  "DELETE /api/text-blocks/:id": { door: "team", answers: 204, at: { id: "block" }, as: "agent", body: version(2) },
  "POST /api/text-blocks/:id/restore": {
    ...{ door: "team", answers: 200, at: { id: "block" }, as: "agent", body: version(3) },
  },
  "POST /api/text-blocks/:id/uses": { door: "team", answers: 204, at: { id: "block" }, as: "agent" },
  "GET /api/widget/reception": { door: "everybody", answers: 200, query: ({ ids }) => `?site=${ids.siteKey}` },
  "POST /api/widget/session": {
    door: "everybody",
    answers: 200,
    body: ({ ids }) => ({ site: ids.siteKey, token: null }),
  },
  // Whoever asks is named, and nobody else: the conversation of the rightful customer stays theirs.
  "POST /api/widget/identify": {
    ...{ door: "customers", answers: 200 },
    body: ({ ids }) => ({
      identity: { kind: "unverified", name: "Mallory", email: null },
      conversation: ids.conversation,
    }),
  },
  "POST /api/widget/conversations": {
    door: "customersOwn",
    answers: 200,
    body: ({ ids }) => ({
      ...{ conversation: ids.conversation, id: ids.start, text: "Hello", topic: null, visits: [], attributes: {} },
      language: null,
    }),
  },
  "POST /api/attachments/:conversation": {
    ...{ door: "participants", answers: 200, at: { conversation: "conversation" } },
    body: ({ ids }) => ({ id: ids.openUpload, name: "a.png", size: 75 }),
  },
  "POST /api/attachments/:conversation/grant": {
    ...{ door: "ownConversation", answers: 200, at: { conversation: "conversation" } },
  },
  "PUT /api/attachments/:conversation/:id/thumbnail": {
    ...{ door: "participants", answers: 200, at: { conversation: "conversation", id: "openUpload" }, bytes: true },
  },
  "PUT /api/attachments/:conversation/:id/:part{[1-9][0-9]{0,3}}": {
    ...{ door: "participants", answers: 200, bytes: true },
    at: { conversation: "conversation", id: "openUpload", part: text("1") },
  },
  "POST /api/attachments/:conversation/stored": {
    ...{ door: "teamHere", answers: 200, at: { conversation: "conversation" } },
    body: ({ ids }) => ({ id: ids.unknown, file: ids.storedFile }),
  },
  "DELETE /api/attachments/:conversation/:id": {
    ...{ door: "participants", answers: 204, at: { conversation: "conversation", id: "dropUpload" } },
  },
  "POST /api/stored-files": {
    door: "agents",
    answers: 200,
    body: ({ ids }) => ({ id: ids.unknown, name: "c.png", size: 9 }),
  },
  "PUT /api/stored-files/:id/1": { door: "ownFile", answers: 200, at: { id: "storedFile" }, bytes: true, as: "agent" },
  "PUT /api/stored-files/:id/thumbnail": {
    ...{ door: "ownFile", answers: 200, at: { id: "storedFile" }, bytes: true, as: "agent" },
  },
  "DELETE /api/stored-files/:id": { door: "agents", answers: 204, at: { id: "storedFile" }, as: "agent" },
  "GET /files/stored/:id": { door: "files", answers: 200, at: { id: "storedFile" }, as: "agent" },
  "GET /files/stored/:id/thumbnail": { door: "files", answers: 200, at: { id: "storedFile" }, as: "agent" },
  "GET /files/opening/:site/:id": { door: "everybody", answers: 404, at: { site: "siteKey", id: "storedFile" } },
  "GET /files/opening/:site/:id/thumbnail": {
    ...{ door: "everybody", answers: 404, at: { site: "siteKey", id: "storedFile" } },
  },
  "GET /files/:conversation/:id": { door: "files", answers: 200, at: { conversation: "conversation", id: "upload" } },
  "GET /files/:conversation/:id/thumbnail": {
    ...{ door: "files", answers: 404, at: { conversation: "conversation", id: "upload" } },
  },
  "POST /api/demo/seed": { door: "everybody", answers: 404, body: b({ shopOrigins: [] }) },
  "GET /ws/conversation/:id": { door: "conversationSocket", answers: 101, at: { id: "conversation" }, socket: true },
  "GET /ws/inbox/:team": { door: "inboxSocket", answers: 101, at: { team: "team" }, socket: true },
  "GET /ws/cobrowse/:conversation/:session": {
    ...{
      door: "cobrowseSocket",
      answers: 101,
      at: { conversation: "conversation", session: "cobrowse" },
      socket: true,
    },
  },
  // Without a guest's link nobody gets further, whoever they are.
  "GET /ws/call": { door: "guestSocket", answers: 400, socket: true },
  // Only with a pass for a call that one is in; only with RealtimeKit's signature.
  "POST /api/calls/sfu/*": { door: "everybody", answers: 403, body: b({}) },
  "PUT /api/calls/sfu/*": { door: "everybody", answers: 403, body: b({}) },
  "POST /webhooks/realtimekit": { door: "everybody", answers: 403, body: b({}) },
  "GET /widget.js": { door: "everybody", answers: 200, query: ({ ids }) => `?site=${ids.siteKey}` },
  "GET /recorder.js": { door: "everybody", answers: 200 },
  "GET /replay": { door: "everybody", answers: 200 },
  "GET /playground": { door: "everybody", answers: 200 },
  "GET /frame/preview": { door: "everybody", answers: 200 },
  "GET /frame": { door: "everybody", answers: 200, query: ({ ids }) => `?site=${ids.siteKey}` },
  "GET /call": { door: "everybody", answers: 200 },
  // Nothing is published.
  "GET /help": { door: "everybody", answers: 404 },
  "GET /help/sitemap.xml": { door: "everybody", answers: 200 },
  "GET /help/images/:file": { door: "everybody", answers: 404, at: { file: text("none.png") } },
  "GET /help/:language": { door: "everybody", answers: 404, at: { language: en } },
  "GET /help/:language/c/:slug": { door: "everybody", answers: 404, at: { language: en, slug: text("none") } },
  "GET /help/:language/:slug": { door: "everybody", answers: 404, at: { language: en, slug: text("none") } },
  "GET /help/*": { door: "everybody", answers: 404 },
  "GET /robots.txt": { door: "everybody", answers: 200 },
  "GET /pictures/:agent": { door: "everybody", answers: 204, at: { agent: "ana" } },
  "GET /pictures/:agent/:version": { door: "everybody", answers: 404, at: { agent: "ana", version: text("none") } },
  "GET /*": { door: "everybody", answers: 200 },
};

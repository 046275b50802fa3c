import { eq } from "drizzle-orm";
import { expect } from "vitest";
import { agent as agentTable } from "../../agent/agent.table.ts";
import { signCustomerToken } from "../../customer/token.store.ts";
import { readRow } from "../../inbox/list.store.ts";
import { database } from "../../platform/database.ts";
import { conversationObject } from "../../platform/objects.ts";
import type { Agent } from "../../protocol/agent.ts";
import { type Customer, customerSchema } from "../../protocol/customer.ts";
import { flowSchema } from "../../protocol/flow-library.ts";
import { httpErrorSchema } from "../../protocol/error.ts";
import { sessionsSchema } from "../../protocol/session.ts";
import { invitationSchema, sentInvitationSchema } from "../../protocol/invitation.ts";
import { sitesSchema } from "../../protocol/site.ts";
import { blockSchema } from "../../protocol/text-block.ts";
import { fileGrantSchema } from "../../protocol/upload.ts";
import { newConversation, newCustomer, newId, newTeam, openAsAgent, openAsCustomer } from "../actors.ts";
import { Browser, testEnv } from "../browser.ts";
import { admittedGuest, joins } from "../call-actors.ts";
import { flowOf, step } from "../flows.ts";
import { png } from "../sender.ts";
import { createWorkspace, joinTeam, password, type TestAgent } from "../workspace.ts";
import { soon } from "../soon.ts";

/** Instead of what `npm run build` makes: some page under every name. */
const ASSETS = new Proxy(testEnv.ASSETS, {
  get: (assets, name): unknown => {
    if (name !== "fetch") return Reflect.get(assets, name);
    return async () => new Response("<html><!--fala-config--></html>", { headers: { "content-type": "text/html" } });
  },
});
const env = { ...testEnv, ASSETS };

/** Somebody at the door: a browser, with the token that its widget holds, and the cookies that it sends whatever it was told meanwhile. */
export type Caller = {
  browser: Browser;
  token?: string;
  /** Of a guest's browser: stands behind the token where a socket opens. */
  key?: string;
  cookies?: ReadonlyMap<string, string>;
};

const dayLater = () => Math.floor(Date.now() / 1000) + 86_400;

/**
 * A company with one of everything, and everybody who might try to get at it. Those who are kept out hold as much as they can:
 * whose session is over was an owner, the agent of the other team is a good agent there.
 */
export async function buildWorld() {
  const { teamId, siteKey, owner } = await createWorkspace();
  const team = { id: teamId, name: "Support" };
  const otherTeam = await newTeam("Sales");
  const emptyTeam = await newTeam("Returns");
  const signedIn = (who: TestAgent, address: string) => new Browser({ env, address }).signIn(who.email, password);

  const ana = await joinTeam(teamId, "Ana");
  const spare = await joinTeam(teamId, "Sam");
  const byOwner = await signedIn(owner, "192.0.2.10");
  const byAna = await signedIn(ana, "192.0.2.11");
  const byElke = await signedIn(await joinTeam(otherTeam.id, "Elke"), "192.0.2.12");
  const dora = await joinTeam(teamId, "Dora", "owner");
  const rita = await joinTeam(teamId, "Rita", "owner");
  const [byDora, byRita] = [await signedIn(dora, "192.0.2.13"), await signedIn(rita, "192.0.2.14")];

  const must = async (who: Browser, method: string, path: string, body?: unknown): Promise<unknown> => {
    const answer = await who.ask(method, path, body);
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
    return answer.status === 204 ? null : await answer.json();
  };
  const key = (customer: Customer, site: string) =>
    signCustomerToken(testEnv, { customer: customerSchema.parse(customer), site, exp: dayLater() });

  // ── What there is ────────────────────────────────────────────────────────────────────────────────────────────────
  const shop = sitesSchema.parse(await must(byOwner, "GET", "/api/sites")).sites[0];
  if (shop === undefined) throw new Error("no site");
  const siteFields = {
    ...{ name: "Outlet", allowedOrigins: ["https://outlet.test"], defaultTeamId: otherTeam.id },
    ...{ look: { color: "#112233", position: "end" }, greeting: { en: "", "pt-BR": "" } },
  };
  const outlet = (await must(byOwner, "POST", "/api/sites", siteFields)) as { id: string; key: string };

  const customer = newCustomer();
  const token = await key(customer, siteKey);
  const { conversation, id: start } = await newConversation({ team, customer });
  const spareConversation = (await newConversation({ team })).conversation;
  const anaAgent: Agent = { id: ana.id, name: "Ana", picture: null, role: "agent" };
  const atConversation = await openAsAgent(conversation, anaAgent);
  const customerThere = await openAsCustomer(conversation, customer.id);
  await Promise.all([atConversation.hello(), customerThere.hello()]);
  // Somebody whom a link let into a call that is over.
  const call = newId();
  await atConversation.does({ kind: "call", id: call, act: { do: "request", purpose: "audio" } });
  await joins(atConversation, call);
  const guest = await admittedGuest({ id: conversation, agent: atConversation }, call);
  await atConversation.does({ kind: "call", act: { do: "end", call } });
  await atConversation.does({ kind: "note", text: "Only the team sees this", mentions: [] });

  const upload = newId();
  const uploads = { open: newId(), drop: newId() };
  const asCustomer = { authorization: `Bearer ${token}` };
  const opens = (id: string) =>
    byOwner.send("POST", `/api/attachments/${conversation}`, JSON.stringify({ id, name: "a.png", size: png.length }), {
      ...asCustomer,
      cookie: "",
    });
  for (const id of [upload, uploads.open, uploads.drop]) await opens(id);
  await new Browser().send("PUT", `/api/attachments/${conversation}/${upload}/1`, png, asCustomer);
  await customerThere.does({ kind: "message", text: "A picture", attachments: [upload] });
  const granted = await new Browser().send("POST", `/api/attachments/${conversation}/grant`, null, asCustomer);
  const { grant } = fileGrantSchema.parse(await granted.json());

  const storedFile = newId();
  await must(byAna, "POST", "/api/stored-files", { id: storedFile, name: "b.png", size: png.length });
  await byAna.send("PUT", `/api/stored-files/${storedFile}/1`, png);

  const text = { language: "", messages: [{ text: "Hello there" }] };
  const block = (scope: object, shortcut: string) => ({
    ...{ kind: "text", scope, shortcut, title: "Hello", folder: "", tags: [], contents: [text] },
  });
  const ownBlock = block({ kind: "agent" }, "own");
  const teamBlock = block({ kind: "team", id: team.id }, "team");
  const own = blockSchema.parse(await must(byAna, "POST", "/api/text-blocks", ownBlock));
  await must(byOwner, "POST", "/api/text-blocks", teamBlock);

  const definition = flowOf(step("end", "bye", { text: "Bye" }));
  const flowDraft = { name: "Flow", description: "", draft: definition };
  const flow = flowSchema.parse(await must(byOwner, "POST", "/api/flows", flowDraft));

  const article = newId();
  const category = newId();
  const categoryTexts = [{ language: "en", name: "Orders", description: "" }];
  await must(byOwner, "PUT", `/api/articles/categories/${category}`, { version: 0, texts: categoryTexts });
  await must(byOwner, "POST", "/api/articles", { id: article, category: null });
  const document = { type: "doc", content: [{ type: "paragraph", content: [{ type: "text", text: "Words" }] }] };
  const articleSave = { version: 0, title: "Grind", excerpt: "", slug: null, document };
  await must(byOwner, "PUT", `/api/articles/${article}/en`, articleSave);

  const invite = { email: "new@fala.test", role: "agent", teamIds: [team.id] };
  const invited = sentInvitationSchema.parse(await must(byOwner, "POST", "/api/invitations", invite));
  const invitationToken = new URL(invited.link).hash.slice(1);
  const { id: invitation } = invitationSchema.parse(invited.invitation);

  // The index knows of it all, so that nothing changes any more by itself.
  await soon(async () => expect((await readRow(testEnv.DB, conversation))?.lastMessage?.text).toBe("A picture"));
  await soon(async () => expect(await readRow(testEnv.DB, spareConversation)).not.toBeNull());

  // ── Who is kept out from now on ──────────────────────────────────────────────────────────────────────────────────
  const version = async (id: string) => {
    const [row] = await database(testEnv)
      .select({ version: agentTable.version })
      .from(agentTable)
      .where(eq(agentTable.id, id));
    return row?.version ?? 0;
  };
  await must(byOwner, "POST", `/api/agents/${dora.id}/deactivate`, { version: await version(dora.id) });
  const cookies = new Map(byRita.cookies);
  await must(byRita, "DELETE", "/api/session");

  const [session] = sessionsSchema.parse(await must(byAna, "GET", "/api/session")).sessions;
  const forger = new Browser({ env, address: "192.0.2.15" });
  for (const [name, value] of byOwner.cookies) forger.cookies.set(name, `${value.slice(0, -6)}AAAAAA`);

  const callers: Record<Who, Caller> = {
    nobody: { browser: new Browser({ env, address: "192.0.2.16" }) },
    forged: { browser: forger, cookies: new Map(forger.cookies), token: `${token.slice(0, -6)}AAAAAA` },
    otherCustomer: { browser: new Browser({ env }), token: await key(newCustomer(), siteKey) },
    otherSite: { browser: new Browser({ env }), token: await key(newCustomer(), outlet.key) },
    otherTeam: { browser: byElke },
    guest: { browser: new Browser({ env, address: "192.0.2.17" }), token: guest.token, key: guest.key },
    deactivated: { browser: byDora, cookies: new Map(byDora.cookies) },
    revoked: { browser: byRita, cookies },
    customer: { browser: new Browser({ env }), token },
    agent: { browser: byAna },
    owner: { browser: byOwner },
  };

  return {
    callers,
    ids: {
      ...{
        conversation,
        start,
        spareConversation,
        upload,
        openUpload: uploads.open,
        dropUpload: uploads.drop,
        storedFile,
      },
      ...{ customer: customer.id, team: team.id, otherTeam: otherTeam.id, emptyTeam: emptyTeam.id },
      ...{ shop: shop.id, outlet: outlet.id, siteKey, ana: ana.id, spare: spare.id, dora: dora.id, owner: owner.id },
      ...{ block: own.id, flow: flow.id, article, category, invitation, invitationToken, grant },
      ...{ session: session?.id ?? "", ownerEmail: owner.email, unknown: newId(), cobrowse: newId() },
    },
    bodies: { siteFields, ownBlock, flowDraft, definition, articleSave, categoryTexts },
    version,
    /** Everything that is kept: what nobody who is kept out may change. */
    kept: async () => ({
      rows: await everyRow(),
      files: (await testEnv.FILES.list()).objects.map((each) => `${each.key} ${each.etag}`),
      log: await conversationObject(testEnv, conversation).exported().entriesFor(anaAgent, 0),
    }),
  };
}

export type World = Awaited<ReturnType<typeof buildWorld>>;
export type Id = keyof World["ids"];

/** Who are kept out of most things. `guest`: of a call that is over. */
export const strangers = [
  ...(["nobody", "forged", "otherCustomer", "otherSite", "otherTeam", "deactivated", "guest", "revoked"] as const),
] as const;
export type Stranger = (typeof strangers)[number];
export type Who = Stranger | "customer" | "agent" | "owner";

/** Counts of attempts and who was seen when are no secrets and no settings: everything else is. */
const uncounted = new Set(["sign_in_attempt", "outdated_session", "conversation_start", "d1_migrations"]);

async function everyRow(): Promise<Record<string, unknown[]>> {
  const tables = await testEnv.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{
    name: string;
  }>();
  const names = tables.results
    .map(({ name }) => name)
    .filter((name) => !/^_|sqlite_/.test(name) && !uncounted.has(name));
  const found = await testEnv.DB.batch(names.map((name) => testEnv.DB.prepare(`SELECT * FROM "${name}"`)));
  return Object.fromEntries(names.map((name, index) => [name, found[index]?.results ?? []]));
}

export async function codeOf(answer: Response): Promise<string> {
  const parsed = httpErrorSchema.safeParse(await answer.json().catch(() => null));
  return parsed.success ? parsed.data.error.code : `no error of ours (${answer.status})`;
}

import { beforeAll, describe, expect, test } from "vitest";
import { httpErrorSchema, isErrorCode } from "../protocol/error.ts";
import { paths, SUBPROTOCOL } from "../protocol/paths.ts";
import { agentServerMessageSchema, customerServerMessageSchema } from "../protocol/server-message.ts";
import { sessionResponseSchema, startResponseSchema, type WidgetSession } from "../protocol/widget.ts";
import { database } from "../platform/database.ts";
import { newId, newTeam, Participant } from "../testing/actors.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { createWorkspace, joinTeam, password } from "../testing/workspace.ts";
import { readRow } from "../inbox/list.store.ts";
import { workspace } from "../workspace/workspace.table.ts";
import { soon } from "../testing/soon.ts";

let [teamId, siteKey] = ["", ""];

beforeAll(async () => {
  ({ teamId, siteKey } = await createWorkspace());
});

const upgrade = { upgrade: "websocket" };

async function session(browser: Browser, token: string | null = null): Promise<WidgetSession> {
  const answer = await browser.ask("POST", paths.widgetSession, { site: siteKey, token });
  return sessionResponseSchema.parse(await answer.json());
}

async function start(browser: Browser, token: string, more: object = {}): Promise<Response> {
  const first = {
    conversation: newId(),
    id: newId(),
    text: "Hello",
    topic: null,
    visits: [],
    attributes: {},
    language: null,
  };
  return await browser.ask("POST", paths.widgetStart, { ...first, ...more }, { authorization: `Bearer ${token}` });
}

function openAs(browser: Browser, conversation: string, token: string | null, more: Record<string, string> = {}) {
  const protocol = token === null ? SUBPROTOCOL : `${SUBPROTOCOL}, ${token}`;
  return browser.ask("GET", paths.conversationSocket(conversation), undefined, {
    ...upgrade,
    "sec-websocket-protocol": protocol,
    ...more,
  });
}

async function closeCodeOf(response: Response): Promise<number> {
  const socket = response.webSocket;
  socket?.accept();
  return await new Promise((resolve) => socket?.addEventListener("close", ({ code }) => resolve(code)));
}

async function conversationOf(browser: Browser) {
  const customer = await session(browser);
  const { conversation } = startResponseSchema.parse(await (await start(browser, customer.token)).json());
  return { ...customer, conversation };
}

describe("from the first word on", () => {
  test("[CV31][CV1] a customer with their token and an agent with their cookie talk; the answer names the protocol", async () => {
    const shop = new Browser();
    const { conversation, token } = await conversationOf(shop);
    const ana = await joinTeam(teamId, "Ana");
    const console = await new Browser().signIn(ana.email, password);
    const [first, second] = [await openAs(shop, conversation, token), await openAs(console, conversation, null)];
    expect(first.headers.get("sec-websocket-protocol")).toBe(SUBPROTOCOL);
    const customer = new Participant(first, customerServerMessageSchema);
    const agent = new Participant(second, agentServerMessageSchema);
    await customer.hello();
    await agent.hello();
    await agent.says("Hi");
    await customer.seesText("Hi");
    await customer.says("Good");
    await agent.seesText("Good");
    await soon(async () => expect(await readRow(testEnv.DB, conversation)).not.toBeNull());
    const transcript = await (await console.ask("GET", paths.transcript(conversation))).text();
    expect(transcript).toMatch(/customer: Hello\n.*Ana: Hi\n.*customer: Good\n$/);
    await console.ask("DELETE", "/api/session");
    expect((await agent.closing()).code).toBe(4440);
  });

  test("opening the chat writes nothing, and a token that holds goes on as the same customer", async () => {
    const shop = new Browser();
    const first = await session(shop);
    expect(first.conversation).toBeNull();
    expect((await session(shop, first.token)).customer).toEqual(first.customer);
    expect((await session(shop, `${first.token}x`)).customer.id).not.toBe(first.customer.id);
    const { results } = await testEnv.DB.prepare("SELECT 1 FROM customer WHERE id = ?").bind(first.customer.id).all();
    expect(results).toEqual([]);
  });
});

describe("who does not get in", () => {
  test("[CV31] no token, somebody else's, one that is none, no cookie, an agent of another team", async () => {
    const shop = new Browser();
    const { conversation, token } = await conversationOf(shop);
    const thief = await session(shop);
    expect(await closeCodeOf(await openAs(shop, conversation, null))).toBe(4401);
    expect(await closeCodeOf(await openAs(shop, conversation, "rubbish"))).toBe(4401);
    expect(await closeCodeOf(await openAs(shop, conversation, `${token.slice(0, -2)}xx`))).toBe(4401);
    expect(await closeCodeOf(await openAs(shop, conversation, thief.token))).toBe(4403);
    const otto = await joinTeam((await newTeam("Sales")).id, "Otto");
    const other = await new Browser().signIn(otto.email, password);
    expect(await closeCodeOf(await openAs(other, conversation, null))).toBe(4403);
    expect(await closeCodeOf(await openAs(other, newId(), null))).toBe(4404);
    const taken = await start(shop, thief.token, { conversation });
    expect([taken.status, httpErrorSchema.parse(await taken.json()).error.code]).toEqual([409, "conversation_taken"]);
  });

  test("[CV44] connection ids, props and seats that a client sends do not reach an object", async () => {
    const shop = new Browser();
    const { conversation, token, customer } = await conversationOf(shop);
    const seat = { kind: "agent", agent: { id: newId(), name: "X", picture: null, role: "owner" }, sessionId: newId() };
    const headers = {
      "x-fala-seat": encodeURIComponent(JSON.stringify(seat)),
      "x-partykit-props": '{"admin":true}',
      "x-partykit-room": newId(),
    };
    const open = () =>
      shop.ask("GET", `${paths.conversationSocket(conversation)}?_pk=role:agent`, undefined, {
        ...{ ...upgrade, ...headers, "sec-websocket-protocol": `${SUBPROTOCOL}, ${token}` },
      });
    const [one, two] = [
      new Participant(await open(), customerServerMessageSchema),
      new Participant(await open(), customerServerMessageSchema),
    ];
    await one.hello();
    await two.hello();
    expect(await one.isRefused({ kind: "note", text: "I am an agent", mentions: [] })).toBe("forbidden");
    await one.says("Both are mine");
    await two.seesText("Both are mine");
    expect(customer.id).not.toBe(seat.agent.id);
    for (const path of [`/parties/conversation/${conversation}`, `/parties/inbox/${teamId}`]) {
      const answer = await shop.ask("GET", path, undefined, upgrade);
      expect([answer.status, answer.webSocket]).toEqual([404, null]);
    }
  });

  test("[CV35] a workspace that switched the sneak peek off hears that customers type, and no word of it", async () => {
    const shop = new Browser();
    const { conversation, token } = await conversationOf(shop);
    const ana = await joinTeam(teamId, "Ana");
    const console = await new Browser().signIn(ana.email, password);
    const agent = new Participant(await openAs(console, conversation, null), agentServerMessageSchema);
    await agent.hello();
    const customer = new Participant(await openAs(shop, conversation, token), customerServerMessageSchema);
    await customer.hello();
    const hears = async (text: string) => {
      const since = agent.raw.length;
      customer.send({ kind: "typing", on: true, where: "reply", text });
      return await agent.heard("customer_typing", ({ on }) => on, since);
    };
    expect((await hears("My order")).text).toBe("My order");
    const db = database(testEnv);
    await db.update(workspace).set({ sneakPeek: false });
    try {
      expect((await hears("My other order")).text).toBeNull();
    } finally {
      await db.update(workspace).set({ sneakPeek: true });
    }
  });

  test("a socket from another site's page is refused before anything else", async () => {
    const shop = new Browser();
    const { conversation, token } = await conversationOf(shop);
    const answer = await openAs(shop, conversation, token, { origin: "https://evil.test" });
    expect([answer.status, httpErrorSchema.parse(await answer.json()).error.code]).toEqual([403, "origin_foreign"]);
  });
});

describe("bad requests", () => {
  test("[CV41][CV45] each gets the one shape, a code of the list, and no word of what is behind", async () => {
    const shop = new Browser();
    const { token, conversation } = await conversationOf(shop);
    const console = await new Browser().signIn((await joinTeam(teamId, "Ana")).email, password);
    const answers: [Response, number][] = [
      [await start(shop, token, { text: "x".repeat(10_001) }), 400],
      [await start(shop, token, { text: " " }), 400],
      [await start(shop, token, { conversation: "../x" }), 400],
      [await start(shop, token, { attributes: { big: "x".repeat(70_000) } }), 413],
      [await start(shop, "rubbish"), 401],
      [await shop.ask("POST", paths.widgetSession, { site: "no-such-site", token: null }), 404],
      [await shop.ask("GET", paths.conversationSocket(conversation)), 400],
      [
        await shop.ask("GET", paths.conversationSocket("x y"), undefined, {
          ...upgrade,
          "sec-websocket-protocol": "fala",
        }),
        400,
      ],
      [await shop.ask("GET", paths.conversationSocket(conversation), undefined, upgrade), 400],
      [await shop.ask("GET", paths.transcript(conversation)), 401],
      [await shop.ask("GET", `${paths.conversations}?list=open`), 401],
      [await console.ask("GET", paths.transcript(newId())), 404],
      [await console.ask("GET", `${paths.conversations}?list=everything`), 400],
      [await console.ask("GET", `${paths.conversations}?list=open&team=' OR 1=1`), 400],
      [await console.ask("GET", `${paths.search}?q=`), 400],
      [await console.ask("GET", `${paths.conversations}/${newId()}`), 404],
      [await console.ask("GET", "/api/nothing"), 404],
    ];
    for (const [answer, status] of answers) {
      const body = await answer.text();
      expect([answer.url, answer.status, body]).toEqual([answer.url, status, body]);
      const { code, message } = httpErrorSchema.parse(JSON.parse(body)).error;
      expect(isErrorCode(code) && message.endsWith("."), body).toBe(true);
      expect(body).not.toMatch(/\.ts|node_modules|SQLITE|SELECT|\n\s+at /);
    }
  });
});

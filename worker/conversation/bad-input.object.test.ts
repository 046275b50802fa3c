import { type runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { afterEach, describe, expect, test, vi } from "vitest";
import { conversationObject, inboxObject } from "../platform/objects.ts";
import { openSocket } from "../platform/base-object.ts";
import { errorSentences } from "../protocol/error-sentence.ts";
import { isErrorCode } from "../protocol/error.ts";
import { limits } from "../protocol/limits.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import {
  newCustomer,
  newId,
  openAsAgent,
  openAsCustomer,
  openInbox,
  scene,
  shop,
  somewhere,
} from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";

type Scene = Awaited<ReturnType<typeof scene>>;

/** Nothing was written, and everybody may go on. */
async function unharmed({ customer, agent }: Scene, seq = 2): Promise<void> {
  expect((await agent.hello()).state.seq).toBe(seq);
  await customer.says("Still here");
}

afterEach(() => {
  vi.useRealTimers();
});

function secrets(frames: string[]): string[] {
  return frames.filter((frame) => /\n\s+at |\.ts:|node_modules|SQLITE|SELECT |INSERT |\/work\/|file:\/\//.test(frame));
}

const id = newId();
const long = "x".repeat(limits.textCharacters + 1);

const broken: [string, string | ArrayBuffer, string, string | null][] = [
  ["10,001 characters", JSON.stringify({ kind: "message", id, text: long }), "text_too_long", id],
  ["an empty text", JSON.stringify({ kind: "message", id, text: "  " }), "text_empty", id],
  ["more than 64 KiB", JSON.stringify({ kind: "message", id, text: "x".repeat(70_000) }), "frame_too_large", null],
  ["a binary frame", new Uint8Array([123, 125]).buffer, "invalid_frame", null],
  ["an unknown command", JSON.stringify({ kind: "drop", id }), "invalid_frame", id],
  ["no JSON", "DROP TABLE entry; --", "invalid_frame", null],
  ["no object", "[1,2]", "invalid_frame", null],
  ["an id that is none", JSON.stringify({ kind: "message", id: "1 OR 1=1", text: "Hi" }), "invalid_frame", "1 OR 1=1"],
  ["a seq that is none", JSON.stringify({ kind: "history", id, before: -1 }), "invalid_frame", id],
  [
    "an address that is none",
    JSON.stringify({ kind: "visit", url: "javascript:alert(1)", title: "" }),
    "invalid_frame",
    null,
  ],
];

const answersTo = async (wire: Awaited<ReturnType<typeof openAsCustomer>>, ids: readonly string[]) =>
  await Promise.all(
    ids.map((id) =>
      Promise.race([wire.heard("ack", (frame) => frame.id === id), wire.heard("refused", (frame) => frame.id === id)]),
    ),
  );

describe("bad input", () => {
  test("[CV41][CV45] each broken frame gets a closed code and a sentence; the socket stays; nothing is written", async () => {
    const here = await scene();
    const { customer, agent } = here;
    for (const [what, frame, code, of] of broken) {
      for (const each of [customer, agent]) {
        const since = each.frames.length;
        each.send(frame);
        const refused = await (each === customer
          ? customer.heard("refused", () => true, since)
          : agent.heard("refused", () => true, since));
        expect(refused, what).toMatchObject({ id: of, code, retryAfterMs: null });
        expect(isErrorCode(code) && refused.message === errorSentences[code], what).toBe(true);
      }
    }
    expect(secrets([...customer.raw, ...agent.raw])).toEqual([]);
    await unharmed(here);
  });

  test("[CV32] a customer's note, take, transfer, status, edit or delete is forbidden, and asks nobody anything", async () => {
    const here = await scene();
    const lookups = vi.spyOn(testEnv.INBOX, "getByName");
    const { customer } = here;
    const to = { kind: "team", id: newId() } as const;
    expect(await customer.isRefused({ kind: "note", text: "Hm", mentions: [] })).toBe("forbidden");
    expect(await customer.isRefused({ kind: "take", expected: null })).toBe("forbidden");
    expect(await customer.isRefused({ kind: "transfer", to, comment: null })).toBe("forbidden");
    expect(await customer.isRefused({ kind: "transfer", to: { kind: "agent", id: here.ana.id }, comment: null })).toBe(
      "forbidden",
    );
    expect(await customer.isRefused({ kind: "status", to: "done", until: null })).toBe("forbidden");
    expect(await customer.isRefused({ kind: "edit", target: 1, text: "Hm" })).toBe("forbidden");
    expect(await customer.isRefused({ kind: "delete", target: 1 })).toBe("forbidden");
    expect(lookups).not.toHaveBeenCalled();
    expect(await here.agent.isRefused({ kind: "transfer", to, comment: null })).toBe("team_unknown");
    expect(lookups).toHaveBeenCalled();
    await unharmed(here);
  });

  test("[CV41] extra fields change nothing about who speaks or what is kept", async () => {
    const { customer, agent, ana } = await scene();
    const forged = {
      kind: "message",
      id: newId(),
      text: "I am Ana",
      author: { kind: "agent", ...ana },
      audience: "team",
    };
    customer.send({ ...forged, seq: 99, at: 0, actor: { kind: "agent" } });
    await agent.seesText("I am Ana");
    const [entry] = agent.all("entries").flatMap(({ entries }) => entries);
    expect(entry).toMatchObject({ seq: 3, author: { kind: "customer" } });
  });

  test("[CV43] before hello nothing is answered; hello needs its version", async () => {
    const { id: conversation, started, agent } = await scene();
    const customer = await openAsCustomer(conversation, started.customer.id);
    expect(await customer.isRefused({ kind: "message", text: "Too early" })).toBe("not_ready");
    customer.send({ kind: "typing", on: true, where: "reply" });
    await customer.heard("refused", (frame) => frame.id === null && frame.code === "not_ready");
    await agent.says("Hi");
    customer.send({ kind: "hello", after: 0 });
    await customer.heard("refused", (frame) => frame.code === "invalid_frame");
    expect(customer.kinds().every((kind) => kind === "refused")).toBe(true);
    expect((await customer.hello()).version).toBe(PROTOCOL_VERSION);
    const old = await openAsCustomer(conversation, started.customer.id);
    old.send({ kind: "hello", version: 0, after: 0 });
    expect(await old.closing()).toEqual({ code: 4426, reason: "version_too_old" });
  });

  test("[CV42] 50 commands at once: some are refused for their rate, under their ids, and can be sent again", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { customer, agent } = await scene();
    await customer.settled();
    const commands = Array.from(
      { length: 50 },
      (_, index) => ({ kind: "message", id: newId(), text: `${index}` }) as const,
    );
    for (const command of commands) customer.send(command);
    const answers = await answersTo(
      customer,
      commands.map(({ id }) => id),
    );
    const refused = answers.filter(({ kind }) => kind === "refused");
    // hello and settled came before.
    expect(refused).toHaveLength(12);
    for (const each of refused) expect(each).toMatchObject({ code: "rate_limited", retryAfterMs: 1_000 });
    expect(customer.closed).toBeNull();
    await agent.settled();
    expect(agent.texts()).toHaveLength(50 - refused.length);
    vi.setSystemTime(Date.now() + 2_000);
    const [again] = commands.slice(-1);
    if (again !== undefined) expect((await customer.asks(again)).kind).toBe("ack");
    expect((await agent.hello()).state.seq).toBe(3 + 50 - refused.length);
  });

  test("[CV42] a flood is closed with 4429, and nothing after that counts", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { customer, agent } = await scene();
    for (let index = 0; index < 400; index += 1) customer.send({ kind: "message", id: newId(), text: `${index}` });
    expect(await customer.closing()).toEqual({ code: 4429, reason: "flood" });
    expect((await agent.hello()).state.seq).toBeLessThan(100);
  });

  test("[CV42] who opens one socket after the other gets no more than eight of them may send, nobody else any less", async () => {
    vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
    const { id, customer: other, started, agent } = await scene();
    other.close();
    let passed = 0;
    for (let socket = 0; socket < 12; socket += 1) {
      const customer = await openAsCustomer(id, started.customer.id);
      const ids = Array.from({ length: 39 }, () => newId());
      customer.send({ kind: "hello", version: PROTOCOL_VERSION, after: 0 });
      for (const each of ids) customer.send({ kind: "message", id: each, text: "Buy my pills" });
      passed += (await answersTo(customer, ids)).filter(({ kind }) => kind === "ack").length;
      customer.close();
    }
    // Eight sockets' worth: each said hello, and so did the one with which the scene began.
    expect(passed).toBe(8 * 40 - 9);
    await agent.says("One moment");
    vi.setSystemTime(Date.now() + 1_000);
    const again = await openAsCustomer(id, started.customer.id);
    await again.hello();
    await again.says("Sorry");
  });
});

describe("what stands beside the frames", () => {
  test("[CV44] a seat that the Worker did not write opens nothing", async () => {
    const { id: conversation } = await scene();
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const stub = conversationObject(testEnv, conversation);
    const headers = { Upgrade: "websocket", "x-partykit-props": "eyJhIjoxfQ==", "x-partykit-room": "other" };
    const bare = await stub.fetch(new Request("https://object/?_pk=role:agent", { headers }));
    bare.webSocket?.accept();
    const closed = new Promise<CloseEvent>((resolve) => bare.webSocket?.addEventListener("close", resolve));
    expect((await closed).code).toBe(1011);
    expect(said).toHaveBeenCalledWith(expect.stringContaining("connect_failed"));
    for (const seat of [{ kind: "admin" }, { kind: "customer", id: "x" }, "customer", null]) {
      const socket = (await openSocket(stub, seat, SUBPROTOCOL)).webSocket;
      socket?.accept();
      const end = await new Promise<CloseEvent>((resolve) => socket?.addEventListener("close", resolve));
      expect([end.code, end.reason]).toEqual([1011, "internal"]);
    }
  });

  test("[CV44] an object answers no plain request", async () => {
    const { stub } = await scene();
    const answer = await stub.fetch("https://object/anything");
    expect([answer.status, await answer.text()]).toEqual([404, ""]);
  });

  test("[CV31] a conversation of somebody else: no socket, no start, no name", async () => {
    const { id: conversation, stub, started, team } = await scene();
    const thief = newId();
    expect((await (await openAsCustomer(conversation, thief)).closing()).code).toBe(4403);
    const customer = { id: thief, name: null, email: null, verified: false };
    const start = { ...started, id: newId(), customer, team, place: somewhere };
    expect(await stub.start(start)).toMatchObject({ error: { code: "conversation_taken" } });
    expect(await stub.identify(thief, { ...customer, name: "Thief" })).toBe(false);
    const agent = await openAsAgent(conversation, { id: thief, name: "T", picture: null, role: "agent" });
    expect((await agent.closing()).code).toBe(4403);
  });

  test("[CV91] whoever asks for what is not there leaves nothing behind, and what begins there afterwards is whole", async () => {
    const { ana, team } = await scene();
    const { id: unknown, customer } = { id: newId(), customer: newCustomer() };
    const conversation = conversationObject(testEnv, unknown);
    expect(await (await openAsAgent(unknown, ana)).closing()).toEqual({ code: 4404, reason: "not_found" });
    expect(await (await openAsCustomer(unknown, customer.id)).closing()).toEqual({ code: 4404, reason: "not_found" });
    expect(await conversation.exported().entriesFor(ana, 0)).toBeNull();
    expect(await conversation.identify(customer.id, customer)).toBe(false);
    expect(await conversation.reindex()).toBe(false);
    await conversation.revokeSession(newId());
    expect(await keptIn(conversation)).toEqual([]);

    const inbox = inboxObject(testEnv, newId());
    expect(await (await openInbox(String(inbox.name), ana)).closing()).toEqual({ code: 4404, reason: "not_found" });
    expect(await inbox.findTeam()).toBeNull();
    expect(await inbox.mayRead(ana)).toBe(false);
    expect(await keptIn(inbox)).toEqual([]);

    const start = { conversation: unknown, id: newId(), customer, text: "Hello", site: shop, team, topic: null };
    const told = { page: null, visits: [], attributes: {}, place: somewhere };
    expect(await conversation.start({ ...start, ...told })).toEqual({ ok: true, value: { seq: 1 } });
    const agent = await openAsAgent(unknown, ana);
    expect((await agent.hello()).state.seq).toBe(2);
    await agent.says("Hi");
  });
});

/** Everything that an object has in its storage: tables, rows beside them, and what it will be woken for. */
function keptIn(stub: Parameters<typeof runDurableObjectAlarm>[0]): Promise<unknown[]> {
  return runInDurableObject(stub, async (_, { storage }) => [
    ...storage.sql.exec("SELECT name FROM sqlite_master"),
    ...(await storage.list()),
    ...[await storage.getAlarm()].filter((alarm) => alarm !== null),
  ]);
}

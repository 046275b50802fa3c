import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import { seenByCustomers } from "#domain/conversation/log";
import { createCustomerConversationStore, hasConversation } from "./customer-conversation-store.ts";
import { customer } from "./testing/model-facts.ts";
import { ModelWorld } from "./testing/model-world.ts";

const actor = { kind: "customer" as const, id: customer.id };
const anna = { kind: "agent" as const, id: "agent-anna-1", name: "Anna" };

function setUp() {
  const world = new ModelWorld();
  const open = (browser = world.browser(), line = world.line()) => {
    const environment = world.environment(actor, browser, line);
    const store = createRoot(() =>
      createCustomerConversationStore({ site: "shop", sneakPeek: true, language: "pt-BR", environment }),
    );
    return { store, browser, line, environment };
  };
  const server = () => {
    const [made] = world.conversations.values();
    if (made === undefined) throw new Error("no conversation");
    return made;
  };
  let count = 0;
  const agentSays = (text: string) =>
    server().execute({ kind: "message", id: `agent-m-${(count += 1).toString().padStart(4, "0")}`, text }, anna);
  const said = () => server().log.flatMap(({ body }) => (body.kind === "message" ? [body.text] : []));
  return { world, open, server, agentSays, said };
}

describe("the first message", () => {
  test("makes the conversation, and nothing does before", async () => {
    const { world, open, said, server } = setUp();
    const { store, environment } = open();
    await store.open();
    await world.settle();
    expect(store.phase()).toBe("none");
    expect(world.conversations.size).toBe(0);
    expect(hasConversation("shop", environment)).toBe(false);
    store.send("  is this in stock? ");
    expect(store.phase()).toBe("starting");
    expect(store.pending().map(({ state }) => state.kind)).toEqual(["sending"]);
    await world.settle();
    expect(store.phase()).toBe("live");
    expect(said()).toEqual(["is this in stock?"]);
    expect(store.entries()).toEqual(seenByCustomers(server().log));
    expect(store.pending()).toEqual([]);
    expect(hasConversation("shop", environment)).toBe(true);
  });

  test("is never out of sight between the server's answer and its entry", async () => {
    const { world, open } = setUp();
    const { store, line } = open();
    await store.open();
    line.deliver = () => [];
    store.send("hello");
    await world.settle();
    expect(store.phase()).toBe("live");
    expect(store.pending().map(({ command }) => command.text)).toEqual(["hello"]);
    line.deliver = (frame) => [frame];
    await world.pass(20_000);
    expect(store.pending()).toEqual([]);
    expect(store.entries()).toHaveLength(1);
  });

  test("is tried until the server has it, and what was written after it follows in order", async () => {
    const { world, open, said } = setUp();
    const { store } = open();
    await store.open();
    world.httpDown = true;
    for (const text of ["one", "two", "three"]) store.send(text);
    await world.pass(60_000);
    expect(store.phase()).toBe("starting");
    world.httpDown = false;
    await world.pass(10_000);
    expect(said()).toEqual(["one", "two", "three"]);
    expect(world.conversations.size).toBe(1);
    expect(store.pending()).toEqual([]);
  });

  test("goes on after a reload, in the same conversation, and at once when the network is back", async () => {
    const { world, open, said } = setUp();
    const { store, browser } = open();
    await store.open();
    world.httpDown = true;
    store.send("before the reload");
    await world.pass(30_000);
    store.dispose();
    const again = open(browser);
    void again.store.open();
    expect(again.store.pending().map(({ command }) => command.text)).toEqual(["before the reload"]);
    await world.pass(30_000);
    world.httpDown = false;
    world.wake();
    await world.settle();
    expect(said()).toEqual(["before the reload"]);
    expect(world.conversations.size).toBe(1);
  });

  test("whose answer was lost makes no second message", async () => {
    const { world, open, said } = setUp();
    const first = open();
    await first.store.open();
    first.store.send("hello?");
    await world.settle();
    // As if the page had gone between the server's answer and our writing it down.
    const kept = JSON.parse(first.browser.kept.get("fala.conversation.shop") ?? "{}");
    first.store.dispose();
    first.browser.kept.set("fala.conversation.shop", JSON.stringify({ ...kept, started: false }));
    const command = { kind: "message", id: kept.first, text: "hello?" };
    first.browser.kept.set(`fala.send.shop.${kept.id}.${kept.first}`, JSON.stringify({ command, at: 1 }));
    const again = open(first.browser);
    await again.store.open();
    await world.pass(1_000);
    expect(said()).toEqual(["hello?"]);
    expect(again.store.phase()).toBe("live");
    expect(again.store.pending()).toEqual([]);
    expect(again.store.entries()).toHaveLength(1);
  });

  test("never goes over the socket too, not even when the page went before it was taken out of the queue", async () => {
    const { world, open, server } = setUp();
    const first = open();
    await first.store.open();
    first.store.send("hello?");
    await world.settle();
    first.store.dispose();
    const kept = JSON.parse(first.browser.kept.get("fala.conversation.shop") ?? "{}");
    const command = { kind: "message", id: kept.first, text: "hello?" };
    first.browser.kept.set(`fala.send.shop.${kept.id}.${kept.first}`, JSON.stringify({ command, at: 1 }));
    world.index.clear();
    for (let index = 0; index < 60; index += 1) {
      server().execute({ kind: "message", id: `later-message-${index}`, text: "…" }, anna);
    }
    const again = open(first.browser);
    await again.store.open();
    await world.pass(5_000);
    expect(server().heard).toEqual([]);
    expect(again.store.pending()).toEqual([]);
  });

  test("written in one tab is shown in the other, and the conversation is live in both", async () => {
    const { world, open, agentSays, said } = setUp();
    const one = open();
    const other = open(one.browser);
    await one.store.open();
    await other.store.open();
    one.store.send("hello");
    await world.settle();
    expect(other.store.phase()).toBe("live");
    agentSays("hi!");
    other.store.send("from the other tab");
    await world.settle();
    expect(said()).toEqual(["hello", "hi!", "from the other tab"]);
    expect(one.store.entries()).toEqual(other.store.entries());
    expect(world.conversations.size).toBe(1);
  });

  test("written in two tabs at once makes one conversation with both", async () => {
    const { world, open, said } = setUp();
    const one = open();
    const other = open(one.browser);
    await one.store.open();
    await other.store.open();
    world.httpDown = true;
    one.store.send("from one");
    other.store.send("from the other");
    await world.pass(5_000);
    world.httpDown = false;
    await world.pass(30_000);
    expect(world.conversations.size).toBe(1);
    expect(said().toSorted()).toEqual(["from one", "from the other"]);
    expect(one.store.entries()).toEqual(other.store.entries());
    expect([...one.store.pending(), ...other.store.pending()]).toEqual([]);
  });

  test("that is refused for good says why, and can be tried again or taken back", async () => {
    const { world, open, said } = setUp();
    const { store } = open();
    await store.open();
    store.send("x".repeat(10_001));
    await world.settle();
    const [line] = store.pending();
    expect(line?.state).toEqual({ kind: "failed", code: "text_too_long" });
    expect(store.discard(line?.command.id ?? "")).toHaveLength(10_001);
    expect(store.phase()).toBe("none");
    store.send("shorter");
    await world.settle();
    expect(said()).toEqual(["shorter"]);
  });
});

describe("a conversation that goes on", () => {
  test("is there again after a reload, with what was said meanwhile and how much of it is unread", async () => {
    const { world, open, agentSays } = setUp();
    const first = open();
    await first.store.open();
    first.store.send("hello");
    await world.settle();
    first.store.dispose();
    agentSays("hi!");
    agentSays("how can I help?");
    const { store } = open(first.browser);
    await store.open();
    await world.settle();
    expect(store.entries().map(({ body }) => body.kind)).toEqual(["message", "joined", "message", "message"]);
    expect(store.unread()).toBe(2);
    store.read();
    expect(store.unread()).toBe(0);
  });

  test("sees nothing of notes, and an edit and a deletion where they belong", async () => {
    const { world, open, server, agentSays } = setUp();
    const { store } = open();
    await store.open();
    store.send("hello");
    await world.settle();
    agentSays("wrnog");
    agentSays("not for you");
    server().execute({ kind: "note", id: "note-00001", text: "difficult", mentions: [] }, anna);
    const at = (text: string) => server().log.find(({ body }) => body.kind === "message" && body.text === text) ?? null;
    server().execute({ kind: "edit", id: "edit-00001", target: at("wrnog"), text: "right" }, anna);
    server().execute({ kind: "delete", id: "delete-001", target: at("not for you") }, anna);
    await world.settle();
    expect(store.entries()).toEqual(seenByCustomers(server().log));
    expect(JSON.stringify(store.entries())).not.toMatch(/difficult|wrnog|not for you/);
    expect(store.entries().map(({ seq }) => seq)).toEqual(store.entries().map((_, index) => index + 1));
  });

  test("is opened again by the customer's next message", async () => {
    const { world, open, server } = setUp();
    const { store } = open();
    await store.open();
    store.send("hello");
    await world.settle();
    server().execute({ kind: "status", id: "status-001", to: "done", until: null }, anna);
    await world.settle();
    expect(store.state()?.done).toBe(true);
    store.send("one more thing");
    await world.settle();
    expect(store.state()?.done).toBe(false);
  });

  test("gets a new token when the old one is no longer good", async () => {
    const { world, open } = setUp();
    const { store, line } = open();
    await store.open();
    store.send("hello");
    await world.settle();
    const before = world.asked.length;
    line.close(4401);
    await world.settle();
    expect(world.asked.slice(before)).toEqual(["POST /api/widget/session"]);
    expect(store.connection()).toEqual({ kind: "ready" });
  });

  test("that is not this customer's any more is left, and what was not sent begins a new one", async () => {
    const { world, open, said } = setUp();
    const { store, line } = open();
    await store.open();
    store.send("hello");
    await world.settle();
    world.index.clear();
    line.deliver = () => [];
    store.send("still here");
    line.close(4403);
    line.deliver = (frame) => [frame];
    await world.settle();
    expect(store.phase()).toBe("live");
    const [, second] = [...world.conversations.values()];
    expect(second?.log.flatMap(({ body }) => (body.kind === "message" ? [body.text] : []))).toContain("still here");
    expect(said()).toContain("hello");
  });

  test("is forgotten in every tab, with everything that was not sent", async () => {
    const { world, open, said } = setUp();
    const one = open();
    const other = open(one.browser);
    await one.store.open();
    await other.store.open();
    one.store.send("hello");
    await world.settle();
    one.line.online = false;
    one.line.cut();
    one.store.send("do not send this");
    one.store.forget();
    await world.settle();
    one.line.online = true;
    await world.pass(20_000);
    expect(one.browser.kept.size).toBe(0);
    expect([one.store.phase(), other.store.phase()]).toEqual(["none", "none"]);
    expect([...one.store.entries(), ...other.store.entries()]).toEqual([]);
    expect(said()).toEqual(["hello"]);
  });

  test("tells what stands in the input at most every two seconds, the last of it always, and the end", async () => {
    const { world, open, server } = setUp();
    const { store } = open();
    await store.open();
    store.send("hello");
    await world.settle();
    const told: unknown[] = [];
    server().sockets.add({ actor: anna, ready: true, tell: (message) => told.push(message) });
    for (const text of ["a", "ab", "abc"]) store.typing(text);
    await world.settle();
    expect(told).toEqual([{ kind: "customer_typing", on: true, text: "a" }]);
    await world.pass(2_000);
    expect(told.at(-1)).toEqual({ kind: "customer_typing", on: true, text: "abc" });
    store.typing("");
    await world.settle();
    expect(told.at(-1)).toMatchObject({ kind: "customer_typing", on: false });
    expect(told).toHaveLength(3);
  });
});

test("no session because there is no network: it says so, and tries again by itself", async () => {
  const { world, open } = setUp();
  const { store } = open();
  world.httpDown = true;
  await store.open();
  expect(store.trouble()?.code).toBe("unavailable");
  world.httpDown = false;
  await world.pass(5_000);
  expect(store.trouble()).toBeNull();
  expect(store.customer()).toEqual(customer);
});

test("two tabs that open at the same time are one customer", async () => {
  const { world, open } = setUp();
  const one = open();
  const other = open(one.browser);
  await Promise.all([one.store.open(), other.store.open()]);
  const token = one.browser.kept.get("fala.session.shop");
  await world.settle();
  expect(JSON.parse(token ?? "{}")).toMatchObject({ token: "token-1" });
  expect(one.browser.kept.get("fala.session.shop")).toBe(token);
});

test("a token that cannot be replaced while the network is away is replaced when it is back", async () => {
  const { world, open } = setUp();
  const { store, line } = open();
  await store.open();
  store.send("hello");
  await world.settle();
  world.httpDown = true;
  line.close(4401);
  await world.pass(5_000);
  expect(store.trouble()?.code).toBe("unavailable");
  world.httpDown = false;
  await world.pass(60_000);
  expect(store.trouble()).toBeNull();
  expect(store.connection()).toEqual({ kind: "ready" });
});

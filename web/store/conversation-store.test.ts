import * as fc from "fast-check";
import { createRoot } from "solid-js";
import { describe, expect, test } from "vitest";
import { seenByAgents } from "#domain/conversation/log";
import type { ConversationState } from "#protocol/conversation";
import { refusal } from "#protocol/error";
import { createConversationStore } from "./conversation-store.ts";
import type { ModelConversation } from "./testing/model-conversation.ts";
import { ModelWorld } from "./testing/model-world.ts";
import { forgetAgentsUnsent, sendUnsent } from "./unsent.ts";

const anna = { kind: "agent" as const, id: "agent-anna-1", name: "Anna" };
const bela = { kind: "agent" as const, id: "agent-bela-1", name: "Bela" };
const customerActor = { kind: "customer" as const, id: "customer-01" };
const id = "conversation-1";

function setUp() {
  const world = new ModelWorld();
  const server = world.begin(id);
  const open = (actor = anna, browser = world.browser(), line = world.line()) => {
    const environment = world.environment(actor, browser, line);
    const store = createRoot(() =>
      createConversationStore({ id, me: { id: actor.id, name: actor.name }, environment }),
    );
    return { store, browser, line, environment };
  };
  let count = 0;
  const customerSays = (text: string) =>
    server.execute({ kind: "message", id: `customer-m-${(count += 1)}`, text }, customerActor);
  const agentSays = (text: string, actor = bela) =>
    server.execute({ kind: "message", id: `colleague-${(count += 1)}`, text }, actor);
  return { world, server, open, customerSays, agentSays };
}

const everything = (server: ModelConversation) => seenByAgents(server.log);
/** The count of what is for everyone is the server's alone. */
const known = (state: ConversationState | null) => ({ ...state, publicSeq: 0 });
const texts = (entries: readonly { body: { kind: string; text?: string } }[]) =>
  entries.flatMap(({ body }) => (body.kind === "message" ? [body.text] : []));

describe("a conversation that is opened", () => {
  test("shows its entries, its state and what comes", async () => {
    const { world, server, open, customerSays } = setUp();
    const { store } = open();
    expect(store.connection()).toEqual({ kind: "connecting" });
    await world.settle();
    expect(store.connection()).toEqual({ kind: "ready" });
    customerSays("and one more thing");
    await world.settle();
    expect(store.entries()).toEqual(everything(server));
    expect(known(store.state())).toEqual(known(server.state));
  });

  test("loads older entries page by page, and back to one that a search found", async () => {
    const { world, server, open, customerSays } = setUp();
    for (let index = 0; index < 300; index += 1) customerSays(`text ${index}`);
    const { store } = open();
    await world.settle();
    expect(store.entries()).toHaveLength(50);
    store.loadOlder();
    expect(store.loadingOlder()).toBe(true);
    await world.settle();
    expect(store.entries()).toHaveLength(100);
    expect(store.loadingOlder()).toBe(false);
    store.loadBackTo(60);
    await world.settle();
    expect(store.entries()[0]?.seq).toBeLessThanOrEqual(60);
    store.loadBackTo(1);
    await world.settle();
    expect(store.entries()).toEqual(everything(server));
    expect(store.more()).toBe(false);
  });

  test("goes on loading where a cut stopped it", async () => {
    const { world, server, open, customerSays } = setUp();
    for (let index = 0; index < 200; index += 1) customerSays(`text ${index}`);
    const { store, line } = open();
    await world.settle();
    store.loadBackTo(1);
    line.cut();
    await world.pass(5_000);
    expect(store.entries()).toEqual(everything(server));
  });

  test("tells when the customer's words were delivered at once, and that they were read only when it is said", async () => {
    const { world, server, open, customerSays } = setUp();
    const { store } = open();
    await world.settle();
    customerSays("are you there?");
    await world.pass(2_000);
    const last = server.log.at(-1)?.seq ?? 0;
    expect(server.receipts.team).toEqual({ delivered: last, read: 0 });
    store.read();
    await world.pass(2_000);
    expect(server.receipts.team).toEqual({ delivered: last, read: last });
  });
});

describe("nothing is lost", () => {
  test("1,000 entries missed while offline: afterwards everything is as on the server", async () => {
    const { world, server, open, customerSays } = setUp();
    const { store, line } = open();
    await world.settle();
    line.online = false;
    line.cut();
    for (let index = 0; index < 1_000; index += 1) customerSays(`text ${index}`);
    await world.pass(5_000);
    expect(store.connection()).toEqual({ kind: "waiting" });
    line.online = true;
    await world.pass(5_000);
    expect(known(store.state())).toEqual(known(server.state));
    expect(store.entries()).toEqual(everything(server).slice(-50));
    store.loadBackTo(1);
    await world.pass(5_000);
    expect(store.entries()).toEqual(everything(server));
  });

  test("a few entries missed, with edits and deletions among them: exactly those come", async () => {
    const { world, server, open, customerSays } = setUp();
    const { store, line } = open();
    await world.settle();
    store.send("first answer");
    store.send("secret");
    await world.settle();
    line.online = false;
    line.cut();
    const own = everything(server).filter(({ body }) => body.kind === "message");
    const colleague = open();
    await world.settle();
    colleague.store.edit(own[1]?.seq ?? 0, "better answer");
    colleague.store.remove(own[2]?.seq ?? 0);
    customerSays("thanks");
    await world.settle();
    line.online = true;
    await world.pass(5_000);
    expect(store.entries()).toEqual(everything(server));
    expect(texts(store.entries())).toEqual(["hello", "better answer", "", "thanks"]);
    expect(JSON.stringify(store.entries())).not.toContain("secret");
  });

  test("a lost frame shows at the next one, and is asked for on a fresh socket", async () => {
    const { world, server, open, customerSays } = setUp();
    const { store, line } = open();
    await world.settle();
    line.deliver = () => [];
    customerSays("lost on the way");
    await world.settle();
    line.deliver = (frame) => [frame];
    customerSays("arrived");
    await world.pass(1_000);
    expect(store.entries()).toEqual(everything(server));
    expect(store.connection()).toEqual({ kind: "ready" });
  });

  test("a socket that is open but never answers is replaced, and what was sent goes again", async () => {
    const { world, server, open } = setUp();
    const { store, line } = open();
    await world.settle();
    line.deliver = () => [];
    store.send("does anybody hear me?");
    await world.pass(10_000);
    line.deliver = (frame) => [frame];
    await world.pass(10_000);
    expect(store.pending()).toEqual([]);
    expect(texts(everything(server))).toEqual(["hello", "does anybody hear me?"]);
    expect(store.entries()).toEqual(everything(server));
  });

  test("frames repeated, late, shuffled and lost: every word is in the log once, in order, and both sides hold the same", async () => {
    const step = fc.record({
      who: fc.constantFrom("agent" as const, "customer" as const, "note" as const, "edit" as const, "cut" as const),
      network: fc.constantFrom("fine" as const, "double" as const, "late" as const, "lossy" as const),
    });
    await fc.assert(
      fc.asyncProperty(fc.array(step, { minLength: 5, maxLength: 25 }), async (steps) => {
        const { world, server, open, customerSays } = setUp();
        const { store, line } = open();
        const held: string[] = [];
        const given: string[] = [];
        await world.settle();
        for (const [index, { who, network }] of steps.entries()) {
          line.deliver = (frame) => {
            if (network === "double") return [frame, frame];
            if (network === "lossy") return index % 2 === 0 ? [] : [frame];
            if (network === "late") return held.push(frame) % 3 === 0 ? held.splice(0).toReversed() : [];
            return [...held.splice(0), frame];
          };
          if (who === "customer") customerSays(`customer ${index}`);
          if (who === "note") store.note(`note ${index}`, []);
          if (who === "agent") {
            store.send(`agent ${index}`);
            given.push(`agent ${index}`);
          }
          const target = store
            .entries()
            .findLast(({ author, body }) => author.kind === "agent" && body.kind === "message");
          if (who === "edit" && target !== undefined) store.edit(target.seq, `edited ${index}`);
          if (who === "cut") line.cut();
          await world.pass(index % 3 === 0 ? 1_500 : 10);
        }
        line.deliver = (frame) => [frame];
        // A frame that is lost on a socket that lives on shows at the next one.
        customerSays("and then?");
        await world.pass(120_000);
        store.loadBackTo(1);
        await world.pass(5_000);
        expect(store.pending().filter(({ state }) => state.kind !== "failed")).toEqual([]);
        expect(store.entries()).toEqual(everything(server));
        const ids = server.log.map((entry) => entry.id);
        expect(new Set(ids).size).toBe(ids.length);
        const said = server.log.flatMap(({ author, body }) =>
          author.kind === "agent" && body.kind === "message" ? [body] : [],
        );
        expect(said).toHaveLength(given.length);
        const unedited = said.flatMap(({ text, editedAt }) => (editedAt === null ? [text] : []));
        expect(given.filter((text) => unedited.includes(text))).toEqual(unedited);
        store.dispose();
      }),
      { numRuns: 40 },
    );
  });
});

describe("own commands", () => {
  test("are shown at once, and stay until the server has them, across a reload too", async () => {
    const { world, server, open } = setUp();
    const { store, browser, line } = open();
    await world.settle();
    line.online = false;
    line.cut();
    store.send("typed in a tunnel");
    store.note("he sounds angry", []);
    expect(store.pending().map(({ state }) => state.kind)).toEqual(["waiting", "waiting"]);
    // The page is reloaded: nothing of the first one goes on.
    store.dispose();
    line.close(1001);
    const again = open(anna, browser);
    expect(again.store.pending()).toHaveLength(2);
    await world.pass(5_000);
    expect(again.store.pending()).toEqual([]);
    expect(again.store.entries()).toEqual(everything(server));
    expect(server.log.filter(({ body }) => body.kind === "note")).toHaveLength(1);
    expect(texts(everything(server))).toEqual(["hello", "typed in a tunnel"]);
    expect(browser.kept.size).toBe(0);
  });

  test("given in one tab are shown in the other, and are in the log once", async () => {
    const { world, server, open } = setUp();
    const one = open();
    const line = world.line();
    const other = open(anna, one.browser, line);
    await world.settle();
    one.line.online = false;
    one.line.cut();
    one.store.send("from the first tab");
    await world.settle();
    expect(other.store.pending()).toHaveLength(1);
    // The first tab does not come back in time: the other sends it, and then both do.
    await world.pass(12_000);
    one.line.online = true;
    await world.pass(5_000);
    expect(texts(everything(server))).toEqual(["hello", "from the first tab"]);
    for (const { store } of [one, other]) {
      expect(store.pending()).toEqual([]);
      expect(store.entries()).toEqual(everything(server));
    }
  });

  test("hundreds after a day offline arrive in their order, without one refusal", async () => {
    const { world, server, open } = setUp();
    const { store, line } = open();
    line.online = false;
    line.cut();
    await world.settle();
    const words = Array.from({ length: 120 }, (_, index) => `text ${index}`);
    for (const word of words) store.send(word);
    line.online = true;
    await world.pass(60_000);
    expect(texts(everything(server))).toEqual(["hello", ...words]);
  });

  test("left unsent in a conversation that is closed are sent all the same", async () => {
    const { world, server, open } = setUp();
    const { store, line } = open();
    await world.settle();
    line.online = false;
    line.cut();
    store.send("and bye");
    store.dispose();
    line.online = true;
    await world.pass(5_000);
    expect(texts(everything(server))).toEqual(["hello", "and bye"]);
    expect(server.sockets.size).toBe(0);
  });

  test("left unsent by a page that went are sent after the next sign-in, and forgotten by a sign-out", async () => {
    const { world, server, open } = setUp();
    const { store, browser, line } = open();
    line.online = false;
    line.cut();
    store.send("before the crash");
    sendUnsent(anna, world.environment(anna, browser));
    await world.pass(5_000);
    expect(texts(everything(server))).toEqual(["hello", "before the crash"]);
    store.note("on a shared computer", []);
    forgetAgentsUnsent(anna, world.environment(anna, browser));
    expect(browser.kept.size).toBe(0);
    await world.settle();
    line.online = true;
    await world.pass(5_000);
    expect(server.log.some(({ body }) => body.kind === "note")).toBe(false);
  });

  test("refused for a while are sent again with the same id, those behind them wait", async () => {
    const { world, server, open } = setUp();
    const { store } = open();
    await world.settle();
    store.send("one");
    store.send("two");
    const [first] = store.pending();
    server.refuseNext.set(first?.command.id ?? "", refusal("rate_limited", { retryAfterMs: 1_000 }));
    await world.pass(5_000);
    expect(server.heard.filter((command) => command.id === first?.command.id)).toHaveLength(2);
    expect(store.pending()).toEqual([]);
  });

  test("refused for good stay with their words, to be tried again or taken back", async () => {
    const { world, server, open } = setUp();
    const { store } = open();
    await world.settle();
    store.send("too late");
    const failedId = store.pending()[0]?.command.id ?? "";
    server.refuseNext.set(failedId, refusal("forbidden"));
    await world.settle();
    expect(store.pending()[0]?.state).toEqual({ kind: "failed", code: "forbidden" });
    store.retry(failedId);
    await world.settle();
    expect(store.pending()).toEqual([]);
    expect(texts(everything(server))).toEqual(["hello", "too late"]);
    store.send("never mind");
    const secondId = store.pending()[0]?.command.id ?? "";
    server.refuseNext.set(secondId, refusal("forbidden"));
    await world.settle();
    expect(store.discard(secondId)).toMatchObject({ text: "never mind" });
    expect(store.pending()).toEqual([]);
  });

  test("that change an entry are shown in it at once; one that is refused shows the old words and says why", async () => {
    const { world, open } = setUp();
    const { store } = open();
    await world.settle();
    store.send("tpyo");
    await world.settle();
    const seq = store.entries().findLast(({ body }) => body.kind === "message")?.seq ?? 0;
    const shown = () => store.entries().find((entry) => entry.seq === seq)?.body;
    store.edit(seq, "typo");
    expect(shown()).toMatchObject({ text: "typo" });
    await world.settle();
    expect(shown()).toMatchObject({ text: "typo" });
    await world.pass(6 * 60_000);
    store.edit(seq, "too late");
    expect(shown()).toMatchObject({ text: "too late" });
    await world.settle();
    expect(shown()).toMatchObject({ text: "typo" });
    expect(store.changes().get(seq)?.state).toEqual({ kind: "failed", code: "edit_window_over" });
    store.remove(seq);
    await world.settle();
    expect(store.lastRefusal()).toMatchObject({ code: "edit_window_over", command: { kind: "delete" } });
  });
});

describe("who owns the conversation", () => {
  test("is shown at once when it is taken", async () => {
    const { world, server, open } = setUp();
    const { store } = open();
    await world.settle();
    store.take();
    expect(store.state()?.assignee?.name).toBe("Anna");
    expect(store.busy().take).toBe(true);
    await world.settle();
    expect(store.busy().take).toBe(false);
    expect(known(store.state())).toEqual(known(server.state));
  });

  test("is the colleague who was faster, and the other is told who", async () => {
    const { world, server, open } = setUp();
    const [ours, theirs] = [open(anna), open(bela)];
    await world.settle();
    theirs.store.take();
    ours.store.take();
    expect(ours.store.state()?.assignee?.name).toBe("Anna");
    await world.settle();
    expect(ours.store.state()?.assignee?.name).toBe("Bela");
    expect(known(ours.store.state())).toEqual(known(server.state));
    expect(ours.store.lastRefusal()).toMatchObject({ code: "already_assigned", detail: "Bela" });
    expect(theirs.store.lastRefusal()).toBeNull();
    ours.store.dismissRefusal();
    expect(ours.store.lastRefusal()).toBeNull();
  });

  test("is whoever answers first, and done is done at once", async () => {
    const { world, server, open } = setUp();
    const { store } = open();
    await world.settle();
    store.send("good morning");
    expect(store.state()?.assignee?.name).toBe("Anna");
    store.setStatus("done");
    expect(store.state()?.status).toBe("done");
    await world.settle();
    expect(known(store.state())).toEqual(known(server.state));
  });
});

describe("the customer's typing", () => {
  test("is shown with its words, ends with the message, and by itself", async () => {
    const { world, server, open, customerSays } = setUp();
    const { store } = open();
    await world.settle();
    const socket = { actor: customerActor, ready: true, tell() {} };
    const typing = () =>
      server.receive(socket, JSON.stringify({ kind: "typing", on: true, where: "reply", text: "my ord" }));
    typing();
    await world.settle();
    expect(store.customerTyping()).toEqual({ text: "my ord" });
    customerSays("my order");
    await world.settle();
    expect(store.customerTyping()).toBeNull();
    typing();
    await world.pass(7_000);
    expect(store.customerTyping()).toBeNull();
  });
});

test("a socket that is closed for a reason stays closed until somebody connects again", async () => {
  const { world, open } = setUp();
  const { store, line } = open();
  await world.settle();
  line.close(4440);
  await world.pass(60_000);
  expect(store.connection()).toEqual({ kind: "closed", code: 4440 });
  store.reconnect();
  await world.settle();
  expect(store.connection()).toEqual({ kind: "ready" });
});

test("waiting times count by the server's clock", async () => {
  const { world, server, open } = setUp();
  const { store, environment } = open();
  // This machine's clock is an hour behind.
  environment.clock = { ...world.clock, now: () => world.clock.now() - 3_600_000 };
  await world.settle();
  expect(store.serverNow()).toBe(world.clock.now());
  expect(server.state?.waitingSince).toBe(store.serverNow());
});

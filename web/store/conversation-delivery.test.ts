import * as fc from "fast-check";
import { describe, expect, test } from "vitest";
import { refusal } from "#protocol/error";
import { anna, everything, known, setUpConversation as setUp, texts } from "./testing/conversation-fixture.ts";
import { forgetAgentsUnsent, sendUnsent } from "./unsent.ts";

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

  test("a short absence costs nothing of what was loaded: only what was missed comes", async () => {
    const { world, server, open, customerSays } = setUp();
    for (let index = 0; index < 120; index += 1) customerSays(`text ${index}`);
    const { store, line } = open();
    await world.settle();
    store.loadBackTo(1);
    await world.pass(1_000);
    const before = store.entries();
    line.cut();
    customerSays("missed");
    await world.pass(5_000);
    expect(store.entries()).toEqual(everything(server));
    expect(
      store
        .entries()
        .slice(0, before.length)
        .every((entry, index) => entry === before[index]),
    ).toBe(true);
  });

  test("a command that was written to a socket which broke goes again on the next one", async () => {
    const { world, server, open } = setUp();
    const { store, line } = open();
    await world.settle();
    store.send("into the void");
    expect(store.pending()[0]?.state.kind).toBe("sending");
    line.cut();
    expect(store.pending()[0]?.state.kind).toBe("waiting");
    await world.pass(5_000);
    expect(texts(everything(server))).toEqual(["hello", "into the void"]);
    expect(store.pending()).toEqual([]);
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
    // Its entry came with the welcome, so it is not sent a second time.
    expect(server.heard).toHaveLength(1);
    expect(store.pending()).toEqual([]);
    expect(texts(everything(server))).toEqual(["hello", "does anybody hear me?"]);
    expect(store.entries()).toEqual(everything(server));
  });

  test("a command whose entry stands on a fresh page is settled by it and not sent again", async () => {
    const { world, server, open, customerSays } = setUp();
    const { store, line } = open();
    await world.settle();
    line.deliver = () => [];
    for (let index = 0; index < 60; index += 1) customerSays(`text ${index}`);
    store.send("got through, but nobody said so");
    await world.settle();
    line.deliver = (frame) => [frame];
    line.cut();
    await world.pass(5_000);
    expect(store.entries()).toEqual(everything(server).slice(-50));
    expect(store.pending()).toEqual([]);
    expect(server.heard).toHaveLength(1);
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

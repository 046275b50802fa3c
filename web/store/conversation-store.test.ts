import { describe, expect, test } from "vitest";
import {
  anna,
  bela,
  customerActor,
  everything,
  setUpConversation as setUp,
  known,
} from "./testing/conversation-fixture.ts";

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

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeAll, describe, expect, test, vi } from "vitest";
import { database } from "../platform/database.ts";
import type { Entry } from "../protocol/entry.ts";
import { alarm } from "../testing/alarm.ts";
import { newCustomer, newId, openAsAgent, openAsCustomer, scene } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { workspace } from "../workspace/workspace.table.ts";
import { ConversationStore } from "./conversation.store.ts";
import { transcriptLine } from "./transcript.domain.ts";

beforeAll(() => showTyping(true));
afterEach(() => {
  vi.useRealTimers();
});

/** What the workspace says of the sneak peek. */
async function showTyping(on: boolean): Promise<void> {
  await database(testEnv)
    .insert(workspace)
    .values({ id: "workspace", name: "Shop", createdAt: 1, sneakPeek: on })
    .onConflictDoUpdate({ target: workspace.id, set: { sneakPeek: on } });
}

type Scene = Awaited<ReturnType<typeof scene>>;

/** A conversation, with everything that the team does among itself in between, or without it. */
async function talk({ customer, agent, colleague, ana, bruno }: Scene, withNotes: boolean): Promise<void> {
  const among = async (what: () => Promise<unknown>) => void (withNotes && (await what()));
  await among(() => colleague.does({ kind: "note", text: "secret: be careful", mentions: [ana.id, bruno.id] }));
  customer.send({ kind: "typing", on: true, where: "reply", text: "Is any" });
  await customer.says("Is anybody there?");
  const yes = await agent.says("Yes");
  agent.send({ kind: "receipt", delivered: yes, read: yes });
  agent.send({ kind: "typing", on: true, where: "reply" });
  await agent.settled();
  let note = 0;
  await among(async () => {
    colleague.send({ kind: "typing", on: true, where: "note" });
    colleague.send({ kind: "typing", on: true, where: "note" });
    colleague.send({ kind: "typing", on: false, where: "note" });
    note = await colleague.does({ kind: "note", text: "secret: a thief", mentions: [] });
    await colleague.does({ kind: "edit", target: note, text: "secret: perhaps a thief" });
    colleague.send({ kind: "receipt", delivered: note, read: note });
    agent.send({ kind: "receipt", delivered: note + 1, read: note + 1 });
    await agent.settled();
    await colleague.does({ kind: "delete", target: note });
    await colleague.does({ kind: "status", to: "snoozed", until: Date.now() + 3_600_000 });
  });
  agent.send({ kind: "typing", on: false, where: "reply" });
  const answer = await agent.says("How can I help?");
  await agent.does({ kind: "edit", target: answer, text: "How may I help?" });
  await among(() => agent.does({ kind: "transfer", to: { kind: "agent", id: ana.id }, comment: "secret: mine" }));
  await agent.does({
    kind: "transfer",
    to: { kind: "agent", id: bruno.id },
    comment: withNotes ? "secret: yours" : null,
  });
  await agent.does({ kind: "delete", target: answer });
  await customer.says("Thanks");
  await among(() => colleague.does({ kind: "note", text: "secret: bye", mentions: [] }));
  await colleague.does({ kind: "status", to: "done", until: null });
}

/** A customer's frames, without what differs between any two conversations. */
function comparable(raw: string[], { id, ana, bruno }: Scene): string[] {
  const names = new Map([id, ana.id, bruno.id].map((each, index) => [each, `id-${index}`]));
  return raw.map((frame) =>
    frame
      .replaceAll(/[0-9a-f]{8}-[0-9a-f-]{27}/g, (each) => names.get(each) ?? "an-id")
      .replaceAll(/"(at|now|startedAt|editedAt|deletedAt)":\d+/g, '"$1":0'),
  );
}

describe("audience", () => {
  test("[CV14][CV13] every frame that a customer gets is the same with and without what the team does among itself", async () => {
    const frames: string[][] = [];
    for (const withNotes of [true, false]) {
      const here = await scene();
      await talk(here, withNotes);
      await here.customer.settled();
      const back = await openAsCustomer(here.id, here.started.customer.id);
      await back.hello(2);
      await back.hello(0);
      await back.history(5);
      frames.push(comparable([...here.customer.raw, ...back.raw], here));
    }
    expect(frames[0]).toEqual(frames[1]);
    expect(JSON.stringify(frames)).not.toContain("secret");
    expect(frames[0]?.length).toBeGreaterThan(15);
  });

  test("[CV13] a note makes no frame at all for the customer, live or in history, and has no effect on their counts", async () => {
    const { customer, agent } = await scene();
    await agent.says("Hi");
    await customer.settled();
    const before = customer.raw.length;
    for (let index = 0; index < 5; index += 1)
      await agent.does({ kind: "note", text: `secret ${index}`, mentions: [] });
    const page = await customer.history(1_000);
    expect(customer.raw.length - before).toBe(1);
    expect(page.entries.map(({ seq }) => seq)).toEqual([1, 2, 3]);
    expect(await customer.says("Hm")).toBe(4);
  });

  test("[CV15] a customer hears of receipts only when something that they wrote was read", async () => {
    const { customer, agent } = await scene();
    const note = await agent.does({ kind: "note", text: "Hm", mentions: [] });
    agent.send({ kind: "receipt", delivered: note - 1, read: note - 1 });
    await customer.heard("receipts", ({ receipts }) => receipts.team.read === 1);
    await customer.settled();
    const before = customer.raw.length;
    agent.send({ kind: "receipt", delivered: note, read: note });
    await agent.heard("receipts", ({ receipts }) => receipts.team.read === note);
    await customer.settled();
    expect(customer.kinds(before)).toEqual(["page"]);
  });

  test("[CV16] the team's transcript has notes, marked; what was taken back is not in it", async () => {
    const { agent, ana, stub } = await scene();
    await agent.does({ kind: "note", text: "Careful", mentions: [] });
    const seq = await agent.says("Wrong words");
    await agent.does({ kind: "delete", target: seq });
    const entries: Entry[] = (await stub.exported().entriesFor(ana, 0)) ?? [];
    const text = entries.map(transcriptLine).filter((line) => line !== null);
    expect(text.map((line) => line.replace(/^\[[^\]]*\] /, ""))).toEqual([
      "customer: Hello",
      "Ana (note): Careful",
      "Ana: (deleted)",
    ]);
    const stranger = { ...ana, id: newId() };
    expect(await stub.exported().entriesFor(stranger, 0)).toBeNull();
  });
});

describe("typing", () => {
  test("[CV17] a reply shows to the customer while it goes on, and ends with its agent's socket; a note shows nothing", async () => {
    const { customer, agent, colleague, ana } = await scene();
    agent.send({ kind: "typing", on: true, where: "reply" });
    await customer.heard("typing", (frame) => frame.agent?.id === ana.id);
    await customer.settled();
    const before = customer.raw.length;
    colleague.send({ kind: "typing", on: true, where: "note" });
    await agent.heard("viewers", ({ viewers }) => viewers.some(({ typing }) => typing === "note"));
    await customer.settled();
    expect(customer.kinds(before)).toEqual(["page"]);
    agent.close();
    await customer.heard("typing", (frame) => frame.agent === null, before);
  });

  test("[CV17] who goes over to a note stops showing", async () => {
    const { customer, agent, ana } = await scene();
    agent.send({ kind: "typing", on: true, where: "reply" });
    await customer.heard("typing", (frame) => frame.agent?.id === ana.id);
    agent.send({ kind: "typing", on: true, where: "note" });
    await customer.heard("typing", (frame) => frame.agent === null);
    await customer.settled();
    const before = customer.raw.length;
    agent.send({ kind: "typing", on: false, where: "note" });
    await agent.settled();
    await customer.settled();
    expect(customer.kinds(before)).toEqual(["page"]);
  });

  test("[CV35] agents see what the customer types, where the workspace shows it: from the next signal on", async () => {
    const { customer, agent } = await scene();
    const types = async (text?: string) => {
      const since = agent.raw.length;
      customer.send({ kind: "typing", on: true, where: "reply", text });
      return (await agent.heard("customer_typing", () => true, since)).text;
    };
    expect(await types("My order")).toBe("My order");
    await showTyping(false);
    expect(await types("My other order")).toBeNull();
    // The client learns of it, and keeps its words to itself.
    expect(await customer.heard("sneak_peek")).toEqual({ kind: "sneak_peek", on: false });
    const since = customer.raw.length;
    await types();
    await customer.settled();
    expect(customer.kinds(since)).not.toContain("sneak_peek");
    await showTyping(true);
    expect(await types()).toBeNull();
    expect(await customer.heard("sneak_peek", ({ on }) => on)).toEqual({ kind: "sneak_peek", on: true });
    // What goes on and what ends stay in order, although one of them is looked up.
    const last = agent.raw.length;
    customer.send({ kind: "typing", on: true, where: "reply", text: "Order" });
    customer.send({ kind: "typing", on: false, where: "reply" });
    await agent.heard("customer_typing", ({ on }) => !on, last);
    await agent.settled();
    expect(agent.all("customer_typing").at(-1)).toMatchObject({ on: false });
  });
});

describe("who is here", () => {
  test("[CV34] agents see each other come, type and go; each once however many windows", async () => {
    const { id, ana, agent, colleague } = await scene();
    const window = await openAsAgent(id, ana);
    const { viewers } = await window.hello();
    expect(viewers.map(({ name }) => name).toSorted()).toEqual(["Ana", "Bruno"]);
    const since = agent.raw.length;
    colleague.close();
    await agent.heard("viewers", (frame) => frame.viewers.length === 1, since);
  });

  test("[CV36] the panel follows the customer: pages, attributes, whether they are there", async () => {
    const { id, started, customer, agent } = await scene();
    customer.send({ kind: "visit", url: "https://shop.test/a", title: "A" });
    customer.send({ kind: "visit", url: "https://shop.test/b", title: "B" });
    customer.send({ kind: "visit", url: "https://shop.test/b", title: "B again" });
    customer.send({ kind: "describe", attributes: { plan: "gold", visits: 3 } });
    customer.send({ kind: "describe", attributes: { visits: 4 } });
    const { panel } = await agent.heard("panel", ({ panel: each }) => each.attributes["visits"] === 4);
    expect(panel).toMatchObject({ online: true, attributes: { plan: "gold", visits: 4 }, place: { city: "Recife" } });
    expect(panel.visits.map(({ title }) => title)).toEqual(["B again", "A"]);
    customer.close();
    await agent.heard("panel", (frame) => !frame.panel.online);
    const back = await openAsCustomer(id, started.customer.id);
    await back.hello();
    const since = agent.raw.length;
    agent.send({ kind: "describe", attributes: { plan: "none" } });
    expect(await agent.heard("refused", () => true, since)).toMatchObject({ code: "forbidden", id: null });
    expect((await agent.hello()).panel.attributes).toEqual({ plan: "gold", visits: 4 });
  });

  test("[CV37] receipts move forward, never beyond the log, and the team's unread count follows", async () => {
    const { customer, agent, stub } = await scene();
    customer.send({ kind: "receipt", delivered: 99, read: 99 });
    const { receipts } = await agent.heard("receipts");
    expect(receipts.customer).toEqual({ delivered: 2, read: 2 });
    agent.send({ kind: "receipt", delivered: 99, read: 2 });
    await customer.heard("receipts", (frame) => frame.receipts.team.read === 1);
    agent.send({ kind: "receipt", delivered: 0, read: 0 });
    expect((await agent.hello()).receipts.team).toEqual({ delivered: 2, read: 2 });
    await alarm(stub);
  });

  test("[CV37] the unread count is the log's, also after each sleep and however it was kept in between", async () => {
    const { customer, agent, stub } = await scene();
    const counted = () =>
      runInDurableObject(stub, (_, { storage }) => {
        const store = new ConversationStore(storage);
        const read = store.readRecord()?.receipts.team.read ?? 0;
        const query =
          "SELECT count(*) AS count FROM entry WHERE seq > ? AND body ->> 'kind' = 'message' AND author ->> 'kind' = 'customer'";
        return { kept: store.unreadAfter(read), inLog: storage.sql.exec<{ count: number }>(query, read).one().count };
      });
    const found = [];
    for (const step of ["customer", "note", "customer", "read", "customer", "agent", "customer", "customer"]) {
      if (step === "customer") await customer.says("Anybody?");
      if (step === "note") await agent.does({ kind: "note", text: "Busy", mentions: [] });
      if (step === "agent") await agent.says("Here");
      if (step === "read") {
        agent.send({ kind: "receipt", delivered: 99, read: 99 });
        await customer.heard("receipts", ({ receipts }) => receipts.team.read > 1);
      }
      await evictDurableObject(stub);
      const { kept, inLog } = await counted();
      expect(kept).toBe(inLog);
      found.push(kept);
      await evictDurableObject(stub);
    }
    expect(found).toEqual([2, 2, 3, 0, 1, 0, 1, 2]);
  });
});

describe("who gets in", () => {
  test("[CV31] nobody but its customer and agents who may read its team", async () => {
    const { id, ana } = await scene();
    const closed = async (opening: Promise<{ closing(): Promise<{ code: number }> }>) =>
      (await (await opening).closing()).code;
    expect(await closed(openAsCustomer(id, newId()))).toBe(4403);
    expect(await closed(openAsAgent(id, { ...ana, id: newId() }))).toBe(4403);
    expect(await closed(openAsAgent(newId(), ana))).toBe(4404);
    expect(await closed(openAsCustomer(newId(), newId()))).toBe(4404);
    const supervisor = await openAsAgent(id, { ...ana, id: newId(), role: "supervisor" });
    expect((await supervisor.hello()).mode).toBe("reset");
  });

  test("[CV33] who was named goes on; their old token and everybody else stay out", async () => {
    const { id, stub, started, agent } = await scene();
    const named = { id: newId(), name: "Clara", email: "clara@shop.test", verified: true };
    expect(await stub.identify(newId(), named)).toBe(false);
    expect(await stub.identify(started.customer.id, named)).toBe(true);
    await agent.heard("entries", ({ entries }) => entries.some(({ body }) => body.kind === "identified"));
    expect((await (await openAsCustomer(id, started.customer.id)).closing()).code).toBe(4403);
    const back = await openAsCustomer(id, named.id);
    expect((await back.hello()).entries.map(({ seq }) => seq)).toEqual([1]);
    expect(await stub.identify(named.id, newCustomer({ verified: true, name: "Dora" }))).toBe(false);
    expect((await agent.hello()).state.customer).toEqual(named);
    const again = { kind: "message", id: started.id, text: "Hello" } as const;
    expect(await back.isRefused({ ...again, text: "Other" })).toBe("id_reused");
  });
});

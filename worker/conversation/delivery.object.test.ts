import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { describe, expect, test, vi } from "vitest";
import { limits } from "../protocol/limits.ts";
import { newCustomer, newId, openAsAgent, openAsCustomer, scene } from "../testing/actors.ts";
import { soon } from "../testing/soon.ts";

describe("delivery", () => {
  test("[CV6][CV4] what one says, everybody sees, in the same order, and each command is answered once", async () => {
    const { customer, agent, colleague } = await scene("1");
    const said = [];
    for (let round = 0; round < 5; round += 1) {
      said.push(customer.says(`customer ${round}`), agent.says(`agent ${round}`), colleague.says(`colleague ${round}`));
    }
    await Promise.all(said);
    for (const each of [customer, agent, colleague]) await each.settled();
    expect(agent.texts()).toHaveLength(15);
    expect(colleague.texts()).toEqual(agent.texts());
    expect(customer.texts()).toEqual(agent.texts());
    for (const each of [customer, agent, colleague]) {
      expect(each.kinds().filter((kind) => kind === "ack")).toHaveLength(5);
      expect(each.kinds()).not.toContain("refused");
      expect(each.seqs()).toEqual(each.seqs().map((_, index) => (each.seqs()[0] ?? 0) + index));
    }
  });

  test("[CV7] a repeated command gets the same answer and adds nothing, on another socket too", async () => {
    const { id, started, ana, customer, agent } = await scene();
    const command = { kind: "message", id: newId(), text: "Once" } as const;
    const first = await customer.asks(command);
    expect(await customer.asks(command)).toEqual(first);
    const tab = await openAsCustomer(id, started.customer.id);
    await tab.hello();
    expect(await tab.asks(command)).toEqual(first);
    const note = { kind: "note", id: newId(), text: "Once", mentions: [] as string[] } as const;
    const answer = await agent.asks(note);
    const window = await openAsAgent(id, ana);
    await window.hello();
    expect(await window.asks(note)).toEqual(answer);
    await agent.settled();
    expect(agent.texts()).toEqual(["Once", "Once"]);
  });

  test("[CV7] two of the same at once are one entry with one answer", async () => {
    const { customer, agent } = await scene();
    const id = newId();
    customer.send({ kind: "message", id, text: "Twice" });
    customer.send({ kind: "message", id, text: "Twice" });
    await customer.settled();
    const [first, second] = customer.all("ack");
    expect(second).toEqual(first);
    await agent.settled();
    expect(agent.texts()).toEqual(["Twice"]);
  });

  test("[CV7] a refused command stays refused, even when it would be allowed by now", async () => {
    const { agent, colleague, ana } = await scene();
    await agent.does({ kind: "take", expected: null });
    const id = newId();
    expect(await colleague.isRefused({ kind: "take", id, expected: null })).toBe("already_assigned");
    await agent.does({ kind: "transfer", to: { kind: "agent", id: ana.id }, comment: null });
    expect(await colleague.isRefused({ kind: "take", id, expected: null })).toBe("already_assigned");
  });

  test("[CV8] an id that was used for something else is refused, also to somebody else", async () => {
    const { customer, agent } = await scene();
    const id = newId();
    await customer.does({ kind: "message", id, text: "Mine" });
    expect(await customer.isRefused({ kind: "message", id, text: "Other words" })).toBe("id_reused");
    expect(await agent.isRefused({ kind: "message", id, text: "Mine" })).toBe("id_reused");
    await agent.settled();
    expect(agent.texts()).toEqual(["Mine"]);
    expect(await customer.says("Still here")).toBeGreaterThan(0);
  });

  test("[CV7] starting twice is one conversation; nobody else starts it", async () => {
    const { started, stub } = await scene();
    expect(await stub.start(started)).toEqual({ ok: true, value: { seq: 1 } });
    const other = { ...started, customer: newCustomer() };
    expect(await stub.start(other)).toMatchObject({ ok: false, error: { code: "conversation_taken" } });
    expect(await stub.start({ ...started, text: "Something else" })).toMatchObject({ error: { code: "id_reused" } });
  });

  test("[CV11] what cannot be committed is refused under its id, told to nobody, and leaves nothing", async () => {
    const { stub, customer, agent } = await scene();
    await agent.settled();
    const before = agent.raw.length;
    const said = vi.spyOn(console, "error").mockImplementation(() => {});
    const rename = (from: string, to: string) =>
      runInDurableObject(stub, (_, { storage }) => void storage.sql.exec(`ALTER TABLE ${from} RENAME TO ${to}`));
    await rename("entry", "entry_away");
    const id = newId();
    const answer = await customer.asks({ kind: "message", id, text: "Lost?" });
    expect(answer).toMatchObject({ kind: "refused", code: "internal", retryAfterMs: 1_000 });
    expect(said).toHaveBeenCalledWith(expect.stringContaining("frame_failed"));
    await rename("entry_away", "entry");
    await agent.settled();
    expect(agent.raw.slice(before).map((frame) => JSON.parse(frame).kind)).toEqual(["page"]);
    const { state } = await agent.hello();
    expect(state.seq).toBe(2);
    expect(await customer.does({ kind: "message", id, text: "Lost?" })).toBe(2);
  });
});

describe("coming back", () => {
  test("[CV9] who missed little gets exactly that, each in their own count", async () => {
    const { id, started, ana, customer, agent } = await scene();
    customer.close();
    await agent.does({ kind: "note", text: "A note", mentions: [] });
    await agent.says("One");
    await agent.does({ kind: "note", text: "Another", mentions: [] });
    await agent.says("Two");
    const back = await openAsCustomer(id, started.customer.id);
    const { mode, entries, more, state } = await back.hello(1);
    expect([mode, more, state.seq]).toEqual(["resume", false, 4]);
    expect(entries.map(({ seq, body }) => [seq, body.kind])).toEqual([
      [2, "joined"],
      [3, "message"],
      [4, "message"],
    ]);
    const window = await openAsAgent(id, ana);
    const welcome = await window.hello(6);
    expect(welcome.mode).toBe("resume");
    expect(welcome.entries.map(({ seq }) => seq)).toEqual([7, 8]);
    expect((await window.hello(8)).entries).toEqual([]);
  });

  test("[CV9] who missed 1,000, or is ahead of the log, gets a fresh page; the rest is history", async () => {
    const { id, stub, started, bruno } = await scene();
    await addMessages(stub, 1_000);
    const agent = await openAsAgent(id, bruno);
    const { mode, entries, more } = await agent.hello(2);
    expect([mode, more]).toEqual(["reset", true]);
    expect(entries.map(({ seq }) => seq)).toEqual(range(953, 1_002));
    const customer = await openAsCustomer(id, started.customer.id);
    expect(await customer.hello(9_999)).toMatchObject({ mode: "reset", more: true });
    expect(await customer.hello(951)).toMatchObject({ mode: "resume", more: false });
    expect(await customer.hello(950)).toMatchObject({ mode: "reset" });
  });

  test("[CV10] history goes back page by page to the first entry, in both counts", async () => {
    const { id, stub, started, customer, agent } = await scene();
    await agent.does({ kind: "note", text: "Between", mentions: [] });
    await addMessages(stub, 120);
    for (const [reader, first] of [
      [customer, 1],
      [agent, 1],
    ] as const) {
      const { state } = await reader.hello();
      const seen: number[] = [];
      let before = state.seq + 1;
      for (;;) {
        const page = await reader.history(before);
        expect(page.entries.length).toBeLessThanOrEqual(limits.pageEntries);
        seen.unshift(...page.entries.map(({ seq }) => seq));
        before = page.entries[0]?.seq ?? 0;
        if (!page.more) break;
      }
      expect(seen).toEqual(range(first, state.seq));
    }
    expect(started.conversation).toBe(id);
  });
});

describe("eviction", () => {
  test("[CV38] with sockets asleep: nothing is lost, not even who types and how far they read", async () => {
    const { stub, customer, agent, colleague, ana } = await scene();
    const id = newId();
    await customer.does({ kind: "message", id, text: "Before" });
    agent.send({ kind: "typing", on: true, where: "reply" });
    await customer.heard("typing", ({ agent: who }) => who?.id === ana.id);
    customer.send({ kind: "receipt", delivered: 2, read: 2 });
    await agent.heard("receipts", ({ receipts }) => receipts.customer.read > 0);
    await evictDurableObject(stub);
    expect(await customer.asks({ kind: "message", id, text: "Before" })).toMatchObject({ kind: "ack", seq: 2 });
    const { viewers, receipts, state } = await colleague.hello();
    expect(viewers.find(({ name }) => name === "Ana")?.typing).toBe("reply");
    expect(receipts.customer).toEqual({ delivered: 3, read: 3 });
    expect(state).toMatchObject({ seq: 3, lastMessage: { text: "Before" } });
    await customer.says("After");
    await agent.seesText("After");
  });

  test("[CV38] with sockets cut: everybody comes back to the same conversation", async () => {
    const { id, stub, started, ana, customer, agent } = await scene();
    const command = { kind: "message", id: newId(), text: "Before" } as const;
    await customer.does(command);
    await agent.says("Answer");
    await evictDurableObject(stub, { webSockets: "close" });
    expect((await customer.closing()).code).toBe(1006);
    const [customerAgain, agentAgain] = [await openAsCustomer(id, started.customer.id), await openAsAgent(id, ana)];
    const { mode, entries } = await customerAgain.hello(2);
    expect([mode, entries.map(({ body }) => body.kind)]).toEqual(["resume", ["joined", "message"]]);
    expect(await customerAgain.asks(command)).toMatchObject({ kind: "ack", seq: 2 });
    const { viewers, state } = await agentAgain.hello(0);
    expect(viewers.map(({ name }) => name)).toEqual(["Ana"]);
    expect(state).toMatchObject({ assignee: { id: ana.id }, speaker: { id: ana.id }, waitingSince: null });
  });
});

/** As if the customer had written them long ago. */
async function addMessages(stub: Parameters<typeof evictDurableObject>[0], count: number): Promise<void> {
  // The object writes its record once more when the index gives it a number, and must not overwrite what is put there now.
  await soon(() =>
    runInDurableObject(stub, (_, { storage }) => {
      expect(storage.kv.get<{ number: number | null }>("record")?.number).not.toBeNull();
    }),
  );
  await runInDurableObject(stub, async (_, { storage }) => {
    const [{ seq = 0, open = 0 } = {}] = storage.sql
      .exec<{ seq: number; open: number }>("SELECT max(seq) AS seq, max(public_seq) AS open FROM entry")
      .toArray();
    for (let index = 1; index <= count; index += 1) {
      storage.sql.exec(
        `INSERT INTO entry SELECT ?, ?, 'message-' || ?, at, audience, author, body, public_target FROM entry WHERE seq = 2`,
        seq + index,
        open + index,
        seq + index,
      );
    }
    const record = storage.kv.get<{ state: object }>("record");
    storage.kv.put("record", { ...record, state: { ...record?.state, seq: seq + count, publicSeq: open + count } });
  });
  await evictDurableObject(stub);
}

function range(from: number, to: number): number[] {
  return Array.from({ length: to - from + 1 }, (_, index) => from + index);
}

import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { readRow } from "../inbox/list.store.ts";
import { alarm } from "../testing/alarm.ts";
import {
  newTeam,
  newAgent,
  newConversation,
  openAsAgent,
  openAsCustomer,
  openInbox,
  scene,
} from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { outboxCheck } from "./log.object.ts";
import { TextStore } from "./text.store.ts";
import { soon } from "../testing/soon.ts";

const { DB, SEARCH } = testEnv;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

/** The index has the newest of this conversation. */
async function expectIndexed(
  id: string,
  fits: (row: NonNullable<Awaited<ReturnType<typeof readRow>>>) => boolean,
): Promise<void> {
  await soon(async () => {
    const row = await readRow(DB, id);
    expect(row !== null && fits(row)).toBe(true);
  });
}

async function textsOf(id: string): Promise<string[]> {
  const query = "SELECT text FROM entry_text WHERE conversation_id = ? AND seq > 0 ORDER BY seq";
  const { results } = await SEARCH.prepare(query).bind(id).all<{ text: string }>();
  return results.map(({ text }) => text);
}

const fail = (table: string, db: D1Database) => db.exec(`ALTER TABLE ${table} RENAME TO ${table}_away`);
const mend = (table: string, db: D1Database) => db.exec(`ALTER TABLE ${table}_away RENAME TO ${table}`);

describe("the index", () => {
  test("[CV39] has what happened: row, customer with place and attributes, texts", async () => {
    const { id, started, agent } = await scene("Where is it?");
    await agent.says("On its way");
    await expectIndexed(id, (row) => row.lastMessage?.text === "On its way" && row.number !== null);
    await soon(async () => expect(await textsOf(id)).toEqual(["Where is it?", "On its way"]));
    const customer = await DB.prepare("SELECT city, attributes FROM customer WHERE id = ?")
      .bind(started.customer.id)
      .first();
    expect(customer).toMatchObject({ city: "Recife" });
  });

  test.each([
    ["the main database", "conversation", DB],
    ["the search", "entry_text", SEARCH],
  ])("[CV39] while %s fails nothing is refused, and an alarm brings it up to date", async (_, table, db) => {
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    const { id, stub, team, ana, customer, agent } = await scene();
    const inbox = await openInbox(team.id, ana);
    await inbox.hello();
    await expectIndexed(id, () => true);
    await fail(table, db);
    try {
      for (let index = 0; index < 5; index += 1) {
        await customer.says(`Question ${index}`);
        await agent.does({ kind: "note", text: `Note ${index}`, mentions: [] });
        await agent.says(`Answer ${index}`);
      }
      await agent.does({ kind: "status", to: "done", until: null });
      const late = await openAsAgent(id, ana);
      expect((await late.hello()).state.status).toBe("done");
      await inbox.heard("rows", ({ rows }) => rows.some((row) => row.id === id && row.status === "done"));
      await soon(() => expect(said).toHaveBeenCalledWith(expect.stringContaining("batch_failed")));
      vi.setSystemTime(Date.now() + outboxCheck.mostMs + 1_000);
      await alarm(stub);
      await soon(() => expect(said).toHaveBeenCalledWith(expect.stringContaining("job_failed")));
      await evictDurableObject(stub);
    } finally {
      await mend(table, db);
    }
    vi.setSystemTime(Date.now() + 600_000);
    await alarm(stub);
    await expectIndexed(id, (row) => row.status === "done" && row.lastMessage?.text === "Answer 4");
    await soon(async () => expect(await textsOf(id)).toHaveLength(16));
  });

  test("[CV30] what was edited or taken back while it was on its way is not in the search", async () => {
    const { id, agent } = await scene();
    const seq = await agent.says("secret-one");
    await agent.does({ kind: "edit", target: seq, text: "secret-two" });
    const note = await agent.does({ kind: "note", text: "secret-note", mentions: [] });
    await agent.does({ kind: "edit", target: seq, text: "plain" });
    await agent.does({ kind: "delete", target: note });
    await soon(async () => expect(await textsOf(id)).toEqual(["Hello", "plain", ""]));
    await expectIndexed(id, (row) => row.lastMessage?.text === "plain");
  });

  /** Ana has it, and her first words were told at once. `newWords`: the last of each telling since. */
  async function exchange() {
    const here = await scene();
    const { id, team, ana, agent } = here;
    await agent.does({ kind: "take", expected: null });
    await expectIndexed(id, (row) => row.number !== null && row.assignee !== null);
    const inbox = await openInbox(team.id, ana);
    await inbox.hello();
    vi.setSystemTime(Date.now() + 2_000);
    await agent.says("At once");
    await inbox.heard("rows", ({ rows }) => rows.some(({ lastMessage }) => lastMessage?.text === "At once"));
    const newWords = () => {
      // A row may come twice.
      const all = [...new Set(inbox.rowsOf(id).map(({ lastMessage }) => lastMessage?.text))];
      return all.slice(all.indexOf("At once") + 1);
    };
    return { ...here, inbox, newWords };
  }

  test("[CV97] in a quick exchange the words wait for each other, and for nothing else", async () => {
    const { agent, customer, inbox, newWords } = await exchange();
    // Words that rest do so for longer than a test may take: what is told meanwhile has not rested.
    const wait = scheduler.wait.bind(scheduler);
    const rests: number[] = [];
    vi.spyOn(scheduler, "wait").mockImplementation((ms) => {
      if (ms <= 1_000) return wait(ms);
      rests.push(ms);
      return wait(60_000);
    });
    for (const words of ["one", "two", "three"]) await customer.says(words);
    await soon(() => expect(rests).toHaveLength(1));
    await inbox.settled();
    expect(newWords()).toEqual([]);
    await agent.says("four");
    await agent.does({ kind: "status", to: "done", until: null });
    await inbox.heard("rows", ({ rows }) => rows.some(({ status }) => status === "done"));
    expect(newWords()).toEqual(["four"]);
  });

  test("[CV97] words that follow words are told when they have rested", async () => {
    const { customer, inbox } = await exchange();
    const rests = vi.spyOn(scheduler, "wait");
    await customer.says("one");
    await inbox.heard("rows", ({ rows }) => rows.some(({ lastMessage }) => lastMessage?.text === "one"));
    expect(rests.mock.calls.filter(([ms]) => ms > 1_000)).toHaveLength(1);
  });

  test("[CV97] what several conversations become in the same moment is told together, and comes into the index whole", async () => {
    const team = await newTeam();
    const ana = await newAgent("Ana", [team]);
    const begun = await Promise.all(["One", "Two", "Three"].map((text) => newConversation({ team, text })));
    const customers = await Promise.all(
      begun.map(({ conversation, customer }) => openAsCustomer(conversation, customer.id)),
    );
    for (const customer of customers) await customer.hello();
    for (const { conversation } of begun) await expectIndexed(conversation, ({ number }) => number !== null);
    const inbox = await openInbox(team.id, ana);
    await inbox.hello();
    vi.setSystemTime(Date.now() + 2_000);
    await Promise.all(customers.map((customer) => customer.says("And more")));
    for (const { conversation, text } of begun) {
      await inbox.heard("rows", ({ rows }) =>
        rows.some(({ id, lastMessage }) => id === conversation && lastMessage?.text === "And more"),
      );
      await soon(async () => expect(await textsOf(conversation)).toEqual([text, "And more"]));
    }
  });

  test("[CV39] what is written while texts are on their way is not taken for told", async () => {
    const { stub } = await scene("One");
    const onTheirWay = await runInDurableObject(stub, (_, { storage }) => {
      const texts = new TextStore(storage.sql);
      const going = texts.toIndex({ sent: 0, searched: 0, rewritten: [] }, 200);
      const author = { kind: "system" } as const;
      const body = { kind: "message", text: "Two", editedAt: null, deletedAt: null } as const;
      const later = { seq: 99, publicSeq: 99, id: "later", at: 0, author, audience: "everyone", body } as const;
      texts.remember([{ ...later, publicTarget: null }]);
      return going.map(({ text }) => text);
    });
    expect(onTheirWay).toEqual(["One"]);
  });

  test("[CV39] what was written since an object woke up is no more than the end of what the search lacks", async () => {
    const { stub } = await scene("One");
    const texts = await runInDurableObject(stub, (_, { storage }) => {
      const store = new TextStore(storage.sql);
      const [entry] = storage.sql.exec<{ seq: number }>("SELECT max(seq) AS seq FROM entry").toArray();
      const author = { kind: "system" } as const;
      const body = { kind: "message", text: "Two", editedAt: null, deletedAt: null } as const;
      const seq = (entry?.seq ?? 0) + 1;
      storage.sql.exec(
        "INSERT INTO entry (seq, id, at, audience, author, body) VALUES (?, 'two', 0, 'team', ?, ?)",
        seq,
        JSON.stringify(author),
        JSON.stringify(body),
      );
      store.remember([{ seq, publicSeq: null, id: "two", at: 0, author, audience: "team", body, publicTarget: null }]);
      const said = (found: { text: string }[]) => found.map(({ text }) => text);
      return {
        since: said(store.after(seq - 1, 200)),
        lacking: said(store.toIndex({ sent: 0, searched: 0, rewritten: [] }, 200)),
        again: said(store.toIndex({ sent: 0, searched: seq, rewritten: [seq] }, 200)),
      };
    });
    expect(texts).toEqual({ since: ["Two"], lacking: ["One", "Two"], again: ["Two"] });
  });

  test("a conversation can tell everything again", async () => {
    const { id, stub, agent } = await scene("One");
    await agent.says("Two");
    await expectIndexed(id, (row) => row.lastMessage?.text === "Two");
    await soon(async () => expect(await textsOf(id)).toHaveLength(2));
    await SEARCH.prepare("DELETE FROM entry_text WHERE conversation_id = ?").bind(id).run();
    expect(await stub.reindex()).toBe(true);
    expect(await textsOf(id)).toEqual(["One", "Two"]);
  });

  test("[CV22] a conversation that changed its team is in the new one's part of the index", async () => {
    const { id, agent } = await scene();
    const sales = await newTeam("Sales");
    await newAgent("Sam", [sales]);
    await agent.does({ kind: "transfer", to: { kind: "team", id: sales.id }, comment: null });
    await expectIndexed(id, (row) => row.team.id === sales.id);
  });
});

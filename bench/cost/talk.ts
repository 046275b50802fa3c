import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { vi } from "vitest";
import { agentServerMessageSchema, customerServerMessageSchema } from "../../worker/protocol/server-message.ts";
import { paths, SUBPROTOCOL } from "../../worker/protocol/paths.ts";
import { sessionResponseSchema } from "../../worker/protocol/widget.ts";
import { newId, Participant } from "../../worker/testing/actors.ts";
import { Browser, testEnv } from "../../worker/testing/browser.ts";
import { type Meter, uncounted } from "./meter.ts";

/** Of one conversation, both sides together. */
export const messages = 20;

/** From one message to the next; and until nothing is left to be done once it is over. */
const [betweenMs, afterwardsMs] = [30_000, 30 * 60_000];

/** Frames while somebody types a message: one in two seconds, for eight, and one when it is sent. */
const typingFrames = 4;

type Stub = Parameters<typeof evictDurableObject>[0];
type Company = { siteKey: string; teamId: string; agent: { id: string; browser: Browser } };

/**
 * A conversation as people have it: a customer opens the chat and writes, an agent takes it and answers, each message is typed,
 * delivered and read, half a minute lies between two of them, and at the end it is done. Everything that the clients send is sent, and
 * every alarm goes off that comes in that time. Needs a clock of the test's that is ahead of the real one: then no alarm goes off by itself.
 */
export class Talk {
  readonly id = newId();
  readonly #meter: Meter;
  readonly #company: Company;
  /** Whether the inbox and the agent's object sleep between two messages: in a company where nothing else happens. */
  readonly #isQuiet: boolean;
  #sent = 0;
  #said = 1;
  #asked = 0;

  constructor(meter: Meter, company: Company, isQuiet: boolean) {
    this.#meter = meter;
    this.#company = company;
    this.#isQuiet = isQuiet;
  }

  /** Answers the bytes of the conversation's own database. */
  async run(): Promise<number> {
    this.#sent = this.#meter.frames;
    const { browser } = this.#company.agent;
    const shop = new Browser();
    // What opening the panel and the conversation loads, beside static files.
    const asked = await shop.ask("POST", paths.widgetSession, { site: this.#company.siteKey, token: null });
    const { token, customer: who } = sessionResponseSchema.parse(await asked.json());
    await shop.ask("POST", paths.widgetReception, { site: this.#company.siteKey });
    const first = { conversation: this.id, id: newId(), text: textOf(0), topic: null, attributes: {}, language: "en" };
    const visits = [{ url: "https://shop.test/coffee", title: "Coffee", at: Date.now() }];
    await shop.ask("POST", paths.widgetStart, { ...first, visits }, { authorization: `Bearer ${token}` });
    const opened = async (by: Browser, protocol: string) =>
      await by.ask("GET", paths.conversationSocket(this.id), undefined, {
        ...{ upgrade: "websocket", "sec-websocket-protocol": protocol },
      });
    const customer = new Participant(await opened(shop, `${SUBPROTOCOL}, ${token}`), customerServerMessageSchema);
    await this.#sends(() => customer.hello());
    await this.#passes(betweenMs);

    await (await browser.ask("GET", paths.customerConversations(who.id))).body?.cancel();
    const agent = new Participant(await opened(browser, SUBPROTOCOL), agentServerMessageSchema);
    await this.#sends(() => agent.hello());
    await this.#sends(() => agent.does({ kind: "take", expected: null }));
    for (let count = 1; count < messages; count += 1) {
      const [from, to] = count % 2 ? [agent, customer] : [customer, agent];
      for (let frame = 0; frame < typingFrames; frame += 1) {
        this.#send(from, { kind: "typing", on: true, where: "reply", ...(from === customer ? { text: "Is it" } : {}) });
      }
      this.#send(from, { kind: "typing", on: false, where: "reply" });
      const text = textOf(count);
      await this.#sends(() => from.says(text));
      this.#said += 1;
      await to.seesText(text);
      const seq = to.seqs().at(-1) ?? 0;
      this.#send(to, { kind: "receipt", delivered: seq, read: 0 });
      this.#send(to, { kind: "receipt", delivered: seq, read: seq });
      await this.#passes(betweenMs);
    }
    await this.#sends(() => agent.does({ kind: "status", to: "done", until: null }));
    await this.#passes(betweenMs);
    agent.close();
    customer.close();
    await this.#passes(afterwardsMs);
    return await runInDurableObject(this.#conversation(), (_, { storage }) => storage.sql.databaseSize);
  }

  #send(actor: { send: (frame: object) => void }, frame: object): void {
    this.#sent += 1;
    actor.send(frame);
  }

  async #sends<Answer>(ask: () => Promise<Answer>): Promise<Answer> {
    this.#sent += 1;
    return await ask();
  }

  /** Time goes by, until everything is in the index; alarms go off when they are due, and who has nothing to do falls asleep. */
  async #passes(ms: number): Promise<void> {
    await vi.waitUntil(() => this.#isIndexed(), { interval: 20, timeout: 60_000 });
    const until = Date.now() + ms;
    for (;;) {
      const next = await this.#nextAlarm(until);
      await this.#sleep();
      if (next === null) break;
      vi.setSystemTime(Math.max(Date.now(), next.at));
      await runDurableObjectAlarm(next.stub);
    }
    vi.setSystemTime(until);
  }

  /** The first alarm until then. Looking for it wakes the objects, which is not counted. */
  async #nextAlarm(until: number): Promise<{ stub: Stub; at: number } | null> {
    return await this.#meter.whileAside(async () => {
      const alarms: { stub: Stub; at: number }[] = [];
      for (const stub of this.#objects()) {
        const at = await runInDurableObject(stub, (_, { storage }) => storage.getAlarm());
        if (at !== null && at <= until) alarms.push({ stub, at });
      }
      return alarms.toSorted((a, b) => a.at - b.at)[0] ?? null;
    });
  }

  async #sleep(): Promise<void> {
    for (const stub of this.#isQuiet ? this.#objects() : [this.#conversation()]) await evictDurableObject(stub);
  }

  /** Whether everything that was sent was worked on, and the index and the search have it. */
  async #isIndexed(): Promise<boolean> {
    const { asked, answered } = this.#meter.asks;
    // Nothing came since the last look: what is written in steps has come to its end.
    const isStill = this.#asked === answered && this.#meter.frames === this.#sent;
    this.#asked = asked;
    if (!isStill) return false;
    const has = async (db: D1Database, what: string) =>
      await db.prepare(`SELECT ${what} ${uncounted}`).bind(this.id).first<number>("found");
    const version = await runInDurableObject(this.#conversation(), (_, { storage }) =>
      this.#meter.aside(() => storage.kv.get<{ version: number }>("record")?.version),
    );
    const texts = "count(*) AS found FROM entry_text WHERE conversation_id = ? AND seq > 0";
    return (
      (await has(testEnv.DB, "version AS found FROM conversation WHERE id = ?")) === version &&
      (await has(testEnv.SEARCH, texts)) === this.#said
    );
  }

  #objects(): Stub[] {
    const { teamId, agent } = this.#company;
    return [
      this.#conversation(),
      testEnv.INBOX.get(testEnv.INBOX.idFromName(teamId)),
      testEnv.AGENT.get(testEnv.AGENT.idFromName(agent.id)),
    ];
  }

  #conversation() {
    return testEnv.CONVERSATION.get(testEnv.CONVERSATION.idFromName(this.id));
  }
}

const words = "I would like to know when my order is going to arrive, since nobody was at home yesterday afternoon";

/** As long as people's messages are: some hundred characters. */
function textOf(count: number): string {
  return `${words}, and this is question ${count + 1}.`;
}

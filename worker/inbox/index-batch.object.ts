import { log } from "../platform/log.ts";
import type { InboxRow } from "../protocol/inbox.ts";
import { writeIndex, writeSearch } from "./index.store.ts";
import { attentionRows } from "./list.store.ts";
import { newestOfEach, type Report, type Reported } from "./report.domain.ts";

/** D1 is written this often at the most, for all conversations of the team together. */
const batchMs = 250;

/**
 * And so seldom that writing takes no more than an eightieth of the time: the busier D1 is, the more changes of a
 * conversation become one. Never longer than `longestMs`, since lists and searches are read from there.
 */
const restPerWork = 80;
const longestMs = 4_000;

/** A console that has read a list before its socket was welcomed hears what came into the index in between: this long. */
const recentMs = 15_000;

/** Rows that are kept for that, as text: some 2 MB, in which a collection of the heap has nothing to look at. */
const recentMost = 2_000;

/** Conversations of one batch: D1 takes 2 MB for one bound value. */
const batchConversations = 300;

/** When a customer was last seen is kept as exactly as this, where nothing else of them changed. */
const seenAgainMs = 60_000;

/**
 * A large write holds up every message that comes meanwhile, where objects and D1 share a machine: a batch goes in parts of so
 * many conversations, or a dozen larger ones, with a breath between its statements. A hundred conversations take SQLite some ten
 * milliseconds, in which nobody is answered.
 */
const partConversations = 10;
const mostParts = 12;
const breathMs = 12;

/**
 * `report` is kept as text: hundreds wait for seconds, and each collection of the heap would copy them object by object. `done` is null
 * where nobody waits for the answer. `urgent`: not to rest for long before it.
 */
type Waiting = {
  conversation: string;
  report: string;
  urgent: boolean;
  done: ((number: number | null) => void) | null;
};

const packed = (report: Report, urgent: boolean, done: Waiting["done"]): Waiting => ({
  ...{ conversation: report.row.id, report: JSON.stringify(report) },
  ...{ urgent, done },
});
const unpacked = ({ report }: Waiting): Report => JSON.parse(report);

/**
 * Reports on their way to D1, written together. Losing them is harmless: each conversation keeps its own mark until D1
 * has it.
 */
export class IndexBatch {
  readonly #env: Env;
  readonly #numbered: (rows: InboxRow[]) => void;
  #waiting: Waiting[] = [];
  /** Written a while ago, the oldest first, by conversation. */
  readonly #recent = new Map<string, { row: string; at: number }>();
  #writing = false;
  /** The part that is being written. */
  #written: Promise<void> = Promise.resolve();
  #wroteAt = 0;
  /** How long the last batch kept D1 at work. */
  #tookMs = 0;
  readonly #customers = new CustomersWritten();
  /** Ends the rest between two batches. */
  #hurry = () => {};

  /** `numbered` is told the rows that have just got their number. */
  constructor(env: Env, numbered: (rows: InboxRow[]) => void) {
    this.#env = env;
    this.#numbered = numbered;
  }

  /** For whoever finds out later whether D1 has it. */
  offer(report: Report): void {
    this.#waiting.push(packed(report, false, null));
    void this.#write();
  }

  /** Answers the conversation's number once D1 has the report. Null: D1 did not take it. `urgent`: without the long rest. */
  add(report: Report, urgent: boolean): Promise<Reported["number"] | null> {
    const written = new Promise<number | null>((done) => this.#waiting.push(packed(report, urgent, done)));
    if (urgent) this.#hurry();
    void this.#write();
    return written;
  }

  /** Nothing of this conversation comes into the index from here any more; resolves when what was being written is. */
  async forget(conversation: string): Promise<void> {
    const [gone, kept] = [[] as Waiting[], [] as Waiting[]];
    for (const each of this.#waiting) (each.conversation === conversation ? gone : kept).push(each);
    this.#waiting = kept;
    for (const { done } of gone) done?.(null);
    await this.#written;
    this.#recent.delete(conversation);
  }

  /** What is on its way. */
  rows(): InboxRow[] {
    return this.#waiting.map((each) => unpacked(each).row);
  }

  /** What is on its way, and what has been written so lately that a list read just before may lack it. */
  news(): InboxRow[] {
    this.#letGo();
    const recent = [...this.#recent.values()].map(({ row }): InboxRow => JSON.parse(row));
    return [...recent, ...this.rows()];
  }

  /** What needs this agent: what the index has, what is on its way there, and what came into it just now. */
  async attention(teamId: string, agentId: string): Promise<InboxRow[]> {
    const rows = new Map<string, InboxRow>();
    try {
      for (const row of await attentionRows(this.#env.DB, teamId, agentId)) rows.set(row.id, row);
    } catch (error) {
      log.warn("index_unreadable", error, { team: teamId });
    }
    for (const row of this.news()) if ((rows.get(row.id)?.version ?? -1) < row.version) rows.set(row.id, row);
    return [...rows.values()];
  }

  #wrote(reports: readonly Report[]): void {
    for (const { row } of reports) {
      this.#recent.delete(row.id);
      this.#recent.set(row.id, { row: JSON.stringify(row), at: Date.now() });
    }
    this.#letGo();
  }

  #letGo(): void {
    for (const [id, { at }] of this.#recent) {
      if (Math.abs(Date.now() - at) < recentMs && this.#recent.size <= recentMost) return;
      this.#recent.delete(id);
    }
  }

  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    try {
      while (this.#waiting.length > 0) {
        await this.#rest();
        this.#wroteAt = Date.now();
        this.#tookMs = 0;
        for (const part of inTurns(byConversation(this.#waiting))) {
          // Without what was forgotten meanwhile.
          const batch = part.flat().filter((each) => this.#waiting.includes(each));
          this.#written = this.#writeBatch(batch);
          await this.#written;
          await scheduler.wait(breathMs);
        }
      }
    } finally {
      this.#writing = false;
    }
  }

  /** Until the next batch is due: never longer than that, whatever the clock did meanwhile. */
  async #rest(): Promise<void> {
    const until = (ms: number) => scheduler.wait(Math.min(ms, this.#wroteAt + ms - Date.now()));
    const hurried = new Promise<void>((resolve) => (this.#hurry = resolve));
    if (!this.#waiting.some(({ urgent }) => urgent)) {
      await Promise.race([hurried, until(restMs(this.#tookMs))]);
    }
    await until(batchMs);
  }

  async #writeBatch(batch: Waiting[]): Promise<void> {
    const reports = batch.map(unpacked);
    const newest = newestOfEach(reports);
    const leave = () => (this.#waiting = this.#waiting.filter((each) => !batch.includes(each)));
    try {
      const ofCustomers = newest.filter((report) => this.#customers.isNews(report));
      const numbers = await this.#timed(() => writeIndex(this.#env.DB, reports, ofCustomers));
      // The lists have them by now: what is read from D1 is newer than what would be told from here.
      leave();
      this.#wrote(newest);
      await scheduler.wait(breathMs);
      await this.#timed(() => writeSearch(this.#env.SEARCH, reports, ofCustomers));
      this.#customers.wrote(ofCustomers);
      const numberOf = ({ row }: Report) => row.number ?? numbers.get(row.id) ?? 0;
      const news = newest.filter(({ row }) => row.number === null);
      if (news.length > 0) this.#numbered(news.map((report) => ({ ...report.row, number: numberOf(report) })));
      for (const [index, report] of reports.entries()) batch[index]?.done?.(numberOf(report));
    } catch (error) {
      log.warn("batch_failed", error, { rows: batch.length });
      leave();
      for (const { done } of batch) done?.(null);
    }
  }

  async #timed<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    const began = Date.now();
    try {
      return await work();
    } finally {
      this.#tookMs += Math.max(0, Date.now() - began);
    }
  }
}

/** What the index has of customers: they change far more seldom than their conversations do. */
class CustomersWritten {
  readonly #written = new Map<string, { facts: string; seenAt: number }>();

  isNews({ row, customer }: Report): boolean {
    const known = this.#written.get(row.id);
    return known === undefined || customer.seenAt - known.seenAt >= seenAgainMs || known.facts !== factsOf(customer);
  }

  wrote(reports: readonly Report[]): void {
    // Forgetting costs a write, nothing else.
    if (this.#written.size > batchConversations * 4) this.#written.clear();
    for (const { row, customer } of reports) {
      this.#written.set(row.id, { facts: factsOf(customer), seenAt: customer.seenAt });
    }
  }
}

const factsOf = (customer: Report["customer"]) => JSON.stringify({ ...customer, seenAt: 0 });

/** How long to rest after a batch that kept D1 at work for so long. */
export function restMs(tookMs: number): number {
  return Math.max(batchMs, Math.min(longestMs, restPerWork * tookMs));
}

/** What waits, conversation by conversation. */
function byConversation(waiting: readonly Waiting[]): Waiting[][] {
  return [...Map.groupBy(waiting, ({ conversation }) => conversation).values()].slice(0, batchConversations);
}

function inTurns(batch: readonly Waiting[][]): Waiting[][][] {
  const size = Math.max(partConversations, Math.ceil(batch.length / mostParts));
  return Array.from({ length: Math.ceil(batch.length / size) }, (_, part) =>
    batch.slice(part * size, (part + 1) * size),
  );
}

import { log } from "../platform/log.ts";
import type { InboxRow } from "../protocol/inbox.ts";
import { writeIndex, writeSearch } from "./index.store.ts";
import type { Report, Reported } from "./report.domain.ts";

/** D1 is written this often at the most, for all conversations of the team together. */
const batchMs = 250;

/** Conversations of one batch: D1 takes 2 MB for one bound value. */
const batchRows = 300;

/**
 * A large write holds up every message that comes meanwhile, where objects and D1 share a machine: a batch goes in parts of so
 * many rows, or a few larger ones, with a breath between its statements.
 */
const partRows = 10;
const mostParts = 4;
const breathMs = 12;

/** `done` is null where nobody waits for the answer. */
type Waiting = { report: Report; done: ((number: number | null) => void) | null };

/**
 * Reports on their way to D1, written together. Losing them is harmless: each conversation keeps its own mark until D1
 * has it.
 */
export class IndexBatch {
  readonly #env: Env;
  readonly #numbered: (rows: InboxRow[]) => void;
  #waiting: Waiting[] = [];
  #writing = false;
  #wroteAt = 0;

  /** `numbered` is told the rows that have just got their number. */
  constructor(env: Env, numbered: (rows: InboxRow[]) => void) {
    this.#env = env;
    this.#numbered = numbered;
  }

  /** For whoever finds out later whether D1 has it. */
  offer(report: Report): void {
    this.#waiting.push({ report, done: null });
    void this.#write();
  }

  /** Answers the conversation's number once D1 has the report. Null: D1 did not take it. */
  add(report: Report): Promise<Reported["number"] | null> {
    const written = new Promise<number | null>((done) => this.#waiting.push({ report, done }));
    void this.#write();
    return written;
  }

  /** What is on its way. */
  rows(): InboxRow[] {
    return this.#waiting.map(({ report }) => report.row);
  }

  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    try {
      while (this.#waiting.length > 0) {
        // Never longer than that, whatever the clock did meanwhile.
        await scheduler.wait(Math.min(batchMs, this.#wroteAt + batchMs - Date.now()));
        this.#wroteAt = Date.now();
        for (const part of inTurns(oneOfEach(this.#waiting))) {
          await this.#writeBatch(part);
          await scheduler.wait(breathMs);
        }
      }
    } finally {
      this.#writing = false;
    }
  }

  async #writeBatch(batch: Waiting[]): Promise<void> {
    const reports = batch.map(({ report }) => report);
    const leave = () => (this.#waiting = this.#waiting.filter((each) => !batch.includes(each)));
    try {
      const numbers = await writeIndex(this.#env.DB, reports);
      // The lists have them by now: what is read from D1 is newer than what would be told from here.
      leave();
      await scheduler.wait(breathMs);
      await writeSearch(this.#env.SEARCH, reports);
      const numberOf = ({ row }: Report) => numbers.get(row.id) ?? 0;
      const news = reports.filter(({ row }) => row.number === null);
      if (news.length > 0) this.#numbered(news.map((report) => ({ ...report.row, number: numberOf(report) })));
      for (const { report, done } of batch) done?.(numberOf(report));
    } catch (error) {
      log.warn("batch_failed", error, { rows: batch.length });
      leave();
      for (const { done } of batch) done?.(null);
    }
  }
}

/** One report of each conversation: a statement cannot write two versions of one row. The rest goes with the next batch. */
function oneOfEach(waiting: readonly Waiting[]): Waiting[] {
  const found = new Map<string, Waiting>();
  for (const each of waiting) if (!found.has(each.report.row.id)) found.set(each.report.row.id, each);
  return [...found.values()].slice(0, batchRows);
}

function inTurns(batch: readonly Waiting[]): Waiting[][] {
  const rows = Math.max(partRows, Math.ceil(batch.length / mostParts));
  return Array.from({ length: Math.ceil(batch.length / rows) }, (_, part) =>
    batch.slice(part * rows, (part + 1) * rows),
  );
}

import type { JobRow } from "./object-migrations.ts";

type Storage = Pick<DurableObjectStorage, "sql" | "setAlarm">;

type Job = { dueAt: number; attempts: number };

/** Attempts of a failing job wait 2 s, 4 s, 8 s … and never more than this. */
const longestDelayMs = 5 * 60_000;

/**
 * Many keyed jobs on an object's single alarm. They are rows of the object's own storage, so an eviction loses none.
 * A job runs at least once, so whatever it does must be safe to repeat.
 */
export class Jobs {
  readonly #storage: Storage;
  /** What the rows say, read once after each wake-up: every message of a conversation asks. */
  readonly #jobs: Map<string, Job>;
  #running = false;

  /** `rows`: what its table has; null: it has none yet. */
  constructor(storage: Storage, rows: readonly JobRow[] | null) {
    this.#storage = storage;
    if (rows === null) {
      storage.sql.exec(
        "CREATE TABLE job (key TEXT PRIMARY KEY, due_at INTEGER NOT NULL, attempts INTEGER NOT NULL) WITHOUT ROWID",
      );
    }
    this.#jobs = new Map((rows ?? []).map(({ key, due_at, attempts }) => [key, { dueAt: due_at, attempts }]));
  }

  /** Sets or moves a job. Not inside a transaction that may be rolled back. */
  set(key: string, dueAt: number): void {
    const before = this.#nextDue();
    this.#jobs.set(key, { dueAt, attempts: 0 });
    this.#storage.sql.exec(
      "INSERT INTO job (key, due_at, attempts) VALUES (?, ?, 0) ON CONFLICT (key) DO UPDATE SET due_at = excluded.due_at, attempts = 0",
      key,
      dueAt,
    );
    if (before === null || dueAt < before) void this.#storage.setAlarm(dueAt);
    else this.#wake(before);
  }

  /** Sets a job only if there is none of that key, so that what happens often costs no writes. */
  ensure(key: string, dueAt: number): void {
    const before = this.dueAt(key);
    if (before === null) this.set(key, dueAt);
    else this.#wake(before);
  }

  /** The alarm itself stays: it fires once, finds nothing to do, and costs less than moving it each time. */
  clear(key: string): void {
    if (this.#jobs.delete(key)) this.#storage.sql.exec("DELETE FROM job WHERE key = ?", key);
  }

  keys(): string[] {
    return [...this.#jobs.keys()];
  }

  dueAt(key: string): number | null {
    return this.#jobs.get(key)?.dueAt ?? null;
  }

  /**
   * Runs what is due; for the object's alarm handler. A job that throws is told to `failed` and comes back later; it
   * never keeps the others from running. The handler may set its own key again.
   */
  async run(
    now: number,
    handle: (key: string) => Promise<void>,
    failed: (key: string, error: unknown) => void,
  ): Promise<void> {
    this.#running = true;
    try {
      await this.#runDue(now, handle, failed);
    } finally {
      this.#running = false;
    }
    const next = this.#nextDue();
    // A past time would fire at once, but an alarm set inside its own handler is only trusted when it lies ahead.
    if (next !== null) await this.#storage.setAlarm(Math.max(next, now + 1));
  }

  async #runDue(
    now: number,
    handle: (key: string) => Promise<void>,
    failed: (key: string, error: unknown) => void,
  ): Promise<void> {
    const due = [...this.#jobs].filter(([, { dueAt }]) => dueAt <= now).toSorted(([, a], [, b]) => a.dueAt - b.dueAt);
    for (const [key, job] of due) {
      try {
        await handle(key);
        // Not when the handler set it anew.
        if (this.#jobs.get(key) === job) this.clear(key);
      } catch (error) {
        failed(key, error);
        if (this.#jobs.get(key) === job) this.#postpone(key, job, now);
      }
    }
  }

  #postpone(key: string, { attempts }: Job, now: number): void {
    const dueAt = now + Math.min(2_000 * 2 ** attempts, longestDelayMs);
    this.#jobs.set(key, { dueAt, attempts: attempts + 1 });
    this.#storage.sql.exec("UPDATE job SET due_at = ?, attempts = ? WHERE key = ?", dueAt, attempts + 1, key);
  }

  /**
   * A job that is overdue while nothing runs has lost its alarm: the platform gives one up after some failures in a row
   * (code that broke in the constructor, say). The next that is set brings it back.
   */
  #wake(dueAt: number): void {
    if (!this.#running && dueAt <= Date.now()) void this.#storage.setAlarm(Date.now());
  }

  #nextDue(): number | null {
    return this.#jobs.size === 0 ? null : Math.min(...[...this.#jobs.values()].map(({ dueAt }) => dueAt));
  }
}

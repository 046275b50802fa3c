import { runInDurableObject } from "cloudflare:test";
import { app } from "../../worker/app.ts";
import { BaseObject } from "../../worker/platform/base-object.ts";
import { JobObject } from "../../worker/platform/job-object.ts";
import { testEnv } from "../../worker/testing/browser.ts";

export type Rows = { read: number; written: number };

/** Where rows are: in the objects, in the index, in the search. */
export type Place = "objects" | "index" | "search";

/**
 * What Cloudflare counts. `requests`: to the Worker; `calls`: to objects, RPC and upgrades of sockets; `frames`: of sockets, from clients;
 * `alarms`: that went off.
 */
export type Bill = {
  requests: number;
  calls: number;
  frames: number;
  alarms: number;
  rows: Record<Place, Rows>;
  /** Rows written by table; an object's values by key are `value`, its alarm is `alarm`. */
  written: Record<string, number>;
};

/** A statement with this in it is the test's own. */
export const uncounted = "/* not counted */";

type Method = (this: object, ...args: unknown[]) => unknown;
type Cursor = { readonly rowsRead: number; readonly rowsWritten: number };
type Meta = { meta?: { rows_read?: number; rows_written?: number } };

/**
 * Counts what the product does, where the platform does: at the bindings, whose classes it replaces a few methods of until it is told to
 * `stop`. Nothing in the product knows of it. Rows are those that SQLite itself counts (`rowsRead`, `rowsWritten`, `meta` of D1),
 * an index that a write keeps up to date among them.
 */
export class Meter {
  readonly #undo: (() => void)[] = [];
  readonly #counted = new WeakMap<Cursor, { query: string } & Rows>();
  #bill = emptyBill();
  #isAside = false;
  readonly #asks = { asked: 0, answered: 0 };

  static async start(): Promise<Meter> {
    const meter = new Meter();
    // Storage is only to be had inside of an object; which one does not matter.
    const stub = testEnv.AGENT.get(testEnv.AGENT.newUniqueId());
    await runInDurableObject(stub, (_, { storage }) => meter.#watchStorage(storage));
    meter.#watchDatabases();
    meter.#watchRequests();
    return meter;
  }

  /** Frames of sockets that the objects have worked on. */
  get frames(): number {
    return this.#bill.frames;
  }

  /** How often a database was asked, and how often it has answered. */
  get asks(): { asked: number; answered: number } {
    return { ...this.#asks };
  }

  /** Does something of the test's own. */
  aside<Answer>(work: () => Answer): Answer {
    this.#isAside = true;
    try {
      return work();
    } finally {
      this.#isAside = false;
    }
  }

  /** The same where it takes time. The product must stand still meanwhile, since nothing is counted. */
  async whileAside<Answer>(work: () => Promise<Answer>): Promise<Answer> {
    this.#isAside = true;
    try {
      return await work();
    } finally {
      this.#isAside = false;
    }
  }

  /** What was counted since the last time. */
  take(): Bill {
    const bill = this.#bill;
    this.#bill = emptyBill();
    return bill;
  }

  stop(): void {
    for (const undo of this.#undo.splice(0).toReversed()) undo();
  }

  #watchStorage(storage: DurableObjectStorage): void {
    const { sql, kv } = storage;
    const cursor = sql.exec("SELECT 1");
    this.#replace(classOf(sql, "exec"), "exec", (original) => {
      const noted = (made: Cursor, query: string) => this.#noteCursor(made, query);
      return function (query, ...values) {
        const made = original.call(this, query, ...values);
        if (isCursor(made) && typeof query === "string") noted(made, query);
        return made;
      };
    });
    const again = (made: object) => {
      if (isCursor(made) && this.#counted.has(made)) this.#noteCursor(made, "");
    };
    for (const name of ["toArray", "one", "next"]) {
      this.#replace(classOf(cursor, name), name, (original) => {
        return function (...args) {
          const answer = original.call(this, ...args);
          again(this);
          return answer;
        };
      });
    }
    this.#countEach(classOf(kv, "get"), { get: "read", put: "written", delete: "written" }, "value");
    this.#countEach(classOf(storage, "get"), { get: "read", put: "written", delete: "written" }, "value");
    this.#countEach(classOf(storage, "setAlarm"), { setAlarm: "written" }, "alarm");
  }

  #watchDatabases(): void {
    const statement: object = testEnv.DB.prepare("SELECT 1");
    const session = Reflect.get(statement, "dbSession") as object;
    this.#replace(classOf(session, "_sendOrThrow"), "_sendOrThrow", (original) => {
      const count = async (query: unknown, ask: () => unknown) => await this.#countAnswer(query, ask);
      return async function (endpoint, query, ...rest) {
        return await count(query, () => original.call(this, endpoint, query, ...rest));
      };
    });
  }

  async #countAnswer(query: unknown, ask: () => unknown): Promise<unknown> {
    const queries = Array.isArray(query) ? query : [query];
    if (this.#isAside || queries.some((each) => String(each).includes(uncounted))) return await ask();
    this.#asks.asked += 1;
    try {
      const answer = await ask();
      for (const [index, each] of (Array.isArray(answer) ? answer : [answer]).entries()) {
        const { meta } = each as Meta;
        if (typeof meta?.rows_read !== "number" || typeof meta.rows_written !== "number")
          throw new Error("D1 does not say how many rows it read and wrote");
        const table = tableOf(String(queries[index]));
        const place = /^(entry_text|article_words)/.test(table) ? "search" : "index";
        this.#add(place, table, { read: meta.rows_read, written: meta.rows_written });
      }
      return answer;
    } finally {
      this.#asks.answered += 1;
    }
  }

  #watchRequests(): void {
    const count = (what: "requests" | "calls" | "frames" | "alarms") => () => {
      if (!this.#isAside) this.#bill[what] += 1;
    };
    const counting = (place: object, name: string, what: "requests" | "frames" | "alarms", after = false) => {
      this.#replace(place, name, (original) => {
        const one = count(what);
        return async function (...args) {
          if (!after) one();
          const answer = await original.call(this, ...args);
          if (after) one();
          return answer;
        };
      });
    };
    counting(app, "fetch", "requests");
    counting(BaseObject.prototype, "webSocketMessage", "frames", true);
    counting(BaseObject.prototype, "alarm", "alarms");
    counting(JobObject.prototype, "alarm", "alarms");
    // Inside, the product asks for its objects by their names; the test asks by their ids, and is not counted.
    this.#replace(classOf(testEnv.CONVERSATION, "getByName"), "getByName", (original) => {
      const one = count("calls");
      return function (...args) {
        return countingStub(original.call(this, ...args) as object, one);
      };
    });
  }

  /** What this cursor has read and written beyond what was noted of it already: it goes on while its rows are taken. */
  #noteCursor(cursor: Cursor, query: string): void {
    const known = this.#counted.get(cursor) ?? { query, read: 0, written: 0 };
    const now = { query: known.query, read: cursor.rowsRead, written: cursor.rowsWritten };
    this.#counted.set(cursor, now);
    if (this.#isAside) return;
    this.#add("objects", tableOf(now.query), { read: now.read - known.read, written: now.written - known.written });
  }

  #countEach(place: object, methods: Record<string, keyof Rows>, table: string): void {
    for (const [name, what] of Object.entries(methods)) {
      this.#replace(place, name, (original) => {
        const one = () => {
          if (!this.#isAside) this.#add("objects", table, { read: 0, written: 0, [what]: 1 });
        };
        return function (...args) {
          one();
          return original.call(this, ...args);
        };
      });
    }
  }

  #add(place: Place, table: string, { read, written }: Rows): void {
    const rows = this.#bill.rows[place];
    rows.read += read;
    rows.written += written;
    if (written > 0) this.#bill.written[table] = (this.#bill.written[table] ?? 0) + written;
  }

  #replace(place: object, name: string, by: (original: Method) => Method): void {
    const own = Object.getOwnPropertyDescriptor(place, name);
    const original: unknown = Reflect.get(place, name);
    if (typeof original !== "function") throw new Error(`there is no ${name} to count`);
    Object.defineProperty(place, name, { value: by(original as Method), configurable: true, writable: true });
    this.#undo.push(() => {
      if (own === undefined) Reflect.deleteProperty(place, name);
      else Object.defineProperty(place, name, own);
    });
  }
}

function emptyBill(): Bill {
  const nothing = () => ({ read: 0, written: 0 });
  const rows = { objects: nothing(), index: nothing(), search: nothing() };
  return { requests: 0, calls: 0, frames: 0, alarms: 0, rows, written: {} };
}

/** Where this thing has the method from. */
function classOf(thing: object, method: string): object {
  for (let place: object | null = thing; place !== null; place = Object.getPrototypeOf(place) as object | null) {
    if (Object.hasOwn(place, method) && place !== thing) return place;
  }
  throw new Error(`there is no ${method} to count`);
}

function isCursor(thing: unknown): thing is Cursor {
  return typeof thing === "object" && thing !== null && "rowsWritten" in thing;
}

function countingStub(stub: object, one: () => void): object {
  return new Proxy(stub, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name, target);
      if (typeof name !== "string" || name === "id" || name === "name" || name === "then") return value;
      return (...args: unknown[]) => {
        one();
        return Reflect.apply(value as Method, target, args);
      };
    },
  });
}

/** Which table a statement is about. */
function tableOf(query: string): string {
  const found = /\b(?:into|update|from|table(?: if not exists)?|index)\s+"?(\w+)"?/i.exec(query)?.[1];
  return found ?? "other";
}

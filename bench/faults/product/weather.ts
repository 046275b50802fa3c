import { env } from "cloudflare:workers";
import { type Happened, type Order, well } from "./order.ts";

/** What is ordered now. All objects and the Worker are in one isolate here, so one place is enough. */
let order: Order = well;

export const happened: Omit<Happened, "now"> = { d1: 0, r2: 0, alarms: 0, woken: 0 };

export function setWeather(next: Order): void {
  order = next;
  alarmFailures.clear();
}

type Method = (this: unknown, ...args: unknown[]) => unknown;

/** Puts something before a method of a binding, for every caller; the product's code stays as it is. */
function around(prototype: object, name: string, wrap: (call: () => unknown, args: unknown[]) => unknown): void {
  const original: unknown = Reflect.get(prototype, name);
  if (typeof original !== "function") throw new Error(`there is no ${name}`);
  const wrapped: Method = function (...args) {
    return wrap(() => Reflect.apply(original, this, args), args);
  };
  Reflect.set(prototype, name, wrapped);
}

async function bear(of: "d1" | "r2", call: () => unknown): Promise<unknown> {
  const mode = order[of];
  if (mode === "well") return await call();
  happened[of] += 1;
  if (mode === "slow") await scheduler.wait(2_000);
  const luck = Math.random();
  const fails = mode === "failing" || (mode === "unsure" && luck < 0.5);
  if (!fails) return await call();
  if (mode === "unsure" && luck < 0.25) await call();
  throw new Error(`${of.toUpperCase()}_ERROR: it fails, as the bench wants it to`);
}

/** R2 fails as it does: with a part of the bytes read, and the rest thrown away. */
async function bearR2(call: () => unknown, args: unknown[]): Promise<unknown> {
  const stream = args.find((each) => each instanceof ReadableStream);
  try {
    return await bear("r2", call);
  } catch (error) {
    if (stream !== undefined && !stream.locked) {
      const reader = stream.getReader();
      await reader.read().catch(() => {});
      await reader.cancel("R2 fails").catch(() => {});
    }
    throw error;
  }
}

/** Once, before anything of the product runs. */
export function install(): void {
  for (const name of ["batch", "exec"]) around(Object.getPrototypeOf(env.DB), name, (call) => bear("d1", call));
  const statement: object = Object.getPrototypeOf(env.DB.prepare("SELECT 1"));
  for (const name of ["first", "all", "run", "raw"]) around(statement, name, (call) => bear("d1", call));
  const bucket: object = Object.getPrototypeOf(env.FILES);
  for (const name of ["put", "createMultipartUpload"]) around(bucket, name, bearR2);
  around(bucket, "resumeMultipartUpload", (call) => {
    const upload = call();
    if (typeof upload !== "object" || upload === null) return upload;
    for (const name of ["uploadPart", "complete"]) around(upload, name, bearR2);
    return upload;
  });
  Reflect.set(globalThis, "Date", SkewedDate);
}

const realNow = Date.now.bind(Date);

class SkewedDate extends Date {
  constructor(...args: [] | [number | string | Date]) {
    if (args.length === 0) super(SkewedDate.now());
    else super(...args);
  }

  static override now(): number {
    return realNow() + order.skewMs;
  }
}

const storages = new WeakSet<object>();

/** Alarms go by the platform's clock, which is off as well: what the product calls noon is noon. */
export function skewAlarms(storage: DurableObjectStorage): void {
  const prototype: object = Object.getPrototypeOf(storage);
  if (storages.has(prototype)) return;
  storages.add(prototype);
  const original: unknown = Reflect.get(prototype, "setAlarm");
  if (typeof original !== "function") throw new Error("there is no setAlarm");
  const wrapped: Method = function (time, ...rest) {
    return Reflect.apply(original, this, [Number(time) - order.skewMs, ...rest]);
  };
  Reflect.set(prototype, "setAlarm", wrapped);
}

const alarmFailures = new Map<string, number>();

/** Throws where this object's alarm is to fail once more. */
export function bearAlarm(object: string): void {
  const before = alarmFailures.get(object) ?? 0;
  if (before >= order.alarmFailures) return;
  alarmFailures.set(object, before + 1);
  happened.alarms += 1;
  throw new Error("the alarm throws, as the bench wants it to");
}

import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { build } from "../.tools/build.ts";
import { endWhenAsked, freePort, migrate, type Product, startProduct } from "../.tools/product.ts";
import { newSecrets, writeSecrets } from "../.tools/secrets.ts";

/** What is sent in the one conversation, and what of it comes back: `heard` is set by whoever measures. */
export type Line = { send: (words: string) => void; heard: (words: string) => void };

export type Found = {
  messages: number;
  fala: Quantiles;
  floor: Quantiles;
  ratio: Quantiles & { bound: number };
  within: boolean;
};

type Quantiles = { p50: number; p99: number };
type Pace = { rate: number; seconds: number; turns: number };

/** DESIGN.md: a message takes at most so many times what a bare object that inserts one row and relays takes. */
const bound = 1.5;

/**
 * Both run on this machine at the same time and take turns, so that a noisy machine is noisy for both. The ratios are the median
 * over the turns.
 */
export async function compare(fala: Line[], floor: Line[], { rate, seconds, turns }: Pace): Promise<Found> {
  const lines = { fala, floor };
  const pace = { rate, wanted: Math.round(rate * seconds) };
  await turn(fala, pace);
  await turn(floor, pace);
  const times = { fala: [] as number[], floor: [] as number[] };
  const ratios: Quantiles[] = [];
  for (let index = 0; index < turns; index += 1) {
    // Who goes first changes, so that a drift of the machine favours nobody.
    const order = index % 2 ? (["floor", "fala"] as const) : (["fala", "floor"] as const);
    const found = { fala: [] as number[], floor: [] as number[] };
    for (const name of order) found[name] = await turn(lines[name], pace);
    times.fala.push(...found.fala);
    times.floor.push(...found.floor);
    const [ours, bare] = [quantilesOf(found.fala), quantilesOf(found.floor)];
    ratios.push({ p50: ours.p50 / bare.p50, p99: ours.p99 / bare.p99 });
  }
  const ratio = { p50: median(ratios.map(({ p50 }) => p50)), p99: median(ratios.map(({ p99 }) => p99)) };
  return {
    messages: times.fala.length,
    fala: rounded(quantilesOf(times.fala)),
    floor: rounded(quantilesOf(times.floor)),
    ratio: { ...rounded(ratio), bound },
    within: ratio.p50 <= bound && ratio.p99 <= bound,
  };
}

/** Sends at a fixed rate whatever comes back (an open loop), and answers how long each took, in milliseconds. */
async function turn(lines: Line[], { rate, wanted }: { rate: number; wanted: number }): Promise<number[]> {
  const sent = new Map<string, number>();
  const took: number[] = [];
  const done = Promise.withResolvers<void>();
  for (const line of lines) {
    line.heard = (words) => {
      const at = sent.get(words);
      if (at === undefined) return;
      sent.delete(words);
      took.push(performance.now() - at);
      if (took.length === wanted) done.resolve();
    };
  }
  const began = performance.now();
  let count = 0;
  const timer = setInterval(() => {
    while (count < wanted && performance.now() - began >= (count * 1000) / rate) {
      const words = `${crypto.randomUUID()} ${"a".repeat(60)}`;
      sent.set(words, performance.now());
      lines[count % lines.length]?.send(words);
      count += 1;
    }
    if (count === wanted) clearInterval(timer);
  }, 1);
  const late = setTimeout(() => done.reject(new Error(`${wanted - took.length} messages did not arrive`)), 60_000);
  await done.promise;
  clearTimeout(late);
  return took;
}

/** The products of one measurement, with their data; all gone when it is over. */
export class Bench {
  readonly #folder = mkdtempSync(join(tmpdir(), "fala-bench-"));
  readonly #running: Product[] = [];

  constructor() {
    endWhenAsked();
  }

  /** Fala, or the Worker of another configuration. */
  async start(config?: string): Promise<Product & { secrets: Record<string, string> }> {
    const secrets = newSecrets();
    const state = join(this.#folder, config === undefined ? "fala" : "floor");
    const envFile = `${state}.env`;
    writeSecrets(envFile, secrets);
    if (config === undefined) {
      await build();
      await migrate(state);
    }
    const product = await startProduct({
      port: await freePort(),
      persistTo: state,
      envFile,
      onReport: () => {},
      ...(config === undefined ? {} : { config }),
    });
    this.#running.push(product);
    return { ...product, secrets };
  }

  async stop(): Promise<void> {
    for (const product of this.#running) await product.stop();
    rmSync(this.#folder, { recursive: true, force: true });
  }
}

/** So many bare objects, each with two sockets that send in turn; what counts is when the other one has it. */
export async function floorPairs(bench: Bench, count: number): Promise<Line[]> {
  const { origin } = await bench.start("bench/floor/wrangler.toml");
  return await inTurn(count, async (index) => {
    const sockets = [await connect(`${origin}/${index}`), await connect(`${origin}/${index}`)];
    const sender = new Map<string, WebSocket | undefined>();
    let sends = 0;
    const line: Line = {
      send: (words) => {
        sends += 1;
        const socket = sockets[sends % 2];
        sender.set(words, socket);
        socket?.send(words);
      },
      heard: () => {},
    };
    for (const socket of sockets)
      socket.addEventListener("message", ({ data }) => {
        const words = String(data);
        if (socket !== sender.get(words)) line.heard(words);
      });
    return line;
  });
}

/** The same where whoever sends waits for what comes back. */
export async function floorEchoes(bench: Bench, count: number): Promise<Line[]> {
  const { origin } = await bench.start("bench/floor/wrangler.toml");
  return await inTurn(count, async (index) => {
    const socket = await connect(`${origin}/${index}`);
    const line: Line = { send: (words) => socket.send(words), heard: () => {} };
    socket.addEventListener("message", ({ data }) => line.heard(String(data)));
    return line;
  });
}

/** A few at a time: what is measured is not how fast they begin. */
export async function inTurn<Made>(count: number, make: (index: number) => Promise<Made>): Promise<Made[]> {
  const made: Made[] = [];
  let index = 0;
  const work = async () => {
    while (index < count) {
      const mine = index;
      index += 1;
      made[mine] = await make(mine);
    }
  };
  await Promise.all(Array.from({ length: 16 }, work));
  return made;
}

/** POSTs JSON as a page of Fala's own would. Throws where it is refused. */
export async function ask(
  origin: string,
  path: string,
  body: unknown,
  headers: Record<string, string> = {},
  method = "POST",
): Promise<Response> {
  const answer = await fetch(origin + path, {
    method,
    headers: { origin, "content-type": "application/json", ...headers },
    ...(method === "GET" ? {} : { body: JSON.stringify(body) }),
  });
  if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await answer.text()}`);
  return answer;
}

/** The cookie of an agent who has signed in. */
export async function cookieOf(answer: Response): Promise<string> {
  await answer.body?.cancel();
  return answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
}

/** Node's WebSocket takes headers, which the types of browsers do not know. */
export function connect(
  address: string,
  protocols: string[] = [],
  headers: Record<string, string> = {},
): Promise<WebSocket> {
  const options: object = { protocols, headers };
  const socket: WebSocket = Reflect.construct(WebSocket, [address.replace(/^http/, "ws"), options]);
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(socket));
    socket.addEventListener("error", () => reject(new Error(`no socket at ${address}`)));
  });
}

/** A setting of the environment. */
export function number(name: string, otherwise: number): number {
  return Number(process.env[name] ?? otherwise);
}

function quantilesOf(values: number[]): Quantiles {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}

function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function median(values: number[]): number {
  return quantile(values, 0.5);
}

function rounded({ p50, p99 }: Quantiles): Quantiles {
  return { p50: Math.round(p50 * 100) / 100, p99: Math.round(p99 * 100) / 100 };
}

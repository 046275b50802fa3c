import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { seedDemo } from "../.tools/demo.ts";
import { freePort, migrate, type Product, startProduct } from "../.tools/product.ts";
import { newSecrets, writeSecrets } from "../.tools/secrets.ts";

/**
 * `npm run bench:relay`: from one participant's send to the other's receipt, this product against a bare object that
 * inserts one row and relays. Both run under `wrangler dev` on this machine at the same time and take turns, so that a
 * noisy machine is noisy for both. Last line is JSON; exits non-zero when p50 or p99 is above 1.5 times the floor.
 *
 * CONVERSATIONS (100), RATE messages/s over all of them (100), SECONDS per turn (5), TURNS of each (6).
 */
const conversations = number("CONVERSATIONS", 100);
const rate = number("RATE", 100);
const seconds = number("SECONDS", 4);
const turns = number("TURNS", 6);
const bound = 1.5;

type Pair = { send(side: 0 | 1, words: string): void; heard: (words: string) => void };

const folder = mkdtempSync(join(tmpdir(), "fala-bench-"));
const running: Product[] = [];
try {
  const fala = await openFala();
  const floor = await openFloor();
  await turn(fala);
  await turn(floor);
  const times = { fala: [] as number[], floor: [] as number[] };
  const ratios: { p50: number; p99: number }[] = [];
  for (let index = 0; index < turns; index += 1) {
    // Who goes first changes, so that a drift of the machine favours nobody.
    const order = index % 2 ? (["floor", "fala"] as const) : (["fala", "floor"] as const);
    const found = { fala: [] as number[], floor: [] as number[] };
    for (const name of order) found[name] = await turn(name === "fala" ? fala : floor);
    times.fala.push(...found.fala);
    times.floor.push(...found.floor);
    ratios.push({
      p50: quantile(found.fala, 0.5) / quantile(found.floor, 0.5),
      p99: quantile(found.fala, 0.99) / quantile(found.floor, 0.99),
    });
  }
  const ratio = { p50: median(ratios.map(({ p50 }) => p50)), p99: median(ratios.map(({ p99 }) => p99)) };
  const within = ratio.p50 <= bound && ratio.p99 <= bound;
  console.log(
    JSON.stringify({
      conversations,
      rate,
      messages: times.fala.length,
      fala: { p50: round(quantile(times.fala, 0.5)), p99: round(quantile(times.fala, 0.99)) },
      floor: { p50: round(quantile(times.floor, 0.5)), p99: round(quantile(times.floor, 0.99)) },
      ratio: { p50: round(ratio.p50), p99: round(ratio.p99), bound },
      within,
    }),
  );
  process.exitCode = within ? 0 : 1;
} finally {
  for (const product of running) await product.stop();
  rmSync(folder, { recursive: true, force: true });
}

/** Sends at a fixed rate whatever comes back (an open loop), and answers how long each message took, in milliseconds. */
async function turn(pairs: Pair[]): Promise<number[]> {
  const wanted = Math.round(rate * seconds);
  const sent = new Map<string, number>();
  const took: number[] = [];
  const done = Promise.withResolvers<void>();
  for (const pair of pairs) {
    pair.heard = (words) => {
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
      pairs[count % pairs.length]?.send(Math.floor(count / pairs.length) % 2 ? 1 : 0, words);
      count += 1;
    }
    if (count === wanted) clearInterval(timer);
  }, 1);
  const late = setTimeout(() => done.reject(new Error(`${wanted - took.length} messages did not arrive`)), 60_000);
  await done.promise;
  clearTimeout(late);
  return took;
}

async function openFloor(): Promise<Pair[]> {
  const { origin } = await start("bench/floor/wrangler.toml");
  return await Promise.all(
    Array.from({ length: conversations }, async (_, index) => {
      const pair: Pair = { send: (side, words) => sockets[side]?.send(words), heard: () => {} };
      const sockets = await Promise.all([0, 1].map(() => connect(`${origin}/${index}`, [], {})));
      for (const socket of sockets) socket.addEventListener("message", ({ data }) => hearFrom(socket, String(data)));
      // The sender gets its own message back too, in both systems; what counts is when the other one has it.
      const hearFrom = (socket: WebSocket, words: string) => {
        if (socket !== sockets[last.get(words) ?? 2]) pair.heard(words);
      };
      const last = new Map<string, number>();
      pair.send = (side, words) => {
        last.set(words, side);
        sockets[side]?.send(words);
      };
      return pair;
    }),
  );
}

async function openFala(): Promise<Pair[]> {
  const { origin, secrets } = await start();
  const signIn = await seedDemo(origin, secrets["SETUP_TOKEN"] ?? "", 1);
  const answer = await ask(origin, "/api/session", signIn);
  const cookie = answer.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const { token } = (await (await ask(origin, "/api/widget/session", { site: "demo", token: null })).json()) as {
    token: string;
  };
  // The agent is there: without a console they would be away, and every word would lead to the waiting line first.
  await connect(`${origin}/ws/inbox/team-support`, ["fala"], { origin, cookie });
  const pairs: Pair[] = [];
  for (let index = 0; index < conversations; index += 1) {
    const conversation = crypto.randomUUID();
    await ask(
      origin,
      "/api/widget/conversations",
      { conversation, id: crypto.randomUUID(), text: "Hello", topic: null, visits: [], attributes: {}, language: "en" },
      { authorization: `Bearer ${token}` },
    );
    const address = `${origin}/ws/conversation/${conversation}`;
    const sockets = await Promise.all([
      connect(address, ["fala", token], { origin }),
      connect(address, ["fala"], { origin, cookie }),
    ]);
    const pair: Pair = {
      send: (side, text) => sockets[side]?.send(JSON.stringify({ kind: "message", id: crypto.randomUUID(), text })),
      heard: () => {},
    };
    for (const [side, socket] of sockets.entries()) {
      socket.addEventListener("message", ({ data }) => {
        const frame = JSON.parse(String(data)) as {
          kind: string;
          entries?: { author: { kind: string }; body: { text?: string } }[];
        };
        if (frame.kind !== "entries") return;
        for (const { author, body } of frame.entries ?? []) {
          if ((author.kind === "agent") === (side === 0) && body.text !== undefined) pair.heard(body.text);
        }
      });
      socket.send(JSON.stringify({ kind: "hello", version: 1, after: 0 }));
    }
    pairs.push(pair);
  }
  return pairs;
}

async function start(config?: string): Promise<Product & { secrets: Record<string, string> }> {
  const secrets = newSecrets();
  const state = join(folder, config === undefined ? "fala" : "floor");
  const envFile = `${state}.env`;
  writeSecrets(envFile, secrets);
  if (config === undefined) await migrate(state);
  const product = await startProduct({
    port: await freePort(),
    persistTo: state,
    envFile,
    onReport: () => {},
    ...(config === undefined ? {} : { config }),
  });
  running.push(product);
  return { ...product, secrets };
}

function ask(origin: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(origin + path, {
    method: "POST",
    headers: { origin, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** Node's WebSocket takes headers, which the types of browsers do not know. */
function connect(address: string, protocols: string[], headers: Record<string, string>): Promise<WebSocket> {
  const options: object = { protocols, headers };
  const socket: WebSocket = Reflect.construct(WebSocket, [address.replace(/^http/, "ws"), options]);
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(socket));
    socket.addEventListener("error", () => reject(new Error(`no socket at ${address}`)));
  });
}

function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

function median(values: number[]): number {
  return quantile(values, 0.5);
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}

function number(name: string, otherwise: number): number {
  return Number(process.env[name] ?? otherwise);
}

import { readdirSync, readFileSync } from "node:fs";
import { pairOf, plain, type Wire } from "./beside-floor.ts";
import { openFala } from "./fala.ts";
import type { Line } from "./pace.ts";
import { type Bench, connect } from "./products.ts";

export const systemNames = ["fala", "floor", "ws", "socketio"] as const;
export type SystemName = (typeof systemNames)[number];

/** One of those that are compared. `server`: the process that serves it. */
export type System = {
  server: number;
  /** A conversation with a message in it and nobody at it. */
  begin: (index: number) => Promise<void>;
  /** Somebody writes in turn with somebody else, in the conversation that was begun by this number or in a new one. */
  pair: (index: number) => Promise<Line>;
};

/**
 * Starts one of the systems behind the same front, `wrangler dev`: this product; a bare object that inserts one row and relays; Node's
 * `ws` and Socket.IO, which insert one row into SQLite (WAL, safe against a loss of power) and relay, behind a Worker that hands on.
 */
export async function openSystem(bench: Bench, name: SystemName): Promise<System> {
  switch (name) {
    case "fala":
      return await openProduct(bench);
    case "floor": {
      const product = await bench.start({ config: "bench/floor/wrangler.toml" });
      return relay(serverOf(product), plain, (index) => connect(`${product.origin}/${index}`));
    }
    case "ws": {
      const { origin, pid } = await openNode(bench, "bench/systems/ws-server.ts");
      return relay(pid, plain, (index) => connect(`${origin}/${index}`));
    }
    case "socketio": {
      const { origin, pid } = await openNode(bench, "bench/systems/socketio-server.ts");
      return relay(pid, socketIo, (index) => joinRoom(origin, String(index)));
    }
    default:
      return name satisfies never;
  }
}

async function openProduct(bench: Bench): Promise<System> {
  const fala = await openFala(bench);
  const begun = new Map<number, string>();
  const begin = async (index: number) => {
    const conversation = await fala.begin();
    begun.set(index, conversation);
    return conversation;
  };
  return {
    server: serverOf(fala),
    begin: async (index) => void (await begin(index)),
    pair: async (index) => await fala.pairAt(begun.get(index) ?? (await begin(index))),
  };
}

function relay(server: number, wire: Wire, open: (index: number) => Promise<WebSocket>): System {
  return {
    server,
    begin: async (index) => {
      const [socket, other] = [await open(index), await open(index)];
      const heard = new Promise((resolve) => other.addEventListener("message", resolve, { once: true }));
      socket.send(wire.wrap("Hello"));
      await heard;
      for (const each of [socket, other]) each.close();
    },
    pair: (index) => pairOf(() => open(index), wire),
  };
}

/** Behind a Worker that hands on what comes. */
async function openNode(bench: Bench, program: string): Promise<{ origin: string; pid: number }> {
  const { origin: target, pid } = await bench.startNode(program);
  const variables = { TARGET: target };
  const { origin } = await bench.start({ config: "bench/front/wrangler.toml", name: `front of ${program}`, variables });
  return { origin, pid };
}

/** Socket.IO's own frames, version 4 on Engine.IO 4: `42` is an event; the server's `2` wants a `3`. */
const socketIo: Wire = {
  wrap: (words) => `42${JSON.stringify(["message", words])}`,
  unwrap(frame) {
    if (!frame.startsWith("42")) return null;
    const [event, words] = JSON.parse(frame.slice(2)) as [string, string?];
    return event === "message" ? (words ?? null) : null;
  },
};

async function joinRoom(origin: string, room: string): Promise<WebSocket> {
  const joined = Promise.withResolvers<void>();
  const socket = await connect(`${origin}/socket.io/?EIO=4&transport=websocket`);
  socket.addEventListener("close", () => joined.reject(new Error("Socket.IO closed the socket")));
  socket.addEventListener("message", ({ data }) => {
    const frame = String(data);
    if (frame === "2") socket.send("3");
    if (frame.startsWith("40")) socket.send(`42${JSON.stringify(["join", room])}`);
    if (frame.startsWith('42["joined"')) joined.resolve();
  });
  // The server's first frame may have come before anybody listened; it needs no answer.
  socket.send("40");
  await joined.promise;
  return socket;
}

/** The process in which the Worker's objects live: of the two workerds of `wrangler dev`, the one that does not listen where people come; else the only one. */
function serverOf({ origin, pid }: { origin: string; pid: number }): number {
  const { port } = new URL(origin);
  const all = childrenOf(pid).filter((child) => /\bworkerd\b/.test(commandOf(child)[0] ?? ""));
  return all.find((child) => !commandOf(child).some((word) => word.endsWith(`:${port}`))) ?? all[0] ?? pid;
}

/** All processes below this one. */
function childrenOf(pid: number): number[] {
  const children = readFileSync(`/proc/${pid}/task/${pid}/children`, "utf8")
    .trim()
    .split(" ")
    .filter(Boolean)
    .map(Number);
  return children.flatMap((child) => [child, ...childrenOf(child)]);
}

function commandOf(pid: number): string[] {
  return readFileSync(`/proc/${pid}/cmdline`, "utf8").split("\0");
}

/** What a process holds in memory, in bytes, as Linux counts it. */
export function memoryOf(pid: number): number {
  const found = /VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, "utf8"))?.[1];
  return Number(found) * 1024;
}

/** Whether this machine can tell. */
export const canSeeProcesses = process.platform === "linux" && readdirSync("/proc").includes("self");

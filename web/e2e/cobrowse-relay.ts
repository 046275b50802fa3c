import { isMainThread, parentPort, workerData } from "node:worker_threads";
import { WebSocket } from "ws";
import { readFrame } from "../../worker/protocol/cobrowse-frame.ts";
import { parseAs } from "../../worker/protocol/codec.ts";
import { cobrowseToCustomerSchema } from "../../worker/protocol/cobrowse-socket.ts";
import { makeCobrowseLine } from "../connection/cobrowse-line.ts";

export type RelayStart = { relay: string; origin: string; cookie: string; token: string; subprotocol: string };

/** As large as a snapshot of a very large page. */
export const largeBytes = 5_000_000;
const large = new Uint8Array(largeBytes).fill(0x20);
large[0] = 0x5b;

/**
 * As a thread: a customer's tab, which sends as the product's does, and an agent's window of one session. At each `pass` a snapshot
 * goes through, and it says `passed`.
 */
async function carry({ relay, origin, cookie, token, subprotocol }: RelayStart): Promise<void> {
  const tab = await connect(relay, [subprotocol, token], { origin });
  const page = { url: "https://page.test/", title: "Large" };
  tab.send(JSON.stringify({ kind: "hello", version: 1, tab: crypto.randomUUID(), page, seen: true }));
  const watcher = await connect(relay, [subprotocol], { origin, cookie });
  watcher.binaryType = "arraybuffer";
  const line = makeCobrowseLine((frame) => {
    tab.send(frame);
    return true;
  });
  watcher.addEventListener("message", ({ data }) => {
    if (!(data instanceof ArrayBuffer)) return;
    watcher.send(JSON.stringify({ kind: "got", bytes: data.byteLength }));
    if (readFrame(data)?.more === false) parentPort?.postMessage("passed");
  });
  let watched = false;
  tab.addEventListener("message", ({ data }) => {
    if (typeof data !== "string") return;
    const said = parseAs(cobrowseToCustomerSchema, data);
    if (!said.ok) return;
    if (said.value.kind === "got") line.got(said.value.number);
    if (said.value.kind === "refused") throw new Error(data);
    if (watched || said.value.kind !== "state" || !said.value.record) return;
    watched = true;
    parentPort?.postMessage("watched");
  });
  watcher.send(JSON.stringify({ kind: "hello", version: 1 }));
  parentPort?.on("message", () => void line.batch(large, { gzip: false, key: true, active: true }));
}

/**
 * Without compression by the socket, which a local platform does on the one thread of its proxy. A recorder compresses by itself.
 */
export function connect(address: string, protocols: string[], headers: Record<string, string>): Promise<WebSocket> {
  const socket = new WebSocket(address.replace(/^http/, "ws"), protocols, { headers, perMessageDeflate: false });
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(socket));
    socket.addEventListener("error", () => reject(new Error(`no socket at ${address}`)));
  });
}

if (!isMainThread) await carry(workerData as RelayStart);

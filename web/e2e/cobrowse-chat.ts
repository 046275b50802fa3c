import { SUBPROTOCOL } from "../../worker/protocol/paths.ts";
import { toFrames } from "../../worker/protocol/cobrowse-frame.ts";
import { demoAgents, demoPassword } from "./sign-in.ts";

type Times = { p50: number; p95: number };

/**
 * Message to receipt in a conversation, before and while snapshots of 5 MB go through its co-browsing session. Both sides are
 * sockets of this process: what browsers do with a page of that size is not the chat's matter.
 */
export async function chatBesideSnapshots({
  origin,
  messages,
}: {
  origin: string;
  messages: number;
}): Promise<{ before: Times; during: Times; snapshots: number }> {
  const signIn = await ask(origin, "/api/session", { email: demoAgents.bruno.email, password: demoPassword });
  const cookie = signIn.headers
    .getSetCookie()
    .map((each) => each.split(";")[0])
    .join("; ");
  const { token }: { token: string } = await (
    await ask(origin, "/api/widget/session", { site: "demo", token: null })
  ).json();
  const conversation = crypto.randomUUID();
  const first = {
    conversation,
    id: crypto.randomUUID(),
    text: "Hello",
    topic: null,
    visits: [],
    attributes: {},
    language: "en",
  };
  await ask(origin, "/api/widget/conversations", first, { authorization: `Bearer ${token}` });
  const chat = `${origin}/ws/conversation/${conversation}`;
  const agent = await connect(chat, [SUBPROTOCOL], { origin, cookie });
  const customer = await connect(chat, [SUBPROTOCOL, token], { origin });
  for (const socket of [agent, customer]) socket.send(JSON.stringify({ kind: "hello", version: 1, after: 0 }));

  const session = crypto.randomUUID();
  agent.send(JSON.stringify({ kind: "cobrowse_ask", id: session }));
  await heard(customer, '"step":"asked"');
  customer.send(
    JSON.stringify({
      ...{ kind: "cobrowse_answer", id: crypto.randomUUID(), session },
      ...{ accept: true, origin: "https://page.test" },
    }),
  );
  await heard(agent, '"step":"accepted"');
  const relay = `${origin}/ws/cobrowse/${conversation}/${session}`;
  const tab = await connect(relay, [SUBPROTOCOL, token], { origin });
  const page = { url: "https://page.test/", title: "Large" };
  tab.send(JSON.stringify({ kind: "hello", version: 1, tab: crypto.randomUUID(), page, seen: true }));
  const watcher = await connect(relay, [SUBPROTOCOL], { origin, cookie });
  let arrived = 0;
  watcher.addEventListener("message", ({ data }) => {
    if (typeof data === "string") return;
    arrived += bytesOf(data);
    watcher.send(JSON.stringify({ kind: "got", bytes: bytesOf(data) }));
  });
  const records = heard(tab, '"record":true');
  watcher.send(JSON.stringify({ kind: "hello", version: 1 }));
  await records;

  const before = await talk(agent, customer, messages);
  let number = 1;
  let snapshots = 0;
  const large = new Uint8Array(5_000_000).fill(0x20);
  large[0] = 0x5b;
  const send = async () => {
    const wanted = arrived + large.length;
    const frames = toFrames(large, { gzip: false, key: true, active: true, first: number });
    number += frames.length;
    for (const frame of frames) tab.send(new Uint8Array(frame));
    while (arrived < wanted) await new Promise((resolve) => setTimeout(resolve, 5));
    snapshots += 1;
  };
  let talks = true;
  const sending = (async () => {
    // As often as the object takes them: it gives back 2 MB a second.
    while (talks) {
      await send();
      await new Promise((resolve) => setTimeout(resolve, 2_500));
    }
  })();
  const during = await talk(agent, customer, messages);
  talks = false;
  await sending;
  for (const socket of [tab, watcher, agent, customer]) socket.close();
  return { before, during, snapshots };
}

async function talk(from: WebSocket, to: WebSocket, messages: number): Promise<Times> {
  const took: number[] = [];
  for (let index = 0; index < messages; index += 1) {
    const text = crypto.randomUUID();
    const receipt = heard(to, text);
    const sent = performance.now();
    from.send(JSON.stringify({ kind: "message", id: crypto.randomUUID(), text }));
    await receipt;
    took.push(performance.now() - sent);
    await new Promise((resolve) => setTimeout(resolve, 120));
  }
  const sorted = took.toSorted((a, b) => a - b);
  const at = (part: number) => Math.round((sorted[Math.floor((sorted.length - 1) * part)] ?? Number.NaN) * 10) / 10;
  return { p50: at(0.5), p95: at(0.95) };
}

function heard(socket: WebSocket, words: string): Promise<void> {
  return new Promise((resolve, reject) => {
    const late = setTimeout(() => reject(new Error(`${words} was not heard`)), 30_000);
    const listen = ({ data }: MessageEvent) => {
      if (typeof data !== "string" || !data.includes(words)) return;
      clearTimeout(late);
      socket.removeEventListener("message", listen);
      resolve();
    };
    socket.addEventListener("message", listen);
  });
}

const bytesOf = (data: unknown): number =>
  data instanceof Blob ? data.size : data instanceof ArrayBuffer ? data.byteLength : 0;

function ask(origin: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(origin + path, {
    method: "POST",
    headers: { origin, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

/** Node's WebSocket takes headers, which the types of browsers do not know. */
function connect(address: string, protocols: string[], headers: Record<string, string>): Promise<WebSocket> {
  const socket: WebSocket = Reflect.construct(WebSocket, [address.replace(/^http/, "ws"), { protocols, headers }]);
  return new Promise((resolve, reject) => {
    socket.addEventListener("open", () => resolve(socket));
    socket.addEventListener("error", () => reject(new Error(`no socket at ${address}`)));
  });
}

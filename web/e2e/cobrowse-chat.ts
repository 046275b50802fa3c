import { Worker } from "node:worker_threads";
import { SUBPROTOCOL } from "../../worker/protocol/paths.ts";
import { connect, type RelayStart } from "./cobrowse-relay.ts";
import { demoAgents, demoPassword } from "./sign-in.ts";

type Times = { p50: number; p95: number };

const betweenMs = 10;
/** Messages at least to each snapshot, however fast it passes. */
const fewest = 4;

/**
 * Message to receipt in a conversation, in turns while a snapshot of 5 MB goes through its co-browsing session and while none does.
 * Both sides are sockets: of this process for the chat, of a thread beside it for the page, or the one would wait for the other
 * here and not at the object.
 */
export async function chatBesideSnapshots({
  origin,
  snapshots,
}: {
  origin: string;
  snapshots: number;
}): Promise<{ alone: Times; during: Times; snapshots: number; messages: number }> {
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
  const relay = `${origin.replace(/^http/, "ws")}/ws/cobrowse/${conversation}/${session}`;
  const page = new Worker(new URL("cobrowse-relay.ts", import.meta.url), {
    workerData: { relay, origin, cookie, token, subprotocol: SUBPROTOCOL } satisfies RelayStart,
  });
  const said = (words: string) =>
    new Promise<void>((resolve, reject) => {
      page.once("error", reject);
      page.once("message", (word) => (word === words ? resolve() : reject(new Error(String(word)))));
    });
  await said("watched");

  const times: Record<"alone" | "during", number[]> = { alone: [], during: [] };
  const once = async (kept: number[]) => {
    const text = crypto.randomUUID();
    const receipt = heard(customer, text);
    const sent = performance.now();
    agent.send(JSON.stringify({ kind: "message", id: crypto.randomUUID(), text }));
    await receipt;
    kept.push(performance.now() - sent);
    // Nobody writes faster, and nobody is stopped as a flood.
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
  };
  for (let index = 0; index < snapshots; index += 1) {
    let passes = true;
    const passed = said("passed").then(() => (passes = false));
    page.postMessage("pass");
    let many = 0;
    for (; passes || many < fewest; many += 1) await once(times.during);
    await passed;
    for (; many > 0; many -= 1) await once(times.alone);
  }
  await page.terminate();
  for (const socket of [agent, customer]) socket.close();
  const messages = times.during.length;
  return { alone: timesOf(times.alone), during: timesOf(times.during), snapshots, messages };
}

function timesOf(took: readonly number[]): Times {
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

function ask(origin: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(origin + path, {
    method: "POST",
    headers: { origin, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

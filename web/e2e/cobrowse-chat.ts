import { once } from "node:events";
import { Worker } from "node:worker_threads";
import type { MessageEvent, WebSocket } from "ws";
import { cobrowseLimits } from "../../worker/protocol/cobrowse-limits.ts";
import { limits } from "../../worker/protocol/limits.ts";
import { SUBPROTOCOL } from "../../worker/protocol/paths.ts";
import { connect, largeBytes, type RelayStart } from "./cobrowse-relay.ts";
import { demoAgents, demoPassword } from "./sign-in.ts";

type Times = { p50: number; p95: number };

/** The agent writes in so many windows by turns: in one, a message is refused as soon as they come faster than ten a second. */
const windows = 8;
/**
 * Between two messages, of whatever window: each of them keeps below its rate, and the agent, who writes in all of them and may send eight
 * times as much (CV42), below theirs: a message waits for the last one's receipt besides, so 73 a second are never reached, of 80.
 */
const betweenMs = (1_000 / limits.commandsPerSecond / windows) * 1.1;
/** Messages that a figure must stand on. */
const fewest = 20;

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
}): Promise<{ alone: Times; during: Times; snapshots: number; messages: Record<"alone" | "during", number> }> {
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
  const customer = await connect(chat, [SUBPROTOCOL, token], { origin });
  const agents = await Promise.all(
    Array.from({ length: windows }, () => connect(chat, [SUBPROTOCOL], { origin, cookie })),
  );
  const [agent] = agents;
  if (agent === undefined) throw new Error("nobody writes");
  for (const socket of [...agents, customer]) socket.send(JSON.stringify({ kind: "hello", version: 1, after: 0 }));

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
  const said = async (words: string) => {
    const [word] = await once(page, "message");
    if (word !== words) throw new Error(String(word));
  };
  await said("watched");

  const times: Record<"alone" | "during", number[]> = { alone: [], during: [] };
  const refused = refusal(agents);
  let turn = 0;
  const writes = async (kept: number[]) => {
    const text = crypto.randomUUID();
    const from = agents[turn++ % windows] ?? agent;
    const receipt = Promise.race([heard(customer, text), refused]);
    const sent = performance.now();
    from.send(JSON.stringify({ kind: "message", id: crypto.randomUUID(), text }));
    await receipt;
    kept.push(performance.now() - sent);
    await new Promise((resolve) => setTimeout(resolve, betweenMs));
  };
  for (let index = 0; index < snapshots; index += 1) {
    let passes = true;
    const passed = said("passed").then(() => (passes = false));
    page.postMessage("pass");
    while (passes) await writes(times.during);
    await passed;
    // As long as the page has to be quiet until it may send as much again.
    const until = performance.now() + (largeBytes / cobrowseLimits.bytesPerSecond) * 1_000;
    while (performance.now() < until) await writes(times.alone);
  }
  await page.terminate();
  for (const socket of [...agents, customer]) socket.close();
  const messages = { alone: times.alone.length, during: times.during.length };
  if (messages.during < fewest)
    throw new Error(`${messages.during} messages went beside ${snapshots} snapshots: too few`);
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

/** Rejects with the first refusal: what is refused nobody hears. */
function refusal(sockets: readonly WebSocket[]): Promise<never> {
  return new Promise((_, reject) => {
    for (const socket of sockets) {
      socket.addEventListener("message", ({ data }) => {
        if (typeof data === "string" && data.startsWith('{"kind":"refused"')) reject(new Error(data));
      });
    }
  });
}

function ask(origin: string, path: string, body: unknown, headers: Record<string, string> = {}): Promise<Response> {
  return fetch(origin + path, {
    method: "POST",
    headers: { origin, "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  });
}

import { cobrowseObject } from "../platform/objects.ts";
import { openSocket } from "../platform/base-object.ts";
import type { Agent } from "../protocol/agent.ts";
import {
  type CobrowseToAgent,
  cobrowseToAgentSchema,
  type CobrowseToCustomer,
  cobrowseToCustomerSchema,
} from "../protocol/cobrowse-socket.ts";
import { cobrowseLimits } from "../protocol/cobrowse-limits.ts";
import { toFrames } from "../protocol/cobrowse-frame.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import type { Seat } from "../cobrowse/cobrowse.domain.ts";
import { type AgentActor, type CustomerActor, newId, scene } from "./actors.ts";
import { testEnv } from "./browser.ts";
import { Wire } from "./wire.ts";

export const shopOrigin = "https://shop.test";
const encoder = new TextEncoder();

/** A batch of events that is none to a replayer, but to a relay it is. */
export const batch = (text = "an event") => encoder.encode(JSON.stringify([{ type: 3, data: text, timestamp: 0 }]));

/** One whose frames have so many bytes together: a multiple of what a frame may have. */
export function batchOf(bytes: number): Uint8Array {
  const heads = (bytes / cobrowseLimits.frameBytes) * 6;
  const made = new Uint8Array(bytes - heads).fill(0x20);
  made[0] = 0x5b;
  return made;
}

/** A tab of the customer's with a recorder in it. */
export class TabActor extends Wire<CobrowseToCustomer> {
  #next = 1;

  hello(url = `${shopOrigin}/`, title = "Shop", tab = newId(), seen = true): void {
    this.send({ kind: "hello", version: PROTOCOL_VERSION, tab, page: { url, title }, seen });
  }

  async records(on = true): Promise<void> {
    await this.heard("state", ({ record }) => record === on);
  }

  /** Sends a batch as a recorder does; answers its frames. */
  sends(bytes: Uint8Array, more: { gzip?: boolean; key?: boolean; active?: boolean } = {}): Uint8Array[] {
    const frames = toFrames(bytes, { gzip: false, key: false, active: false, ...more, first: this.#next });
    this.#next += frames.length;
    for (const frame of frames) this.send(frame);
    return frames;
  }

  /** Everything that this socket sent was worked on. */
  async settled(): Promise<void> {
    const since = this.frames.length;
    this.send("settled?");
    await this.heard("refused", ({ code }) => code === "invalid_frame", since);
  }

  refusals(): string[] {
    return this.all("refused").map(({ code }) => code);
  }
}

/** A window in which an agent watches. */
export class WatcherActor extends Wire<CobrowseToAgent> {
  async hello(): Promise<this> {
    this.send({ kind: "hello", version: PROTOCOL_VERSION });
    await this.heard("state");
    return this;
  }

  async settled(): Promise<void> {
    const since = this.frames.length;
    this.send("settled?");
    await this.heard("refused", ({ code }) => code === "invalid_frame", since);
  }

  get now(): Extract<CobrowseToAgent, { kind: "state" }> | undefined {
    return this.all("state").at(-1);
  }
}

export async function openTab(conversation: string, session: string, customerId: string): Promise<TabActor> {
  const fresh = { ready: false, tab: "", seenAt: 0, seen: false, page: null, trouble: null };
  const seat: Seat = { kind: "customer", id: customerId, ...fresh };
  return new TabActor(await open(conversation, session, seat), cobrowseToCustomerSchema);
}

export async function openWatcher(conversation: string, session: string, agent: Agent): Promise<WatcherActor> {
  const seat: Seat = { kind: "agent", agent, sessionId: newId(), ready: false };
  return new WatcherActor(await open(conversation, session, seat), cobrowseToAgentSchema);
}

async function open(conversation: string, session: string, seat: Seat): Promise<Response> {
  return await openSocket(cobrowseObject(testEnv, conversation, session), seat, SUBPROTOCOL);
}

/** Asked for by this agent and accepted by this customer; answers the session. */
export async function agreed(agent: AgentActor, customer: CustomerActor): Promise<string> {
  const session = newId();
  await agent.does({ kind: "cobrowse_ask", id: session });
  await customer.does({ kind: "cobrowse_answer", session, accept: true, origin: shopOrigin });
  return session;
}

/** A conversation in which Ana and Bruno watch what the customer does in one tab. */
export async function cobrowsingScene() {
  const here = await scene();
  const { id, started, ana, bruno, agent, customer } = here;
  const session = await agreed(agent, customer);
  const tab = await openTab(id, session, started.customer.id);
  tab.hello();
  const watchers = { ana: await openWatcher(id, session, ana), bruno: await openWatcher(id, session, bruno) };
  await watchers.ana.hello();
  await watchers.bruno.hello();
  await tab.records();
  return { ...here, session, tab, watchers, stubOfSession: cobrowseObject(testEnv, id, session) };
}

/** The last line of the log about co-browsing, as an agent hears it. */
export async function ending({ agent }: { agent: AgentActor }) {
  const { entries } = await agent.heard("entries", ({ entries: all }) =>
    all.some(({ body }) => body.kind === "cobrowse" && body.happened.step === "ended"),
  );
  return entries.flatMap(({ body }) => (body.kind === "cobrowse" ? [body.happened] : [])).at(-1);
}

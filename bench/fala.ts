import { seedDemo } from "../.tools/demo.ts";
import { PROTOCOL_VERSION } from "../worker/protocol/version.ts";
import type { Line } from "./pace.ts";
import { ask, type Bench, connect, cookieOf, inTurn } from "./products.ts";

type Frame = { kind: string; entries?: { author: { kind: string }; body: { text?: string } }[] };

/** Fala with the demo company in it, for a measurement. */
export class Fala {
  readonly origin: string;
  readonly pid: number;
  /** Where its data is. */
  readonly folder: string;
  /** Of an agent of the team to which new conversations come. */
  readonly cookie: string;
  readonly stop: () => Promise<void>;
  readonly #customer: string;

  constructor(of: Pick<Fala, "origin" | "pid" | "folder" | "stop" | "cookie"> & { customer: string }) {
    this.origin = of.origin;
    this.pid = of.pid;
    this.folder = of.folder;
    this.stop = of.stop;
    this.cookie = of.cookie;
    this.#customer = of.customer;
  }

  /** Asks as the agent. */
  async get<Answer>(path: string): Promise<Answer> {
    const answer = await ask(this.origin, path, null, { cookie: this.cookie }, "GET");
    return (await answer.json()) as Answer;
  }

  /** A new conversation of the customer's; answers its id. */
  async begin(): Promise<string> {
    const conversation = crypto.randomUUID();
    const first = { conversation, id: crypto.randomUUID(), text: "Hello", topic: null };
    const rest = { visits: [], attributes: {}, language: "en" };
    await ask(
      this.origin,
      "/api/widget/conversations",
      { ...first, ...rest },
      { authorization: `Bearer ${this.#customer}` },
    );
    return conversation;
  }

  /** A socket at a conversation, before its hello. */
  open(conversation: string, as: "customer" | "agent"): Promise<WebSocket> {
    const address = `${this.origin}/ws/conversation/${conversation}`;
    return as === "customer"
      ? connect(address, ["fala", this.#customer], { origin: this.origin })
      : connect(address, ["fala"], { origin: this.origin, cookie: this.cookie });
  }

  /** A socket that hears the team's list, before its hello. */
  openList(): Promise<WebSocket> {
    return connect(`${this.origin}/ws/inbox/team-support`, ["fala"], { origin: this.origin, cookie: this.cookie });
  }

  /** So many conversations in which customer and agent write in turn. */
  async pairs(count: number): Promise<Line[]> {
    return await inTurn(count, async () => await this.pairAt(await this.begin()));
  }

  async pairAt(conversation: string): Promise<Line> {
    const sockets = [await this.open(conversation, "customer"), await this.open(conversation, "agent")];
    let sends = 0;
    const line: Line = {
      send: (text) => {
        sends += 1;
        sockets[sends % 2]?.send(JSON.stringify({ kind: "message", id: crypto.randomUUID(), text }));
      },
      heard: () => {},
    };
    for (const [side, socket] of sockets.entries()) {
      socket.addEventListener("message", ({ data }) => {
        const frame = JSON.parse(String(data)) as Frame;
        if (frame.kind !== "entries") return;
        for (const { author, body } of frame.entries ?? []) {
          if ((author.kind === "agent") === (side === 0) && body.text !== undefined) line.heard(body.text);
        }
      });
      socket.send(hello);
    }
    return line;
  }
}

export const hello = JSON.stringify({ kind: "hello", version: PROTOCOL_VERSION, after: 0 });

/** Starts Fala, or starts it again with the data it had. */
export async function openFala(bench: Bench): Promise<Fala> {
  const { origin, pid, folder, stop, secrets } = await bench.start();
  const signIn = await seedDemo(origin, secrets["SETUP_TOKEN"] ?? "", 1);
  const cookie = await cookieOf(await ask(origin, "/api/session", signIn));
  const session = await ask(origin, "/api/widget/session", { site: "demo", token: null });
  const { token: customer } = (await session.json()) as { token: string };
  const fala = new Fala({ origin, pid, folder, stop, cookie, customer });
  // The agent is there: without a console they would be away, and every word would lead to the waiting line first.
  await fala.openList();
  return fala;
}

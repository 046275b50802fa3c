import { setTimeout as pause } from "node:timers/promises";
import { type Fala, hello, openFala } from "./fala.ts";
import { fillTeam } from "./million/generate.ts";
import { type Line, type Quantiles, quantilesOf, rounded, sendAt } from "./pace.ts";
import { ask, Bench, inTurn } from "./products.ts";

/**
 * `news`: until the list that hears it last has heard of a message. `message`: until the other side of the conversation has it.
 * `roster`: until the last list knows that an agent stands differently, and what all of them were told of it together.
 */
export type TeamFound = {
  lists: number;
  message: Quantiles;
  news: Quantiles;
  roster: { agents: number; ms: Quantiles; kB: number };
}[];

type Frame = {
  kind: string;
  rows?: { lastMessage: { text: string } | null }[];
  agents?: { id: string; availability: string }[];
};

type Me = { agent: { id: string; name: string } };

/** Messages a second of the whole team, in so many conversations. */
const [rate, conversations] = [20, 50];
const teamId = "team-support";

/** A team with so many agents and open consoles: what its Inbox object takes to tell all of them of each change. */
export async function measureTeam(counts: number[], seconds: number, agents: number): Promise<TeamFound> {
  const bench = new Bench();
  try {
    let fala = await openFala(bench);
    await fala.stop();
    const named = Array.from({ length: agents }, (_, index) => ({
      id: `agent-bench-${index}`,
      name: `Agent ${index}`,
    }));
    fillTeam(fala.folder, teamId, named);
    fala = await openFala(bench);
    const me = await fala.get<Me>("/api/me");
    // Their new name is the old one; the inbox reads again who is in its team.
    await ask(fala.origin, "/api/me", { name: me.agent.name }, { cookie: fala.cookie }, "PATCH");
    const lines = await fala.pairs(conversations);
    const lists = new Lists();
    const found: TeamFound = [];
    for (const count of counts) {
      await lists.open(fala, count);
      await sendAt(lines, { rate: 50, wanted: conversations }, 2_000);
      const news = await newsOf(lines, lists, seconds);
      found.push({ lists: count, ...news, roster: await rosterOf(fala, lists, me) });
    }
    return found;
  } finally {
    await bench.stop();
  }
}

/** The open consoles, and how many of them have heard what. */
class Lists {
  readonly heardBy = new Map<string, { lists: number; at: number }>();
  bytesOfRoster = 0;
  agents = 0;
  count = 0;

  async open(fala: Fala, count: number): Promise<void> {
    await inTurn(count - this.count, async () => {
      const socket = await fala.openList();
      const welcome = Promise.withResolvers<void>();
      const known = new Set<string>();
      socket.addEventListener("message", ({ data }) => {
        const frame = JSON.parse(String(data)) as Frame;
        if (frame.kind === "welcome") {
          this.agents = frame.agents?.length ?? 0;
          welcome.resolve();
        } else this.#heard(frame, String(data).length, known);
      });
      socket.send(hello);
      await welcome.promise;
    });
    this.count = count;
  }

  /** `known`: what this list has heard before. A row comes again when its message is read. */
  #heard({ kind, rows = [], agents = [] }: Frame, bytes: number, known: Set<string>): void {
    if (kind === "rows") for (const { lastMessage } of rows) this.#count(lastMessage?.text ?? "", known);
    if (kind !== "roster_changed") return;
    this.bytesOfRoster += bytes;
    known.clear();
    for (const { id, availability } of agents) this.#count(`${id} ${availability}`, known);
  }

  #count(words: string, known: Set<string>): void {
    if (known.has(words)) return;
    known.add(words);
    const heard = this.heardBy.get(words);
    if (heard !== undefined) this.heardBy.set(words, { lists: heard.lists + 1, at: performance.now() });
  }

  /** From now on it is counted who hears this. */
  expect(words: string): void {
    this.heardBy.set(words, { lists: 0, at: 0 });
  }

  /** When the last list had heard each of what was expected. Throws where some have not within a minute. */
  async told(): Promise<Map<string, number>> {
    const deadline = performance.now() + 60_000;
    const untold = () => [...this.heardBy.values()].filter(({ lists }) => lists < this.count).length;
    while (untold() > 0 && performance.now() < deadline) await pause(20);
    if (untold() > 0) throw new Error(`${untold()} changes did not reach all of ${this.count} lists`);
    const at = new Map([...this.heardBy].map(([words, heard]) => [words, heard.at]));
    this.heardBy.clear();
    return at;
  }
}

async function newsOf(lines: Line[], lists: Lists, seconds: number): Promise<{ message: Quantiles; news: Quantiles }> {
  const sentAt = new Map<string, number>();
  const watched = lines.map((line) => ({
    ...line,
    send: (words: string) => {
      sentAt.set(words, performance.now());
      lists.expect(words);
      line.send(words);
    },
    set heard(heard: (words: string) => void) {
      line.heard = heard;
    },
    get heard() {
      return line.heard;
    },
  }));
  const { took } = await sendAt(watched, { rate, wanted: rate * seconds }, 2_000);
  const news = [...(await lists.told())].map(([words, at]) => at - (sentAt.get(words) ?? 0));
  return { message: rounded(quantilesOf(took)), news: rounded(quantilesOf(news)) };
}

/** The one agent becomes busy and available again, ten times. */
async function rosterOf(fala: Fala, lists: Lists, { agent }: Me): Promise<TeamFound[number]["roster"]> {
  const took: number[] = [];
  lists.bytesOfRoster = 0;
  for (let turn = 0; turn < 10; turn += 1) {
    const availability = turn % 2 ? "available" : "busy";
    lists.expect(`${agent.id} ${availability}`);
    const began = performance.now();
    await ask(fala.origin, "/api/me", { availability }, { cookie: fala.cookie }, "PATCH");
    for (const at of (await lists.told()).values()) took.push(at - began);
  }
  const kB = Math.round((lists.bytesOfRoster / took.length / 1_000) * 10) / 10;
  return { agents: lists.agents, ms: rounded(quantilesOf(took)), kB };
}

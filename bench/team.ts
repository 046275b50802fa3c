import { setTimeout as pause } from "node:timers/promises";
import { type Fala, hello, openFala } from "./fala.ts";
import { fillTeam } from "./million/generate.ts";
import { type Line, type Quantiles, quantilesOf, rounded, sendAt } from "./pace.ts";
import { ask, Bench, inTurn } from "./products.ts";

/**
 * `news`: until the list that hears it last has heard of a message, or of a later one of its conversation. `message`: until the other side
 * of the conversation has it. `roster`: until the last list knows that an agent stands differently, and what all of them were told of it together.
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

/** One of the changes of a conversation or an agent, and how many lists have heard of it or of a later one: they show the last. */
type Change = { of: string; ordinal: number; began: number; lists: number; at: number };

/** The open consoles, and how many of them have heard what. */
class Lists {
  bytesOfRoster = 0;
  agents = 0;
  count = 0;
  readonly #byWords = new Map<string, Change>();
  readonly #changesOf = new Map<string, Change[]>();
  #expected: Change[] = [];

  async open(fala: Fala, count: number): Promise<void> {
    await inTurn(count - this.count, async () => {
      const socket = await fala.openList();
      const welcome = Promise.withResolvers<void>();
      const known = new Map<string, number>();
      socket.addEventListener("message", ({ data }) => {
        const frame = JSON.parse(String(data)) as Frame;
        if (frame.kind === "welcome") {
          this.agents = frame.agents?.length ?? 0;
          // What came before this list was there is not owed to it.
          for (const [of, changes] of this.#changesOf) known.set(of, changes.length);
          welcome.resolve();
        } else this.#heard(frame, String(data).length, known);
      });
      socket.send(hello);
      await welcome.promise;
    });
    this.count = count;
  }

  /** `known`: how many changes of each this list has heard of. */
  #heard({ kind, rows = [], agents = [] }: Frame, bytes: number, known: Map<string, number>): void {
    if (kind === "rows") for (const { lastMessage } of rows) this.#count(lastMessage?.text ?? "", known);
    if (kind !== "roster_changed") return;
    this.bytesOfRoster += bytes;
    for (const { id, availability } of agents) this.#count(`${id} ${availability}`, known);
  }

  #count(words: string, known: Map<string, number>): void {
    const heard = this.#byWords.get(words);
    if (heard === undefined) return;
    const at = performance.now();
    for (const change of this.#changesOf.get(heard.of)?.slice(known.get(heard.of) ?? 0, heard.ordinal + 1) ?? []) {
      change.lists += 1;
      change.at = at;
    }
    known.set(heard.of, Math.max(known.get(heard.of) ?? 0, heard.ordinal + 1));
  }

  /** From now on it is counted who hears these words of this conversation or agent. */
  expect(of: string, words: string): void {
    const before = this.#changesOf.get(of) ?? [];
    const change = { of, ordinal: before.length, began: performance.now(), lists: 0, at: 0 };
    this.#changesOf.set(of, [...before, change]);
    this.#byWords.set(words, change);
    this.#expected.push(change);
  }

  /** How many milliseconds it took until the last list had heard of each change that was expected. Throws where some have not within a minute. */
  async told(): Promise<number[]> {
    const deadline = performance.now() + 60_000;
    const untold = () => this.#expected.filter(({ lists }) => lists < this.count).length;
    while (untold() > 0 && performance.now() < deadline) await pause(20);
    if (untold() > 0) throw new Error(`${untold()} changes did not reach all of ${this.count} lists`);
    const took = this.#expected.map(({ began, at }) => at - began);
    this.#expected = [];
    return took;
  }
}

async function newsOf(lines: Line[], lists: Lists, seconds: number): Promise<{ message: Quantiles; news: Quantiles }> {
  const watched = lines.map((line, index) => ({
    ...line,
    send: (words: string) => {
      lists.expect(`conversation ${index}`, words);
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
  return { message: rounded(quantilesOf(took)), news: rounded(quantilesOf(await lists.told())) };
}

/** The one agent becomes busy and available again, ten times. */
async function rosterOf(fala: Fala, lists: Lists, { agent }: Me): Promise<TeamFound[number]["roster"]> {
  const took: number[] = [];
  lists.bytesOfRoster = 0;
  for (let turn = 0; turn < 10; turn += 1) {
    const availability = turn % 2 ? "available" : "busy";
    lists.expect(agent.id, `${agent.id} ${availability}`);
    await ask(fala.origin, "/api/me", { availability }, { cookie: fala.cookie }, "PATCH");
    took.push(...(await lists.told()));
  }
  const kB = Math.round((lists.bytesOfRoster / took.length / 1_000) * 10) / 10;
  return { agents: lists.agents, ms: rounded(quantilesOf(took)), kB };
}

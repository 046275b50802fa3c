import { existsSync, readFileSync } from "node:fs";
import { setTimeout as pause } from "node:timers/promises";
import { comeBackCode } from "../../../worker/protocol/close-code.ts";
import { paths, SUBPROTOCOL } from "../../../worker/protocol/paths.ts";
import { PROTOCOL_VERSION } from "../../../worker/protocol/version.ts";
import { connect } from "../../products.ts";
import { type Conversation, talk } from "../conversations.ts";
import type { Experiment, Scene } from "../experiment.ts";
import { Front } from "../front.ts";
import type { House } from "../house.ts";
import { socketsAskedFor } from "../page-socket.ts";
import type { Turn } from "../words.ts";

/** Every so many conversations have somebody who never reads. */
const deafEvery = 25;
/**
 * Words a second in each of those: with those below, more than a socket's buffers hold (some 4 MB) within half a minute, and more than a
 * socket is sent without a sign that anybody reads (rule CV98) within one.
 */
const deafPerSecond = 7;
/** Of those words, as they are sent. */
const bytesOfWords = 27_000;
/** Characters that are kept at most for a window that never reads: 2 Mi, a welcome, and the frame that was the last. */
const mostKept = 2 * 1024 * 1024 + 600_000;

const turnsOf = (words: () => string, count: number): Turn[] =>
  Array.from({ length: count }, (_, index) => ({
    by: index % 2 === 0 ? ("customer" as const) : ("agent" as const),
    note: false,
    text: words(),
  }));

/** Words that no compression makes shorter: what is sent again lies further back than it looks. */
const chance = () =>
  Array.from({ length: 9_000 }, () => String.fromCharCode(0x4e00 + Math.floor(Math.random() * 20_000))).join("");

/** As many words as the others say, of every so many conversations of chance. */
const longDialogues: Turn[][] = Array.from({ length: deafEvery }, (_, index) =>
  index === 0 ? turnsOf(chance, 12) : turnsOf(() => "não lido ".repeat(1_000), 2),
);

type BehindFront = Omit<Experiment, "opening" | "disturb" | "after"> & {
  dialogues?: Turn[][];
  disturb: (scene: Scene, front: Front) => Promise<void>;
};

/** Everybody's line leads through a front that can cut and stall it. */
function behindFront({ dialogues, disturb, ...rest }: BehindFront): Experiment {
  let front: Front | null = null;
  return {
    ...rest,
    opening: async (house) => {
      front = await Front.before(house.port);
      return { origin: front.origin, ...(dialogues === undefined ? {} : { dialogues }) };
    },
    async disturb(scene) {
      if (front === null) throw new Error("there is no front");
      await disturb(scene, front);
    },
    after: () => front?.close(),
  };
}

/** Lines go dead and nobody is told: the clients find out by what stays unanswered, the product by what nobody takes. */
export const halfOpen = behindFront({
  name: "half-open sockets",
  build: "as it is",
  seconds: 95,
  full: { conversations: 200, perSecond: 60, rounds: 4 },
  // A client that says nothing asks after 25 s and waits for 10 s; one that asked for something waits for 15 s.
  recoversWithin: 50,
  agreesWithin: 30,
  async disturb({ size, note, is, wrong }, front) {
    let dead = 0;
    for (let round = 0; round < size.rounds; round += 1) {
      is(`${dead} lines have gone dead`);
      await pause(10_000);
      dead += front.cut(0.5);
    }
    note("deadLines", dead);
    if (dead === 0) wrong("no line went dead");
  },
});

/**
 * Half of the windows read nothing for a while and go on to write; what they write must not wait for that, nor anybody else. In some
 * conversations a further window of each side never reads at all, until the buffers between are full and the product has to keep the rest;
 * then, when nobody else talks any more, whether it goes on to keep what is said there.
 */
export const unread = behindFront({
  name: "a consumer that does not read",
  build: "as it is",
  // The front of `wrangler dev` would read in the place of whoever does not.
  host: "direct",
  seconds: 140,
  full: { conversations: 200, perSecond: 60, rounds: 3 },
  recoversWithin: 50,
  agreesWithin: 30,
  dialogues: longDialogues,
  async disturb({ house, conversations, size, note, is, wrong, hush }, front) {
    const deaf = conversations.filter((_, index) => index % deafEvery === 0);
    using windows = await deafWindows(house, deaf);
    const hushDeaf = talk(deaf, deaf.length * deafPerSecond);
    const before = house.workerdMB();
    let stalled = 0;
    for (let round = 0; round < size.rounds; round += 1) {
      stalled += front.stall(0.5);
      is(`${stalled} windows have read nothing for a while`);
      // Shorter than the client's patience, then longer: they come back with another socket, and the old one stays unread.
      await pause(round % 2 === 0 ? 8_000 : 45_000);
      front.flow();
    }
    note("stalled", stalled);
    note("deafWindows", windows.count);
    note("workerdGrewMB", house.workerdMB() - before);
    hush();
    is("only where somebody never reads it is talked on");
    await pause(10_000);
    const [heldBefore, saidBefore] = [house.workerdMB(), newestOf(deaf)];
    await pause(30_000);
    hushDeaf();
    const said = (newestOf(deaf) - saidBefore) * (windows.count / deaf.length) * bytesOfWords;
    note("saidToDeafMB", Math.round(said / 1e6));
    note("workerdGrewMeanwhileMB", house.workerdMB() - heldBefore);
    const full = stuckBytes(house.port);
    if (full !== null) {
      note("stuckMB", Math.round(full / 1e6));
      if (full < windows.count * 100_000) wrong(`only ${full} bytes waited for who does not read`);
    }
    is("who never read reads what was kept for them");
    const read = await windows.read();
    note("mostKeptCharacters", Math.max(...read.map(({ characters }) => characters)));
    note("closedUnread", read.filter(({ code }) => code === comeBackCode.unread).length);
    for (const { characters, code } of read) {
      if (characters > mostKept || code !== comeBackCode.unread)
        wrong(`${characters} characters were kept for who never reads, and closed with ${code}`);
    }
  },
});

/** How many entries these have, as their people know. */
function newestOf(conversations: readonly Conversation[]): number {
  const ofTeam = ({ people }: Conversation) =>
    Math.max(...people.map((each) => (each.side === "team" ? each.newest() : 0)));
  return conversations.reduce((sum, conversation) => sum + ofTeam(conversation), 0);
}

/** One more window of each side, which says hello and reads nothing from then on. */
async function deafWindows(house: House, conversations: readonly Conversation[]) {
  const front = await Front.before(house.port);
  const [agent] = house.agents;
  if (agent === undefined) throw new Error("nobody works here");
  const windows: { characters: number; code: number | null }[] = [];
  for (const { id, customer } of conversations) {
    for (const { token, cookie } of [customer, agent]) {
      const protocols = [SUBPROTOCOL, ...(token === undefined ? [] : [token])];
      const headers = { origin: front.origin, ...(cookie === undefined ? {} : { cookie }) };
      const socket = await connect(front.origin + paths.conversationSocket(id), protocols, headers);
      const window = { characters: 0, code: null as number | null };
      windows.push(window);
      socket.addEventListener("message", ({ data }) => (window.characters += String(data).length));
      socket.addEventListener("close", ({ code }) => (window.code = code));
      const welcome = new Promise((resolve) => socket.addEventListener("message", resolve, { once: true }));
      socket.send(JSON.stringify({ kind: "hello", version: PROTOCOL_VERSION, after: 0 }));
      await welcome;
    }
  }
  front.stall(1);
  return {
    count: windows.length,
    /** They read after all: what of it there is, and why their socket closes then; null: it does not. */
    async read() {
      front.flow();
      const deadline = performance.now() + 30_000;
      while (windows.some(({ code }) => code === null) && performance.now() < deadline) await pause(200);
      return windows;
    },
    [Symbol.dispose]: () => front.close(),
  };
}

/** Bytes that the product has sent and nobody has taken, as Linux tells; null where it is another system. */
function stuckBytes(port: number): number | null {
  const wanted = `:${port.toString(16).toUpperCase().padStart(4, "0")}`;
  const tables = ["/proc/net/tcp", "/proc/net/tcp6"].filter((path) => existsSync(path));
  if (tables.length === 0) return null;
  const lines = tables.flatMap((path) => readFileSync(path, "utf8").split("\n").slice(1));
  return lines.reduce((sum, line) => {
    const [, local = "", , , queues = ""] = line.trim().split(/\s+/);
    return local.endsWith(wanted) ? sum + Number.parseInt(queues, 16) : sum;
  }, 0);
}

/** Ten windows of a conversation are ten clients. */
const windows = 5;
const wantedClients = 5_000;

/** What one client takes of the product's open files while everybody comes back at once: its old line and its new one, and its part of a conversation's database. */
const filesOfClient = 3.5;

/** As many clients as one process may have files for here. Node has raised its limit, and so that of what it starts, to the highest that it may. */
const clients = Math.min(wantedClients, Math.floor(openFiles() / filesOfClient));

/** How many files one process may have open on this machine. */
function openFiles(): number {
  const { userLimits } = process.report.getReport() as { userLimits: { open_files: { soft: number | "unlimited" } } };
  const { soft } = userLimits.open_files;
  return soft === "unlimited" ? Number.MAX_SAFE_INTEGER : soft;
}

/** Everybody loses their socket in one instant: first by a word of ours, so that they come back at once, then by a restart. */
export const storm: Experiment = {
  name: "a storm of clients reconnecting",
  build: "as it is",
  // The front of `wrangler dev` holds six files for each client: 31,000 of these, and dies of it.
  host: "direct",
  seconds: 100,
  full: { conversations: Math.floor(clients / windows / 2), perSecond: 40, rounds: 1 },
  recoversWithin: 60,
  agreesWithin: 150,
  opening: () => {
    if (clients < wantedClients)
      console.log(
        `  one process may open ${openFiles()} files here, so the storm is of ${clients} clients, not ${wantedClients}`,
      );
    return { windows };
  },
  async disturb({ house, people, note, until, is }) {
    note("clients", people().length);
    await pause(3_000);
    is(`${people().length} clients come back at once`);
    const before = socketsAskedFor();
    for (const each of people()) each.reconnect();
    note("secondsWhenAtOnce", (await until((each) => each.state().kind === "ready", 120)) ?? -1);
    note("socketsAskedFor", socketsAskedFor() - before);
    await house.stop();
    await house.start();
  },
};

import { setTimeout as pause } from "node:timers/promises";
import type { Experiment, Scene } from "../experiment.ts";
import { Front } from "../front.ts";
import type { Turn } from "../words.ts";

const longTurns: Turn[] = (["customer", "agent"] as const).map((by) => ({
  by,
  note: false,
  text: "não lido ".repeat(1_000),
}));

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
  async disturb({ size, note, is }, front) {
    let dead = 0;
    for (let round = 0; round < size.rounds; round += 1) {
      is(`${dead} lines have gone dead`);
      await pause(10_000);
      dead += front.cut(0.5);
    }
    note("deadLines", dead);
  },
});

/** Half of the windows read nothing for a while and go on to write; what they write must not wait for that, nor anybody else. */
export const unread = behindFront({
  name: "a consumer that does not read",
  build: "as it is",
  seconds: 95,
  full: { conversations: 200, perSecond: 60, rounds: 3 },
  recoversWithin: 50,
  agreesWithin: 30,
  dialogues: [longTurns],
  async disturb({ house, size, note, is }, front) {
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
    note("workerdGrewMB", house.workerdMB() - before);
  },
});

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
    for (const each of people()) each.reconnect();
    note("secondsWhenAtOnce", (await until((each) => each.state().kind === "ready", 120)) ?? -1);
    await house.stop();
    await house.start();
  },
};

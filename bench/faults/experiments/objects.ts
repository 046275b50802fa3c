import { setTimeout as pause } from "node:timers/promises";
import { paths } from "../../../worker/protocol/paths.ts";
import { inTurn } from "../../products.ts";
import type { Conversation } from "../conversations.ts";
import type { Experiment } from "../experiment.ts";
import type { House } from "../house.ts";
import type { Eviction } from "../product/order.ts";

/** Of the objects, at each time. */
const share = 0.2;

/** Objects go out of memory all the time, wherever they are: some with their sockets hibernating, some with them cut. */
export const evicted: Experiment = {
  name: "evictions",
  build: "faulty",
  seconds: 80,
  full: { conversations: 200, perSecond: 60, rounds: 120 },
  quick: { conversations: 12, perSecond: 6, rounds: 6 },
  recoversWithin: 45,
  agreesWithin: 150,
  async disturb({ house, conversations, size, note, is, hush, wrong }) {
    const figures = { hibernated: 0, cut: 0, notInMemory: 0, stayed: 0, inboxes: 0 };
    /** Told to go, and still at something. The next ones do not wait for them. */
    const going = new Set<string>();
    const evict = async (ids: string[], webSockets: Eviction["webSockets"]): Promise<void> => {
      for (const id of ids) going.add(id);
      // The team's inbox is told as often as a conversation: with it go what it was about to write and who listens.
      const inboxes = Math.random() < share ? [house.team] : [];
      const { gone, absent, stayed, inboxes: goneToo } = await house.evict({ conversations: ids, inboxes, webSockets });
      for (const id of ids) going.delete(id);
      figures[webSockets === "close" ? "cut" : "hibernated"] += gone;
      figures.notInMemory += absent;
      figures.stayed += stayed;
      figures.inboxes += goneToo;
    };
    const { woken } = await house.order({});
    const evictions: Promise<void>[] = [];
    for (let round = 0; round < size.rounds; round += 1) {
      is(`${figures.hibernated} objects went and kept their sockets, ${figures.cut} without them`);
      await pause(300 + Math.random() * 200);
      const some = conversations.filter(({ id }) => !going.has(id) && Math.random() < share).map(({ id }) => id);
      // A cut costs a client its random delay of seconds, so most of the time the sockets stay.
      evictions.push(evict(some, Math.random() < 0.2 ? "close" : "hibernate"));
    }
    // Who is talked to all the time is never done.
    hush();
    await Promise.all(evictions);
    for (const [name, figure] of Object.entries(figures)) note(name, figure);
    note("woken", (await house.order({})).woken - woken);
    note("revivals", house.revivals);
    if (figures.hibernated + figures.cut === 0) wrong("no object was evicted");
    if (figures.inboxes === 0 && size.rounds > 20) wrong("no inbox was evicted");
  },
};

/**
 * The alarms of all conversations and of the inbox throw five times in a row after D1 has failed, and nobody says or opens anything any
 * more: only an alarm can bring the index back.
 */
export const alarming: Experiment = {
  name: "an alarm that throws five times",
  build: "faulty",
  // The front of `wrangler dev` works on each of 2,000 thrown alarms, falls minutes behind and dies.
  host: "direct",
  seconds: 200,
  full: { conversations: 200, perSecond: 60, rounds: 20 },
  recoversWithin: 30,
  agreesWithin: 30,
  async disturb({ house, conversations, size, note, is, hush, wrong }) {
    is("D1 fails");
    await house.order({ d1: "failing" });
    await pause(size.rounds * 1_000);
    hush();
    await pause(2_000);
    // Not before: the platform gives up an alarm that has thrown seven times since it was set.
    await house.order({ alarmFailures: 5 });
    const began = performance.now();
    const seconds = () => Math.round((performance.now() - began) / 1_000);
    let behind = await rowsBehind(house, conversations);
    note("rowsBehind", behind);
    while (behind > 0 && seconds() < byAlarmWithin) {
      is(`alarms have still to bring back ${behind} rows of the index`);
      await pause(2_000);
      behind = await rowsBehind(house, conversations);
    }
    note("secondsByAlarm", seconds());
    const { alarms } = await house.order({});
    note("alarmsThatThrew", alarms);
    if (alarms < 5) wrong("no alarm threw five times");
    if (behind > 0) wrong(`${behind} rows of the index were not brought back by an alarm`);
  },
};

/** A conversation looks within four minutes whether D1 has everything; then five tries of the platform's, each twice as late: one more. */
const byAlarmWithin = 330;

/** Asks the index alone. Whoever opens a conversation makes it look at once whether D1 has everything. */
async function rowsBehind(house: House, conversations: readonly Conversation[]): Promise<number> {
  const isBehind = await inTurn(conversations.length, async (index) => {
    const conversation = conversations[index];
    const lines = conversation?.people.find(({ side }) => side === "team")?.transcript().lines ?? [];
    const newest = lines.findLast(({ mark }) => mark !== null && !mark.startsWith("note-"))?.mark;
    const answer = await house.asks(`${paths.conversations}/${conversation?.id}`);
    return !(await answer.text()).includes(`«${newest}»`);
  });
  return isBehind.filter(Boolean).length;
}

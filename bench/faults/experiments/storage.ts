import type { Experiment } from "../experiment.ts";
import { pause } from "./processes.ts";

/** D1 fails, then answers late, then nobody knows whether it did what it was asked, and then it is back. */
export const d1: Experiment = {
  name: "D1 failing, slow and coming back",
  build: "faulty",
  full: { conversations: 200, perSecond: 60, rounds: 15 },
  quick: { conversations: 12, perSecond: 30, rounds: 2 },
  recoversWithin: 20,
  agreesWithin: 150,
  async disturb({ house, size, note, begin }) {
    const beginnings: Promise<void>[] = [];
    for (const d1 of ["failing", "slow", "unsure"] as const) {
      await house.order({ d1 });
      // Who comes just now waits until D1 is back, and is not sent away.
      beginnings.push(begin(Math.ceil(size.conversations / 10)));
      await pause(size.rounds * 1_000);
    }
    note("disturbedCalls", (await house.order({})).d1);
    await Promise.all(beginnings);
    note("begunMeanwhile", beginnings.length * Math.ceil(size.conversations / 10));
  },
};

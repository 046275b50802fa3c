import { setTimeout as pause } from "node:timers/promises";
import type { Experiment } from "../experiment.ts";

/** workerd dies in the middle of whatever it writes, again and again, and comes back on the same storage. */
export const killed: Experiment = {
  name: "kill -9 in mid-write",
  alone: true,
  build: "as it is",
  seconds: 150,
  full: { conversations: 200, perSecond: 60, rounds: 20 },
  quick: { conversations: 12, perSecond: 40, rounds: 1 },
  recoversWithin: 45,
  agreesWithin: 150,
  async disturb({ house, size, note, is }) {
    for (let round = 0; round < size.rounds; round += 1) {
      is(`killed ${round} times of ${size.rounds}`);
      await pause(1_000 + Math.random() * 2_000);
      await house.kill();
      await house.start();
    }
    note("kills", size.rounds);
  },
};

/** A new version takes over while everybody talks: every socket is cut in the same moment. */
export const deployed: Experiment = {
  name: "a deploy under load",
  build: "as it is",
  seconds: 60,
  full: { conversations: 200, perSecond: 60, rounds: 3 },
  recoversWithin: 45,
  agreesWithin: 150,
  async disturb({ house, size, is }) {
    for (let round = 0; round < size.rounds; round += 1) {
      is(`deployed ${round} times of ${size.rounds}`);
      await pause(5_000);
      // Another bundle on the same storage, as a release is: the bench's own entry around the product, and back.
      await house.use(round % 2 === 0 ? "faulty" : "as it is", "wrangler dev");
    }
  },
};

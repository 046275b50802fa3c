import { setTimeout as pause } from "node:timers/promises";
import type { Experiment } from "../experiment.ts";

const hour = 3600_000;

/** The clock of the product jumps an hour ahead, back, and an hour behind; those of the people's machines are off by as much. */
export const clocks: Experiment = {
  name: "the clock jumping by an hour",
  build: "faulty",
  seconds: 60,
  full: { conversations: 200, perSecond: 60, rounds: 10 },
  recoversWithin: 45,
  agreesWithin: 150,
  opening: () => ({ weather: () => ({ skewMs: Math.round((Math.random() * 2 - 1) * hour) }) }),
  async disturb({ house, size, is, wrong }) {
    for (const skewMs of [hour, 0, -hour, 0]) {
      is(`the clock is off by ${skewMs / hour} hours`);
      const { now } = await house.order({ skewMs });
      if (Math.abs(now - Date.now() - skewMs) > 60_000) wrong(`the product's clock did not jump by ${skewMs} ms`);
      await pause(size.rounds * 1_000);
    }
  },
};

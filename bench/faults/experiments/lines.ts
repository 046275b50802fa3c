import type { Experiment } from "../experiment.ts";
import { Front } from "../front.ts";
import { pause } from "./processes.ts";

/** Lines go dead and nobody is told: the clients find out by what stays unanswered, the product by what nobody takes. */
export function halfOpen(): Experiment {
  let front: Front | null = null;
  return {
    name: "half-open sockets",
    build: "as it is",
    full: { conversations: 200, perSecond: 60, rounds: 4 },
    // A client that says nothing asks after 25 s and waits for 10 s; one that asked for something waits for 15 s.
    recoversWithin: 50,
    agreesWithin: 30,
    opening: async (house) => {
      front = await Front.before(house.port);
      return { origin: front.origin };
    },
    async disturb({ size, note }) {
      let dead = 0;
      for (let round = 0; round < size.rounds; round += 1) {
        await pause(10_000);
        dead += front?.cut(0.5) ?? 0;
      }
      note("deadLines", dead);
    },
    after: () => front?.close(),
  };
}

import type { Experiment } from "../experiment.ts";
import { pause } from "./processes.ts";

/** Objects go out of memory all the time, wherever they are: some with their sockets hibernating, some with them cut. */
export const evicted: Experiment = {
  name: "evictions",
  build: "faulty",
  full: { conversations: 200, perSecond: 60, rounds: 120 },
  quick: { conversations: 12, perSecond: 30, rounds: 10 },
  recoversWithin: 45,
  agreesWithin: 150,
  async disturb({ house, conversations, size, note }) {
    const before = await house.evict({ conversations: [], webSockets: "hibernate" });
    let after = before;
    for (let round = 0; round < size.rounds; round += 1) {
      await pause(300 + Math.random() * 200);
      const some = conversations.filter(() => Math.random() < 0.2).map(({ id }) => id);
      // A cut costs a client its random delay of seconds, so most of the time the sockets stay.
      const webSockets = Math.random() < 0.2 ? "close" : "hibernate";
      after = await house.evict({ conversations: some, webSockets });
    }
    note("woken", after.woken - before.woken);
  },
};

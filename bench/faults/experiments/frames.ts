import { setTimeout as pause } from "node:timers/promises";
import type { Experiment } from "../experiment.ts";
import type { Weather } from "../participant.ts";

const share = 0.3;
const frames = { all: 0, disturbed: 0 };

/** Three frames of ten come twice, in another order within a second, or five seconds late; on the way there and on the way back. */
function stormy(pass: () => void): void {
  const luck = Math.random();
  frames.all += 1;
  if (luck > share) return pass();
  frames.disturbed += 1;
  if (luck < share / 3) {
    pass();
    pass();
  } else setTimeout(pass, luck < (share * 2) / 3 ? Math.random() * 1_000 : 5_000);
}

const weather = (): Partial<Weather> => ({ out: stormy, in: stormy });

export const shuffled: Experiment = {
  name: "30 % of frames repeated, shuffled or delayed",
  build: "as it is",
  seconds: 75,
  full: { conversations: 200, perSecond: 60, rounds: 40 },
  // Without the repeats a command that is written twice is hardly ever found in so short a time.
  quick: { conversations: 12, perSecond: 12, rounds: 8 },
  recoversWithin: 90,
  agreesWithin: 30,
  keepsAuthorsOrder: false,
  opening: () => ({ weather }),
  async disturb({ size, note, wrong }) {
    await pause(size.rounds * 1_000);
    note("frames", frames.all);
    note("disturbedFrames", frames.disturbed);
    // Six deviations less than the share: no luck brings that about, however few frames there were.
    const least = frames.all * share - 6 * Math.sqrt(frames.all * share * (1 - share));
    if (frames.disturbed <= least || frames.disturbed === 0)
      wrong(`only ${frames.disturbed} of ${frames.all} frames were disturbed`);
  },
};

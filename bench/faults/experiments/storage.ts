import { setTimeout as pause } from "node:timers/promises";
import { inTurn } from "../../products.ts";
import type { Experiment } from "../experiment.ts";
import { isWhole, upload } from "../files.ts";

/** D1 fails, then answers late, then nobody knows whether it did what it was asked, and then it is back. */
export const d1: Experiment = {
  name: "D1 failing, slow and coming back",
  build: "faulty",
  seconds: 65,
  full: { conversations: 200, perSecond: 60, rounds: 15 },
  recoversWithin: 20,
  agreesWithin: 150,
  async disturb({ house, size, note, is, begin, wrong }) {
    const beginnings: Promise<void>[] = [];
    for (const d1 of ["failing", "slow", "unsure"] as const) {
      is(`D1 is ${d1}`);
      await house.order({ d1 });
      // Who comes just now waits until D1 is back, and is not sent away.
      beginnings.push(begin(Math.ceil(size.conversations / 10)));
      await pause(size.rounds * 1_000);
    }
    const { d1: disturbed } = await house.order({});
    note("disturbedCalls", disturbed);
    if (disturbed === 0) wrong("nothing asked D1 for anything meanwhile");
    await Promise.all(beginnings);
    note("begunMeanwhile", beginnings.length * Math.ceil(size.conversations / 10));
  },
};

/** R2 fails in the middle of uploads, each time for some of what it is asked; the files are there afterwards, once and whole. */
export const r2: Experiment = {
  name: "R2 failing in mid-upload",
  build: "faulty",
  seconds: 45,
  full: { conversations: 200, perSecond: 40, rounds: 5 },
  recoversWithin: 30,
  agreesWithin: 150,
  async disturb({ house, conversations, size, note, is, wrong }) {
    is("every customer sends a file");
    await house.order({ r2: "failing" });
    const sending = inTurn(conversations.length, async (index) => {
      const conversation = conversations[index];
      if (conversation === undefined) throw new Error("no conversation");
      // Every tenth is of two parts.
      return await upload(house, conversation, index % 10 === 0 ? 8 * 1024 * 1024 + 100_000 : 200_000, 180).catch(
        String,
      );
    });
    await pause(size.rounds * 1_000);
    await house.order({ r2: "unsure" });
    const sent = await sending;
    const { r2: disturbed } = await house.order({});
    note("disturbedCalls", disturbed);
    if (disturbed === 0) wrong("nothing asked R2 for anything meanwhile");
    const files = sent.filter((each) => typeof each !== "string");
    for (const each of sent) if (typeof each === "string") wrong(each);
    for (const { conversation, id } of files) conversation.sends(id);
    await pause(2_000);
    const whole = await inTurn(files.length, async (index) => {
      const file = files[index];
      return file !== undefined && (await isWhole(house, file));
    });
    note("files", files.length);
    for (const [index, isThere] of whole.entries())
      if (!isThere) wrong(`${files[index]?.conversation.id}: a file is not as it was sent`);
  },
};

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { Silence } from "./silence.ts";

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A connection over which so much came. */
function listening() {
  const came = { packets: 0, answers: 0 };
  const changes: boolean[] = [];
  const back = vi.fn<() => void>();
  const pair = () => ({ type: "candidate-pair", packetsReceived: came.packets, responsesReceived: came.answers });
  const connection = { getStats: async () => new Map([["pair", pair()]]) };
  const silence: Silence = new Silence(connection, { changed: () => changes.push(silence.is), back }, Date.now);
  const passes = async (ms: number, comes: () => void = () => undefined) => {
    for (let at = 0; at < ms; at += 200) {
      comes();
      await vi.advanceTimersByTimeAsync(200);
    }
  };
  return { came, changes, back, silence, passes };
}

test("[CA27] a gap is noticed, and its end at once", async () => {
  const { came, changes, back, silence, passes } = listening();
  const media = () => void (came.packets += 10);
  await passes(3_000, media);
  expect(changes).toEqual([]);
  await passes(5_000);
  expect(changes).toEqual([true]);
  expect(silence.is).toBe(true);
  await passes(600, media);
  expect(changes).toEqual([true, false]);
  expect(back).toHaveBeenCalledTimes(1);
  silence.stop();
});

test("[CA27] a connection on which nobody speaks is none: browsers ask each other whether they are there", async () => {
  const { came, changes, back, silence, passes } = listening();
  for (let asked = 0; asked < 5; asked += 1) await passes(2_600, () => void (came.answers = asked));
  expect(changes).toEqual([]);
  silence.stop();
  expect(back.mock.calls.length).toBeLessThanOrEqual(5);
});

test("[CA27] what the first packets come after is no gap", async () => {
  const { came, back, silence, passes } = listening();
  await passes(6_000);
  await passes(1_000, () => void (came.packets += 1));
  expect(back).not.toHaveBeenCalled();
  silence.stop();
});

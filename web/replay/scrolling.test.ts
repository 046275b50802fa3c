import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { makeScroller } from "./scrolling.ts";

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

test("[CB13] turns of a wheel add up while the page is on its way, end where it ends, and are told in few words", () => {
  const page = document.createElement("div");
  const sizes = { scrollHeight: 1_000, clientHeight: 400, scrollWidth: 300, clientWidth: 300 };
  for (const [name, value] of Object.entries(sizes)) Object.defineProperty(page, name, { value });
  const told: number[] = [];
  const { turn } = makeScroller((_, { top }) => told.push(top));
  const by = (deltaY: number, timeStamp: number) =>
    turn(page, { deltaX: 0, deltaY, deltaMode: 0, timeStamp } as WheelEvent);

  for (let step = 0; step < 5; step += 1) by(50, step * 8);
  expect(told).toEqual([50]);
  vi.advanceTimersByTime(50);
  expect(told).toEqual([50, 250]);
  by(2_000, 100);
  vi.advanceTimersByTime(50);
  expect(told.at(-1)).toBe(600);
  // A while later: from where the page stands now, which nobody moved.
  by(-10, 1_000);
  vi.advanceTimersByTime(500);
  expect(told.at(-1)).toBe(0);
  expect(told).toHaveLength(4);
});

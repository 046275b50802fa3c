import fc from "fast-check";
import { expect, test } from "vitest";
import { clockOf, endsNextDay, minuteOf, nextRange, rangeOf } from "./hours-draft.ts";

test("times go into a field and come back", () => {
  fc.assert(fc.property(fc.integer({ min: 0, max: 1439 }), (minute) => minuteOf(clockOf(minute)) === minute));
  expect([minuteOf(""), clockOf(1440)]).toEqual([null, "00:00"]);
});

test("an end that is not after the beginning is on the next day; midnight is not", () => {
  expect(rangeOf(540, 1080)).toEqual({ from: 540, to: 1080 });
  expect(rangeOf(1320, 120)).toEqual({ from: 1320, to: 1560 });
  expect(rangeOf(540, 0)).toEqual({ from: 540, to: 1440 });
  expect(
    [
      { from: 1320, to: 1560 },
      { from: 540, to: 1440 },
    ].map(endsNextDay),
  ).toEqual([true, false]);
});

test("one more range comes after the last of the day", () => {
  expect(nextRange([])).toEqual({ from: 540, to: 1080 });
  expect(nextRange([{ from: 540, to: 720 }])).toEqual({ from: 780, to: 1020 });
  expect(nextRange([{ from: 0, to: 1440 }])).toEqual({ from: 1380, to: 1440 });
});

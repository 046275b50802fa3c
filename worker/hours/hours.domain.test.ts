import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { Hours } from "../protocol/hours.ts";
import { hoursSchema } from "../protocol/hours.ts";
import { isOpen, neverOpens, nextOpening } from "./hours.domain.ts";

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
const closed: Hours["week"] = [[], [], [], [], [], [], []];
const nineToSix = { from: 9 * 60, to: 18 * 60 };
const office = [nineToSix];
const weekdays: Hours["week"] = [office, office, office, office, office, [], []];

function hoursOf(more: Partial<Hours>): Hours {
  return { always: false, timeZone: "America/Sao_Paulo", week: weekdays, holidays: [], ...more };
}

const at = (text: string) => Date.parse(text);

describe("hours", () => {
  test("[HO1] open from the first minute to before the last, by the clock of the place", () => {
    const hours = hoursOf({});
    // Wednesday; São Paulo is three hours behind UTC.
    expect(isOpen(hours, at("2026-11-25T11:59:59Z"))).toBe(false);
    expect(isOpen(hours, at("2026-11-25T12:00:00Z"))).toBe(true);
    expect(isOpen(hours, at("2026-11-25T20:59:59Z"))).toBe(true);
    expect(isOpen(hours, at("2026-11-25T21:00:00Z"))).toBe(false);
    expect(isOpen(hours, at("2026-11-28T15:00:00Z"))).toBe(false);
    expect(nextOpening(hours, at("2026-11-27T21:00:00Z"))).toBe(at("2026-11-30T12:00:00Z"));
  });

  test("[HO2] around the clock is always open, whatever the week says", () => {
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 4e12 }), (now) => {
        const hours = hoursOf({ always: true, week: closed });
        expect([isOpen(hours, now), nextOpening(hours, now)]).toEqual([true, now]);
      }),
    );
  });

  test("[HO3] a holiday stands in place of its day of the week", () => {
    const holidays = [
      { date: "2026-12-24", name: "Christmas Eve", ranges: [{ from: 9 * 60, to: 12 * 60 }] },
      { date: "2026-12-25", name: "Christmas", ranges: [] },
    ];
    const hours = hoursOf({ holidays });
    expect(isOpen(hours, at("2026-12-24T14:00:00Z"))).toBe(true);
    expect(isOpen(hours, at("2026-12-24T15:00:00Z"))).toBe(false);
    expect(nextOpening(hours, at("2026-12-24T15:00:00Z"))).toBe(at("2026-12-28T12:00:00Z"));
  });

  test("[HO4] hours past midnight belong to the day on which they begin", () => {
    const week = closed.with(4, [{ from: 22 * 60, to: 26 * 60 }]);
    const hours = hoursOf({ week, timeZone: "UTC", holidays: [{ date: "2026-11-28", name: "", ranges: [] }] });
    expect(isOpen(hours, at("2026-11-27T23:30:00Z"))).toBe(true);
    expect(isOpen(hours, at("2026-11-28T01:59:00Z"))).toBe(true);
    expect(isOpen(hours, at("2026-11-28T02:00:00Z"))).toBe(false);
  });

  test("[HO5] where the clocks go forward, what they leave out opens when they have changed", () => {
    // Berlin, 29 March 2026: 02:00 is followed by 03:00.
    const hours = hoursOf({ timeZone: "Europe/Berlin", week: closed.with(6, [{ from: 150, to: 300 }]) });
    expect(nextOpening(hours, at("2026-03-29T00:00:00Z"))).toBe(at("2026-03-29T01:00:00Z"));
  });

  test("[HO5] where the clocks go back, what they show twice is open twice", () => {
    // Berlin, 25 October 2026: 03:00 is followed by 02:00.
    const hours = hoursOf({ timeZone: "Europe/Berlin", week: closed.with(6, [{ from: 150, to: 180 }]) });
    const first = at("2026-10-25T00:30:00Z");
    expect(nextOpening(hours, at("2026-10-24T23:00:00Z"))).toBe(first);
    expect(nextOpening(hours, first + 30 * MINUTE)).toBe(first + HOUR);
    expect(isOpen(hours, first + HOUR)).toBe(true);
  });

  test("[HO7] a change of the clocks on a later day does not hide an opening before it", () => {
    // Beirut, 24 October 2026: midnight is followed by 23:00.
    const week = closed.with(3, [{ from: 0, to: 15 }]).with(5, [{ from: 0, to: 23 * 60 + 15 }]);
    const hours = hoursOf({ timeZone: "Asia/Beirut", week });
    expect(nextOpening(hours, at("2026-10-23T20:59:00Z"))).toBe(at("2026-10-23T21:00:00Z"));
    expect(nextOpening(hours, at("2026-10-24T20:30:00Z"))).toBe(at("2026-10-24T21:00:00Z"));
  });

  test("[HO6] hours that never open are known as such; one day in the far future is enough", () => {
    const now = at("2026-11-25T12:00:00Z");
    expect(neverOpens(hoursOf({ week: closed }), now)).toBe(true);
    expect(neverOpens(hoursOf({ week: closed, always: true }), now)).toBe(false);
    const holidays = [{ date: "2027-06-01", name: "", ranges: office }];
    expect(neverOpens(hoursOf({ week: closed, holidays }), now)).toBe(false);
    expect(neverOpens(hoursOf({ week: closed, holidays: [{ ...holidays[0]!, date: "2026-11-24" }] }), now)).toBe(true);
  });
});

const zones = [
  "UTC",
  "America/Sao_Paulo",
  "Europe/Berlin",
  "America/St_Johns",
  "Australia/Lord_Howe",
  "Asia/Kathmandu",
];
const moreZones = ["America/Havana", "Pacific/Apia", "Africa/Casablanca", "America/New_York", "Asia/Beirut"];

const ranges = fc
  .uniqueArray(fc.integer({ min: 0, max: 28 * 4 }), { maxLength: 4 })
  .map((quarters) => quarters.toSorted((one, other) => one - other))
  .map((quarters) =>
    Array.from({ length: Math.floor(quarters.length / 2) }, (_, index) => ({
      from: (quarters[2 * index] ?? 0) * 15,
      to: (quarters[2 * index + 1] ?? 0) * 15,
    })).filter(({ from, to }) => from < 24 * 60 && to - from <= 24 * 60),
  );

/** Moments around the changes of the clocks of these zones, and any others. */
const moments = fc.oneof(
  fc
    .tuple(
      fc.constantFrom("2026-03-08", "2026-03-29", "2026-04-05", "2026-10-04", "2026-10-25", "2026-11-01", "2018-11-04"),
      fc.integer({ min: -36 * 60, max: 36 * 60 }),
    )
    .map(([date, minutes]) => at(`${date}T00:00:00Z`) + minutes * MINUTE),
  fc.integer({ min: 24_000_000, max: 32_000_000 }).map((minutes) => minutes * MINUTE),
);

const anyHours = fc.record({
  always: fc.constant(false),
  timeZone: fc.constantFrom(...zones, ...moreZones),
  week: fc.array(ranges, { minLength: 7, maxLength: 7 }),
  holidays: fc.constant<Hours["holidays"]>([]),
});

describe("hours, over any week, time zone and change of the clocks", () => {
  test("[HO7] the next opening is open, and nothing before it is", () => {
    fc.assert(
      fc.property(anyHours, moments, (hours, now) => {
        expect(hoursSchema.safeParse(hours).success).toBe(true);
        const next = nextOpening(hours, now);
        // To the minute, for two days: what it says about later days follows from the same rules.
        for (let moment = now; moment < now + 2 * 24 * HOUR; moment += 15 * MINUTE) {
          if (next !== null && moment >= next) break;
          expect({ moment, open: isOpen(hours, moment) }).toEqual({ moment, open: false });
        }
        if (next === null) expect(hours.week.flat()).toEqual([]);
        else expect([isOpen(hours, next), next >= now]).toEqual([true, true]);
        if (next !== null && next > now) expect(isOpen(hours, next - MINUTE)).toBe(false);
      }),
      { numRuns: 150 },
    );
  });

  test("[HO8] whether it is open depends on what the clock there shows, and on nothing else", () => {
    fc.assert(
      fc.property(anyHours, moments, (hours, now) => {
        const shown = new Intl.DateTimeFormat("en-GB", {
          ...{ timeZone: hours.timeZone, weekday: "short", hour: "2-digit", minute: "2-digit", hourCycle: "h23" },
        }).formatToParts(now);
        const part = (type: string) => shown.find((each) => each.type === type)?.value ?? "";
        const day = ["Mon", "Tue", "Wed", "Thu", "Fri", "Sat", "Sun"].indexOf(part("weekday"));
        const minute = Number(part("hour")) * 60 + Number(part("minute"));
        const today = hours.week[day]?.some(({ from, to }) => from <= minute && minute < to);
        const since = hours.week[(day + 6) % 7]?.some(({ to }) => minute + 24 * 60 < to);
        expect(isOpen(hours, now)).toBe(today === true || since === true);
      }),
    );
  });
});

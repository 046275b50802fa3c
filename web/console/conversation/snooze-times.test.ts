import { describe, expect, it } from "vitest";
import { customSnooze, dateField, snoozePresets } from "./snooze-times.ts";

const at = (day: number, hour: number) => new Date(2026, 10, day, hour).getTime();
const presets = (now: number) => Object.fromEntries(snoozePresets(now).map(({ preset, until }) => [preset, until]));

describe("snooze presets", () => {
  it("are an hour, this evening, tomorrow morning and Monday morning", () => {
    // A Wednesday.
    expect(presets(at(18, 10))).toEqual({
      hour: at(18, 11),
      evening: at(18, 18),
      tomorrow: at(19, 9),
      week: at(23, 9),
    });
  });

  it("leave out an evening that has begun, and next week where it is tomorrow", () => {
    expect(Object.keys(presets(at(18, 17)))).toEqual(["hour", "tomorrow", "week"]);
    // A Sunday.
    expect(Object.keys(presets(at(22, 10)))).toEqual(["hour", "evening", "tomorrow"]);
    // A Monday: a whole week.
    expect(presets(at(23, 10))["week"]).toBe(at(30, 9));
  });
});

describe("a time of one's own", () => {
  it("counts in the agent's time zone, in the future and not too far away", () => {
    const now = at(18, 10);
    expect(customSnooze(dateField(at(19, 0)), "09:30", now, 86_400_000 * 2)).toBe(
      new Date(2026, 10, 19, 9, 30).getTime(),
    );
    expect(customSnooze(dateField(now), "09:30", now, 86_400_000)).toBeNull();
    expect(customSnooze("2027-11-18", "09:30", now, 86_400_000)).toBeNull();
    expect(customSnooze("", "09:30", now, 86_400_000)).toBeNull();
  });
});

import { describe, expect, test } from "vitest";
import { noticeOf, whenText } from "./reception-notice.ts";

const there = { open: true, next: null, available: true };
const shut = { open: false, next: 1_000, available: true };
const nothing = { reception: null, line: null, answered: false, done: false };

describe("what a customer is told while nobody answers", () => {
  test("[HO10] nothing while somebody is there, or while nobody knows", () => {
    expect(noticeOf(nothing)).toBeNull();
    expect(noticeOf({ ...nothing, reception: there })).toBeNull();
  });

  test("[HO10] outside of the hours, when somebody will be there; also in the line", () => {
    expect(noticeOf({ ...nothing, reception: shut })).toEqual({ kind: "away", next: 1_000 });
    const line = { place: 2, available: true };
    expect(noticeOf({ ...nothing, reception: shut, line })).toEqual({ kind: "away", next: 1_000 });
  });

  test("[HO10] within the hours with nobody available: that, without a time", () => {
    expect(noticeOf({ ...nothing, reception: { ...there, available: false } })).toEqual({ kind: "away", next: null });
    const line = { place: 1, available: false };
    expect(noticeOf({ ...nothing, reception: there, line })).toEqual({ kind: "away", next: null });
  });

  test("[HO11] their place in the line, and the live word about who is available counts", () => {
    const line = { place: 3, available: true };
    expect(noticeOf({ ...nothing, line })).toEqual({ kind: "line", place: 3 });
    expect(noticeOf({ ...nothing, line, reception: { ...there, available: false } })).toEqual({
      kind: "line",
      place: 3,
    });
  });

  test("[HO10] nothing once somebody talks to them or it is done; again when they are back in the line", () => {
    expect(noticeOf({ ...nothing, reception: shut, answered: true })).toBeNull();
    expect(noticeOf({ ...nothing, reception: shut, done: true })).toBeNull();
    expect(noticeOf({ ...nothing, reception: there, answered: true, line: { place: 1, available: true } })).toEqual({
      kind: "line",
      place: 1,
    });
  });
});

describe("[HO12] when somebody is back, in the reader's time zone", () => {
  // Wednesday, 22:30 in São Paulo; Thursday, 10:30 in Tokyo.
  const now = Date.parse("2026-11-26T01:30:00Z");
  const opening = Date.parse("2026-11-26T12:00:00Z");

  test.each([
    ["America/Sao_Paulo", "en-GB", { kind: "tomorrow", time: "9:00" }],
    ["Asia/Tokyo", "en-GB", { kind: "today", time: "21:00" }],
  ])("%s", (zone, locale, expected) => {
    expect(whenText(opening, now, locale, zone)).toMatchObject({ kind: expected.kind });
    expect(whenText(opening, now, locale, zone).time).toContain(expected.time);
  });

  test("by the day of the week within six days, by the date later", () => {
    const day = 86_400_000;
    expect(whenText(opening + 4 * day, now, "en-GB", "UTC")).toMatchObject({ kind: "onDay", day: "Monday" });
    expect(whenText(opening + 9 * day, now, "en-GB", "UTC")).toMatchObject({
      day: expect.stringContaining("5 December"),
    });
  });
});

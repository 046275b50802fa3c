import type { Hours, HoursRange } from "../protocol/hours.ts";

const MINUTE = 60_000;
const DAY = 24 * 60 * MINUTE;
const dayMinutes = 24 * 60;

/** How far ahead an opening is looked for: hours that do not open within it never open. */
const horizonDays = 400;

/**
 * Whether somebody should be there at `at` (milliseconds). What counts is what the clock on the wall shows in the hours' time zone,
 * so an hour that a change of the clocks shows twice is open twice, and one that it leaves out is not there.
 */
export function isOpen(hours: Hours, at: number): boolean {
  if (hours.always) return true;
  const wall = at + offsetAt(hours.timeZone, at);
  const day = Math.floor(wall / DAY);
  const minute = (wall - day * DAY) / MINUTE;
  return (
    rangesOf(hours, day).some(({ from, to }) => from <= minute && minute < to) ||
    rangesOf(hours, day - 1).some(({ to }) => minute < to - dayMinutes)
  );
}

/** The first moment from `at` on at which somebody should be there; `at` itself when they are there now. Null: never, as far as one can see. */
export function nextOpening(hours: Hours, at: number): number | null {
  if (isOpen(hours, at)) return at;
  const today = dayAt(hours.timeZone, at);
  for (let day = today - 1; day <= today + horizonDays; day += 1) {
    if (rangesOf(hours, day).length === 0) continue;
    // Where the clocks go back over midnight, something of the next day can come first.
    const openings = [day, day + 1]
      .flatMap((each) => momentsOf(hours, each))
      .filter((moment) => moment > at && isOpen(hours, moment));
    if (openings.length > 0) return Math.min(...openings);
  }
  return null;
}

/** Hours that nobody should save: with them no customer would ever be told when somebody is there. */
export function neverOpens(hours: Hours, now: number): boolean {
  return nextOpening(hours, now) === null;
}

/** Days counted from 1970-01-01, as the calendar of the place has them. */
function rangesOf({ week, holidays }: Hours, day: number): readonly HoursRange[] {
  const date = new Date(day * DAY).toISOString().slice(0, 10);
  const holiday = holidays.find((each) => each.date === date);
  // 1970 began on a Thursday.
  return holiday ? holiday.ranges : (week[(((day + 3) % 7) + 7) % 7] ?? []);
}

/** Every moment of a day at which it can open: where a range begins, and where the clocks change. */
function momentsOf(hours: Hours, day: number): number[] {
  const begins = rangesOf(hours, day).flatMap(({ from }) => momentsAt(hours.timeZone, day * DAY + from * MINUTE));
  const change = changeWithin(hours.timeZone, (day - 1) * DAY, (day + 2) * DAY);
  return change === null || dayAt(hours.timeZone, change) !== day ? begins : [...begins, change];
}

/** The day that the calendar there shows. */
function dayAt(timeZone: string, at: number): number {
  return Math.floor((at + offsetAt(timeZone, at)) / DAY);
}

/** The moments at which the clock shows `wall`: one as a rule, none or two where the clocks change. */
function momentsAt(timeZone: string, wall: number): number[] {
  const offsets = new Set([offsetAt(timeZone, wall - DAY), offsetAt(timeZone, wall + DAY)]);
  return [...offsets].map((offset) => wall - offset).filter((moment) => moment + offsetAt(timeZone, moment) === wall);
}

/** When the clocks change between two moments, to the minute; null where they do not. */
function changeWithin(timeZone: string, from: number, to: number): number | null {
  const before = offsetAt(timeZone, from);
  if (before === offsetAt(timeZone, to)) return null;
  let [low, high] = [Math.floor(from / MINUTE), Math.ceil(to / MINUTE)];
  while (high - low > 1) {
    const middle = Math.floor((low + high) / 2);
    if (offsetAt(timeZone, middle * MINUTE) === before) low = middle;
    else high = middle;
  }
  return high * MINUTE;
}

const clocks = new Map<string, Intl.DateTimeFormat>();

/** What the place's clock is ahead of UTC at a moment, in milliseconds. */
function offsetAt(timeZone: string, at: number): number {
  let clock = clocks.get(timeZone);
  if (clock === undefined) {
    clock = new Intl.DateTimeFormat("en-US", {
      ...{ timeZone, hourCycle: "h23", year: "numeric", month: "numeric", day: "numeric" },
      ...{ hour: "numeric", minute: "numeric", second: "numeric" },
    });
    clocks.set(timeZone, clock);
  }
  const shown: Partial<Record<Intl.DateTimeFormatPartTypes, number>> = {};
  for (const { type, value } of clock.formatToParts(at)) shown[type] = Number(value);
  const { year = 1970, month = 1, day = 1, hour = 0, minute = 0, second = 0 } = shown;
  return Date.UTC(year, month - 1, day, hour, minute, second) - Math.floor(at / 1000) * 1000;
}

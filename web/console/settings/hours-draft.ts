import type { Holiday, HoursRange } from "#protocol/hours";
import { t } from "./settings-intl.ts";

const dayMinutes = 24 * 60;

/** "09:30", as a field of the browser for times takes it. 24:00 is the next day's 00:00. */
export function clockOf(minute: number): string {
  const ofDay = minute % dayMinutes;
  return `${String(Math.floor(ofDay / 60)).padStart(2, "0")}:${String(ofDay % 60).padStart(2, "0")}`;
}

/** Minutes of the day of "09:30"; null while the field is empty. */
export function minuteOf(clock: string): number | null {
  const [hour, minute] = clock.split(":").map(Number);
  return hour === undefined || minute === undefined || Number.isNaN(hour + minute) ? null : hour * 60 + minute;
}

/** An end that is not after the beginning is on the next day. */
export function rangeOf(from: number, until: number): HoursRange {
  return { from, to: until > from ? until : until + dayMinutes };
}

/** Whether it ends on the next day; midnight itself still belongs to this one. */
export const endsNextDay = ({ to }: HoursRange) => to > dayMinutes;

/** The range that one more click should add: after the last of the day, or what offices do. */
export function nextRange(ranges: readonly HoursRange[]): HoursRange {
  const last = Math.max(0, ...ranges.map(({ to }) => to));
  if (ranges.length === 0) return { from: 9 * 60, to: 18 * 60 };
  const from = Math.min(last + 60, dayMinutes - 60);
  return { from, to: Math.min(from + 4 * 60, dayMinutes) };
}

/** A sentence where the ranges of a day do not fit together. */
export function rangesProblem(ranges: readonly HoursRange[]): string | undefined {
  const sorted = ranges.toSorted((one, other) => one.from - other.from);
  if (sorted.some(({ from, to }) => to - from > dayMinutes)) return t("hours.same");
  const overlap = sorted.some(({ from }, index) => index > 0 && from < (sorted[index - 1]?.to ?? 0));
  return overlap ? t("hours.overlap") : undefined;
}

/** A sentence where a holiday does not fit. */
export function holidayProblem(all: readonly Holiday[], index: number): string | undefined {
  const holiday = all[index];
  if (holiday === undefined) return undefined;
  if (holiday.date === "") return t("hours.holidayDateWrong");
  if (all.some((other, place) => place < index && other.date === holiday.date)) return t("hours.holidayTwice");
  return rangesProblem(holiday.ranges);
}

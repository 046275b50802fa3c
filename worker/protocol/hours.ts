import * as z from "zod/mini";
import { idSchema, timeSchema } from "./ids.ts";
import { limits } from "./limits.ts";

const dayMinutes = 24 * 60;

/**
 * From when until when, in minutes of the day by the clock on the wall there; `to` is the first minute that is closed again. Past
 * 1440 it is on the next day: 22:00 to 02:00 is 1320 to 1560.
 */
export const hoursRangeSchema = z
  .object({
    from: z.int().check(z.gte(0), z.lt(dayMinutes)),
    to: z.int().check(z.gt(0), z.lt(2 * dayMinutes)),
  })
  .check(z.refine(({ from, to }) => from < to && to - from <= dayMinutes, "an end after the beginning"));
export type HoursRange = z.infer<typeof hoursRangeSchema>;

const rangesSchema = z.array(hoursRangeSchema).check(
  z.maxLength(limits.hoursRanges),
  z.refine((ranges) => !overlap(ranges), "ranges that do not overlap"),
);

/** A calendar day, as "2026-12-25". */
export const dateSchema = z.string().check(
  z.regex(/^\d{4}-\d{2}-\d{2}$/),
  z.refine((text) => isDate(text), "a date of the calendar"),
);

/** A time zone by its IANA name, as "America/Sao_Paulo". */
export const timeZoneSchema = z.string().check(
  z.maxLength(64),
  z.refine((name) => isTimeZone(name), "a time zone"),
);

/** A day that is not as its day of the week: closed, or open at other times. */
export const holidaySchema = z.object({
  date: dateSchema,
  name: z.string().check(z.trim(), z.maxLength(limits.nameCharacters)),
  /** None: closed. */
  ranges: rangesSchema,
});
export type Holiday = z.infer<typeof holidaySchema>;

/** When somebody is there. Times are what the clock shows in `timeZone`, whatever that is in UTC on a day. */
export const hoursSchema = z.object({
  /** Around the clock: `week` and `holidays` are kept, but say nothing. */
  always: z.boolean(),
  timeZone: timeZoneSchema,
  /** Seven days, Monday first. */
  week: z.array(rangesSchema).check(z.length(7)),
  holidays: z.array(holidaySchema).check(
    z.maxLength(limits.holidays),
    z.refine((days) => new Set(days.map(({ date }) => date)).size === days.length, "one entry per day"),
  ),
});
export type Hours = z.infer<typeof hoursSchema>;

/** The hours of the workspace (`teamId` null), or those that a team has instead. Version 0: nothing was saved yet. */
export const hoursRowSchema = z.object({
  teamId: z.nullable(idSchema),
  version: z.int().check(z.nonnegative()),
  hours: hoursSchema,
});
export type HoursRow = z.infer<typeof hoursRowSchema>;

/** `GET /api/hours`: the workspace's first, then the teams' own. */
export const hoursListSchema = z.object({ all: z.array(hoursRowSchema) });

/** `PUT /api/hours/workspace`, `PUT /api/hours/<team>`: whole; answers with the new row. Version 0 makes the team's own. */
export const hoursChangeSchema = z.object({ version: z.int().check(z.nonnegative()), hours: hoursSchema });

/** Whether somebody should be there at `at`, and when next (null: no time is known, or they are there now). */
export const openingSchema = z.object({ open: z.boolean(), at: timeSchema, next: z.nullable(timeSchema) });
export type Opening = z.infer<typeof openingSchema>;

function overlap(ranges: readonly { from: number; to: number }[]): boolean {
  const sorted = ranges.toSorted((one, other) => one.from - other.from);
  return sorted.some(({ from }, index) => index > 0 && from < (sorted[index - 1]?.to ?? 0));
}

function isDate(text: string): boolean {
  const at = Date.parse(`${text}T00:00:00Z`);
  return !Number.isNaN(at) && new Date(at).toISOString().startsWith(text);
}

function isTimeZone(name: string): boolean {
  try {
    return Boolean(new Intl.DateTimeFormat("en", { timeZone: name }));
  } catch {
    return false;
  }
}

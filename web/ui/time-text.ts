const SECOND = 1_000;
const MINUTE = 60 * SECOND;
const HOUR = 60 * MINUTE;
const DAY = 24 * HOUR;
const WEEK = 7 * DAY;

const formatters = new Map<string, Intl.RelativeTimeFormat | Intl.DateTimeFormat | Intl.NumberFormat>();

function kept<F extends Intl.RelativeTimeFormat | Intl.DateTimeFormat | Intl.NumberFormat>(
  key: string,
  is: (value: unknown) => value is F,
  make: () => F,
): F {
  const found = formatters.get(key);
  if (is(found)) return found;
  const made = make();
  formatters.set(key, made);
  return made;
}

const isRelative = (value: unknown): value is Intl.RelativeTimeFormat => value instanceof Intl.RelativeTimeFormat;
const isNumber = (value: unknown): value is Intl.NumberFormat => value instanceof Intl.NumberFormat;
const isDate = (value: unknown): value is Intl.DateTimeFormat => value instanceof Intl.DateTimeFormat;

const relative = (locale: string, style: "long" | "narrow") =>
  kept(`r ${locale} ${style}`, isRelative, () => new Intl.RelativeTimeFormat(locale, { numeric: "auto", style }));
const unit = (locale: string, name: "second" | "minute" | "hour" | "day") =>
  kept(
    `n ${locale} ${name}`,
    isNumber,
    () => new Intl.NumberFormat(locale, { style: "unit", unit: name, unitDisplay: "narrow" }),
  );
const date = (locale: string, key: string, options: Intl.DateTimeFormatOptions) =>
  kept(`d ${locale} ${key}`, isDate, () => new Intl.DateTimeFormat(locale, options));

/**
 * How long ago (or until) `at` is, both in milliseconds: "5 min. ago", "yesterday", and the date itself from a week on.
 * Below 45 seconds it is `justNow`, also for a time slightly ahead (clocks differ).
 */
export function relativeText(
  at: number,
  now: number,
  locale: string,
  justNow: string,
  style: "long" | "narrow" = "long",
): string {
  const delta = at - now;
  const distance = Math.abs(delta);
  if (distance < 45 * SECOND) return justNow;
  if (distance < HOUR)
    return relative(locale, style).format(Math.sign(delta) * Math.max(1, Math.round(distance / MINUTE)), "minute");
  if (distance < DAY)
    return relative(locale, style).format(Math.sign(delta) * Math.max(1, Math.floor(distance / HOUR)), "hour");
  if (distance < WEEK)
    return relative(locale, style).format(Math.sign(delta) * Math.max(1, Math.floor(distance / DAY)), "day");
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  return sameYear
    ? date(locale, "md", { month: "short", day: "numeric" }).format(at)
    : date(locale, "ymd", { year: "numeric", month: "short", day: "numeric" }).format(at);
}

/** How long something lasts already, in one unit and few letters: "45s", "12m", "3h", "2d". Never negative. */
export function durationText(milliseconds: number, locale: string): string {
  const length = Math.max(0, milliseconds);
  if (length < MINUTE) return unit(locale, "second").format(Math.floor(length / SECOND / 10) * 10);
  if (length < HOUR) return unit(locale, "minute").format(Math.floor(length / MINUTE));
  if (length < DAY) return unit(locale, "hour").format(Math.floor(length / HOUR));
  return unit(locale, "day").format(Math.floor(length / DAY));
}

/** The whole date and time, for titles: "Sunday, 22 November 2026 at 20:15". */
export function fullTimeText(at: number, locale: string): string {
  return date(locale, "full", { dateStyle: "full", timeStyle: "short" }).format(at);
}

/** The time of the day: "20:15" or "8:15 PM", as the locale has it. */
export function clockText(at: number, locale: string): string {
  return date(locale, "clock", { hour: "numeric", minute: "2-digit" }).format(at);
}

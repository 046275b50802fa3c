export type SnoozePreset = "hour" | "evening" | "tomorrow" | "week";

const HOUR_MS = 3_600_000;
const EVENING = 18;
const MORNING = 9;

/**
 * When each preset ends, seen from `now` (milliseconds), in the agent's own time zone. The evening is offered until an
 * hour before it begins. Next week is Monday morning.
 */
export function snoozePresets(now: number): { preset: SnoozePreset; until: number }[] {
  const evening = at(now, 0, EVENING);
  const untilMonday = (8 - new Date(now).getDay()) % 7 || 7;
  return [
    { preset: "hour", until: now + HOUR_MS },
    ...(evening - now > HOUR_MS ? [{ preset: "evening", until: evening } as const] : []),
    { preset: "tomorrow", until: at(now, 1, MORNING) },
    // On a Sunday, tomorrow is next week already.
    ...(untilMonday > 1 ? [{ preset: "week", until: at(now, untilMonday, MORNING) } as const] : []),
  ];
}

/** What the fields of the dialog begin with: tomorrow morning, as <input type="date"> and <input type="time"> want it. */
export function customSnoozeStart(now: number): { date: string; time: string } {
  return { date: dateField(at(now, 1, MORNING)), time: "09:00" };
}

/** The value of <input type="date"> for a time, in the agent's own time zone. */
export function dateField(time: number): string {
  const date = new Date(time);
  const two = (value: number) => String(value).padStart(2, "0");
  return `${date.getFullYear()}-${two(date.getMonth() + 1)}-${two(date.getDate())}`;
}

/** The time that the two fields name; null while they name none, or one that `now` and `longest` (milliseconds) do not allow. */
export function customSnooze(date: string, time: string, now: number, longest: number): number | null {
  const until = new Date(`${date}T${time}`).getTime();
  return Number.isNaN(until) || until <= now || until > now + longest ? null : until;
}

function at(now: number, days: number, hour: number): number {
  const date = new Date(now);
  date.setDate(date.getDate() + days);
  date.setHours(hour, 0, 0, 0);
  return date.getTime();
}

import { intl, t } from "../console-intl.ts";

/** A day as people name it, seen from `now`: "Today", "Yesterday", "Monday, 16 November" and, in another year, with it. */
export function dayText(at: number, now: number): string {
  const days = Math.round((midnight(now) - midnight(at)) / 86_400_000);
  if (days === 0) return t("liveChat.today");
  if (days === 1) return t("liveChat.yesterday");
  const sameYear = new Date(at).getFullYear() === new Date(now).getFullYear();
  const long = { weekday: "long", day: "numeric", month: "long" } as const;
  return intl.date(at, sameYear ? long : { ...long, year: "numeric" });
}

/** A moment to come, in few words: the time alone for today, else with the day. */
export function untilText(at: number, now: number): string {
  const time = { hour: "numeric", minute: "2-digit" } as const;
  const days = Math.round((midnight(at) - midnight(now)) / 86_400_000);
  if (days === 0) return intl.date(at, time);
  if (days > 0 && days < 7) return intl.date(at, { weekday: "short", ...time });
  return intl.date(at, { day: "numeric", month: "short", ...time });
}

function midnight(at: number): number {
  return new Date(at).setHours(0, 0, 0, 0);
}

import type { Reception } from "#protocol/reception";

export type Notice =
  /** Outside of the hours, or nobody of the team is available. `next` is when the hours begin again; null: now, or unknown. */
  { kind: "away"; next: number | null } | { kind: "line"; place: number } | null;

/**
 * What a customer is told while nobody answers them yet: nothing as soon as somebody does, or once the conversation is done.
 * `line` is live and comes with a conversation that waits; `reception` was asked for.
 */
export function noticeOf(now: {
  reception: Reception | null;
  line: { place: number; available: boolean } | null;
  /** Somebody talks to them. */
  answered: boolean;
  done: boolean;
}): Notice {
  const { reception, line, answered, done } = now;
  if (done || (answered && line === null)) return null;
  const open = reception?.open ?? true;
  const available = line?.available ?? reception?.available ?? true;
  if (!open || !available) return { kind: "away", next: reception?.next ?? null };
  return line === null ? null : { kind: "line", place: line.place };
}

export type When = { kind: "today" | "tomorrow"; time: string } | { kind: "onDay"; day: string; time: string };

/** When somebody is back, in the words and the time zone of the reader. Within six days the day of the week is enough. */
export function whenText(at: number, now: number, locale: string, timeZone?: string): When {
  const zone = timeZone === undefined ? {} : { timeZone };
  const format = (options: Intl.DateTimeFormatOptions, moment: number) =>
    new Intl.DateTimeFormat(locale, { ...options, ...zone }).format(moment);
  const dayOf = (moment: number) => {
    const [year = 0, month = 1, day = 1] = new Intl.DateTimeFormat("sv-SE", zone).format(moment).split("-").map(Number);
    return Date.UTC(year, month - 1, day) / 86_400_000;
  };
  const time = format({ hour: "numeric", minute: "2-digit" }, at);
  const days = dayOf(at) - dayOf(now);
  if (days <= 0) return { kind: "today", time };
  if (days === 1) return { kind: "tomorrow", time };
  const day = format(days < 7 ? { weekday: "long" } : { weekday: "long", day: "numeric", month: "long" }, at);
  return { kind: "onDay", day, time };
}

import type { LoggedCommand } from "#protocol/client-message";
import type { Refusal } from "#protocol/error";
import type { Queued } from "./queued.ts";

/** Commands of one conversation that may be unanswered at a time. */
export const inFlightMost = 10;

/** A command that another tab of this browser gave is that tab's to send; after this long, it has probably gone. */
export const adoptAfterMs = 10_000;

/** An unsent command without words is forgotten after this long: what it was about has changed. Words are kept. */
export const actionMaxAgeMs = 60 * 60_000;

/** A queued command, and what only the queue needs to know of it. */
export type QueueItem<Command extends LoggedCommand> = Queued<Command> & {
  /** Not to be sent before this time. */
  notBefore: number;
  /** Refusals in a row that allowed another try. */
  refusals: number;
};

/**
 * Whether a refused command is tried again, and after how long, or is refused for good. The only place that decides it.
 * A permanent refusal is one whose `retryAfterMs` is null; `not_ready` speaks of the socket and never of the command.
 */
export function verdictOn(
  error: Refusal,
  refusalsBefore: number,
): { kind: "retry"; afterMs: number } | { kind: "fail" } {
  if (error.code === "not_ready") return { kind: "retry", afterMs: 0 };
  if (error.retryAfterMs === null) return { kind: "fail" };
  return { kind: "retry", afterMs: Math.max(error.retryAfterMs, backOffMs(refusalsBefore)) };
}

/** 0.5 s doubling up to 30 s. */
export function backOffMs(triesBefore: number): number {
  return Math.min(30_000, 500 * 2 ** Math.min(triesBefore, 10));
}

/** Whether losing this command loses something a person wrote. Such a command stays when it is refused. */
export function hasWords(command: LoggedCommand): boolean {
  return command.kind === "message" || command.kind === "note" || command.kind === "edit";
}

/**
 * What may be sent now: in the order in which it was given, with no more than `inFlightMost` unanswered. One that has to
 * wait holds back everything behind it, or the words of a person would arrive in another order than they wrote them.
 */
export function sendable<Item extends QueueItem<LoggedCommand>>(items: readonly Item[], now: number): Item[] {
  const found: Item[] = [];
  let inFlight = items.filter(({ state }) => state.kind === "sending").length;
  for (const item of items) {
    if (item.state.kind !== "waiting") continue;
    if (item.notBefore > now || inFlight >= inFlightMost) break;
    found.push(item);
    inFlight += 1;
  }
  return found;
}

/** When something that waits for its time may be sent; null where nothing does. */
export function nextDue(items: readonly QueueItem<LoggedCommand>[], now: number): number | null {
  const first = items.find(({ state }) => state.kind === "waiting");
  return first === undefined || first.notBefore <= now ? null : first.notBefore;
}

/**
 * How often a client may send, so that the server's bound (limits.commandBurst, commandsPerSecond; every frame counts) is
 * never met in ordinary use, not even with a long queue after a day offline: a refusal in the middle of a queue would
 * let the commands behind it overtake.
 */
export type Pace = { tokens: number; at: number };
export const paceBurst = 20;
const pacePerSecond = 6;

export function fullPace(now: number): Pace {
  return { tokens: paceBurst, at: now };
}

/** The pace after one frame, or how long to wait for it. */
export function takePace(pace: Pace, now: number): { ok: true; pace: Pace } | { ok: false; waitMs: number } {
  const tokens = Math.min(paceBurst, pace.tokens + (Math.max(0, now - pace.at) * pacePerSecond) / 1_000);
  if (tokens < 1) return { ok: false, waitMs: Math.ceil(((1 - tokens) * 1_000) / pacePerSecond) };
  return { ok: true, pace: { tokens: tokens - 1, at: now } };
}

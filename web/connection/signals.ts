import type { ClientMessage, LoggedCommand } from "#protocol/client-message";
import { limits } from "#protocol/limits";
import type { Clock } from "./clock.ts";

/** What is sent and forgotten, or kept by whoever sends it. `send` answers whether there was a socket to write to. */
export type SendSignal = (
  message: Exclude<
    ClientMessage,
    Exclude<LoggedCommand, { kind: "flow" | "cobrowse_answer" | "cobrowse_end" }> | { kind: "hello" | "history" }
  >,
) => boolean;

const typingEveryMs = 2_000;
/** Told a little before it would end by itself, so that the other side never sees it end and begin again. */
const typingIdleMs = limits.typingMs - 1_000;
const receiptEveryMs = 1_000;

export type TypingNow = { where: "reply" | "note"; text?: string };

export interface TypingSender {
  /** At each key stroke; null when nobody types any more. */
  typing(now: TypingNow | null): void;
  dispose(): void;
}

/** At most one frame in two seconds, the last one always, and an end after the last. */
export function makeTypingSender(send: SendSignal, clock: Clock): TypingSender {
  let told: TypingNow | null = null;
  let latest: TypingNow | null = null;
  let toldAt = -typingEveryMs;
  let cancelTell = () => {};
  let cancelIdle = () => {};

  function tell() {
    cancelTell();
    if (latest === null) return;
    told = latest;
    toldAt = clock.now();
    const { where, text } = latest;
    send({
      kind: "typing",
      on: true,
      where,
      ...(text === undefined ? {} : { text: text.slice(0, limits.sneakPeekCharacters) }),
    });
  }

  function end() {
    cancelTell();
    cancelIdle();
    latest = null;
    if (told === null) return;
    send({ kind: "typing", on: false, where: told.where });
    told = null;
  }

  return {
    typing(now) {
      if (now === null) return end();
      if (told !== null && told.where !== now.where) end();
      latest = now;
      cancelIdle();
      cancelIdle = clock.after(typingIdleMs, end);
      cancelTell();
      const waitMs = toldAt + typingEveryMs - clock.now();
      if (waitMs <= 0) tell();
      else cancelTell = clock.after(waitMs, tell);
    },
    dispose: end,
  };
}

export interface ReceiptSender {
  delivered(seq: number): void;
  read(seq: number): void;
  readUpTo(): number;
  /** A new socket knows nothing of what was told to the old one. */
  repeat(): void;
  dispose(): void;
}

/** At most one frame a second, the last state always; neither number ever goes back. */
export function makeReceiptSender(send: SendSignal, clock: Clock): ReceiptSender {
  let reached = { delivered: 0, read: 0 };
  let told = reached;
  let moved = false;
  let cancel: (() => void) | null = null;

  function tell() {
    if (reached.delivered === told.delivered && reached.read === told.read) return;
    if (send({ kind: "receipt", ...reached })) told = reached;
  }

  function soon() {
    moved = true;
    if (cancel !== null) return;
    moved = false;
    tell();
    cancel = clock.after(receiptEveryMs, () => {
      cancel = null;
      if (moved) soon();
    });
  }

  function reach(delivered: number, read: number) {
    const next = { delivered: Math.max(reached.delivered, delivered, read), read: Math.max(reached.read, read) };
    if (next.delivered === reached.delivered && next.read === reached.read) return;
    reached = next;
    soon();
  }

  return {
    delivered: (seq) => reach(seq, 0),
    read: (seq) => reach(0, seq),
    readUpTo: () => reached.read,
    repeat() {
      told = { delivered: 0, read: 0 };
      tell();
    },
    dispose() {
      cancel?.();
      // Somebody who reads and leaves at once has read.
      tell();
    },
  };
}

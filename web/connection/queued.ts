import type { LoggedCommand } from "#protocol/client-message";
import type { ErrorCode } from "#protocol/error";

/**
 * Where a command of this person stands. `waiting`: not on its way (no connection, or its turn has not come).
 * `sending`: on its way, unanswered. `sent`: acknowledged, its entry is about to arrive. `failed`: refused for good;
 * it stays, with its words, until it is tried again, changed or discarded.
 */
export type QueuedState =
  | { kind: "waiting" }
  | { kind: "sending" }
  | { kind: "sent"; seq: number }
  | { kind: "failed"; code: ErrorCode; detail?: string };

export type Queued<Command extends LoggedCommand = LoggedCommand> = {
  command: Command;
  /** When it was given, by this machine's clock. */
  at: number;
  state: QueuedState;
};

/** A command without words (take, transfer, status, delete) that was refused: it is gone; this says so, once. */
export type LastRefusal = { command: LoggedCommand; code: ErrorCode; detail?: string };

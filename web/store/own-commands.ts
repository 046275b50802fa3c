import { type Actor, type Command, decide } from "#domain/conversation/conversation";
import type { LoggedCommand } from "#protocol/client-message";
import type { ConversationState } from "#protocol/conversation";
import type { Entry } from "#protocol/entry";
import { rewritten } from "../connection/entry-log.ts";
import type { Queued } from "../connection/queued.ts";

type Only<Kind extends LoggedCommand["kind"]> = Extract<LoggedCommand, { kind: Kind }>;

/** An own message or note that is not in the log yet; shown after the entries, in this order. */
export type PendingLine = Queued<Only<"message" | "note">>;

/** An own edit or deletion that is not in the log yet. */
export type PendingChange = Queued<Only<"edit" | "delete">>;

/** The own commands that the server has not refused, in order. */
export function underWay(queue: readonly Queued[]): readonly LoggedCommand[] {
  return queue.filter(({ state }) => state.kind !== "failed").map(({ command }) => command);
}

/**
 * The conversation as it will be, if the server decides what we decide: it runs the same rules. One that is refused
 * here (a colleague was faster) changes nothing; the server will say so too.
 */
export function foldPending(
  state: ConversationState | null,
  commands: readonly LoggedCommand[],
  me: Actor,
  now: number,
): ConversationState | null {
  return commands.reduce((known, command) => {
    const rule = decidable(command);
    if (known === null || rule === null) return known;
    const decision = decide(known, rule, me, now);
    return decision.ok ? decision.state : known;
  }, state);
}

/** What can be decided here: notes change nothing that is shown, and where a transfer leads only the server knows. */
function decidable(command: LoggedCommand): Command | null {
  switch (command.kind) {
    case "message":
      // Its files change nothing that is shown before it is in the log.
      return { kind: "message", id: command.id, text: command.text, article: command.article };
    case "take":
    case "status":
    case "cobrowse_answer":
    case "cobrowse_end":
      return command;
    case "cobrowse_ask":
      // The button is for a customer who is here; whether they still are, only the server knows.
      return { ...command, customerHere: true };
    case "flow":
      // What a flow says first only the server knows.
      return command.do === "stop" ? { kind: "flow", id: command.id, do: "stop" } : null;
    case "note":
    case "edit":
    case "delete":
    case "transfer":
      return null;
    default:
      return command satisfies never;
  }
}

/** The items themselves, so that a list that is keyed by them draws only what changed. */
export function pendingLines(queue: readonly Queued[]): readonly PendingLine[] {
  return queue.filter(isLine);
}

function isLine(item: Queued): item is PendingLine {
  return item.command.kind === "message" || item.command.kind === "note";
}

function isChange(item: Queued): item is PendingChange {
  return item.command.kind === "edit" || item.command.kind === "delete";
}

/** The newest of each target. */
export function pendingChanges(queue: readonly Queued[]): ReadonlyMap<number, PendingChange> {
  return new Map(queue.filter(isChange).map((item) => [item.command.target, item]));
}

/** The entries with the own edits and deletions that are under way already made; failed ones are not. */
export function withPendingChanges(
  entries: readonly Entry[],
  changes: ReadonlyMap<number, PendingChange>,
  now: number,
): readonly Entry[] {
  if (changes.size === 0) return entries;
  return entries.map((entry) => {
    const change = changes.get(entry.seq);
    if (change === undefined || change.state.kind === "failed") return entry;
    const { command } = change;
    const body =
      command.kind === "edit"
        ? { kind: "edited" as const, target: entry.seq, text: command.text }
        : { kind: "deleted" as const, target: entry.seq };
    return rewritten(entry, { at: now, body });
  });
}

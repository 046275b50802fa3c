import * as z from "zod/mini";
import type { LoggedCommand } from "#protocol/client-message";
import { parseAs } from "#protocol/codec";
import { errorCodeSchema, type Refusal } from "#protocol/error";
import type { Clock } from "./clock.ts";
import type { KeptText } from "./kept-text.ts";
import { actionMaxAgeMs, adoptAfterMs, hasWords, nextDue, type QueueItem, sendable, verdictOn } from "./queue-rules.ts";
import type { LastRefusal, Queued } from "./queued.ts";

/**
 * The commands of one conversation that are not acknowledged yet. Each is written to the browser's storage before it is
 * sent, under a key of its own, so that two tabs never overwrite each other's; it is removed when it is acknowledged or its
 * entry is in the log. Ids make repeats harmless, so whoever is in doubt sends again.
 */
export interface SendQueue<Command extends LoggedCommand> {
  items(): readonly Queued<Command>[];
  /** Whether anything still has to be sent or answered. */
  unsettled(): boolean;
  add(command: Command): void;
  /** What may be sent now, in order. It stays `waiting` until `sending` says that it was written to a socket. */
  next(): Command[];
  sending(id: string): void;
  /** The connection is gone: whatever was unanswered waits again. */
  lost(): void;
  acked(id: string, seq: number): void;
  /** These entries are in the log; those that are ours are done. `last` is the newest seq that is held. */
  arrived(entries: readonly { id: string }[], last: number): void;
  /** A command without words that failed is gone, and is returned so that somebody can be told. */
  refused(id: string, error: Refusal): LastRefusal | null;
  /** Nothing is sent before this many milliseconds have passed. */
  hold(ms: number): void;
  discard(id: string): Command | null;
  /** When `next` has to be asked again for what waits for its time; null: nothing does. */
  dueAt(): number | null;
  dispose(): void;
}

export type SendQueueOptions<Command extends LoggedCommand> = {
  /** Who gives the commands (an agent's id, a site's key): nobody else at this browser must send them. */
  owner: string;
  conversation: string;
  schema: z.ZodMiniType<Command>;
  kept: KeptText;
  clock: Clock;
  /** Something changed that another tab did. */
  onElsewhere(): void;
};

const prefixOf = (owner: string) => `fala.send.${owner}.`;

/** The conversations for which this owner has unsent commands in this browser. */
export function unsentConversations(kept: KeptText, owner: string): string[] {
  const prefix = prefixOf(owner);
  return [...new Set(kept.keys(prefix).map((key) => key.slice(prefix.length).split(".")[0] ?? ""))].filter(Boolean);
}

/** Removes every unsent command of this owner, as when they sign out or are forgotten. Other tabs hear of it. */
export function forgetUnsent(kept: KeptText, owner: string): void {
  for (const key of kept.keys(prefixOf(owner))) kept.remove(key);
}

export function makeSendQueue<Command extends LoggedCommand>(options: SendQueueOptions<Command>): SendQueue<Command> {
  const { kept, clock } = options;
  const prefix = `${prefixOf(options.owner)}${options.conversation}.`;
  const keptSchema = z.object({
    command: options.schema,
    at: z.number(),
    failed: z.optional(z.object({ code: errorCodeSchema, detail: z.optional(z.string()) })),
  });
  let items: readonly QueueItem<Command>[] = [];

  function read(raw: string | null): QueueItem<Command> | null {
    const parsed = raw === null ? null : parseAs(keptSchema, raw);
    if (parsed === null || !parsed.ok) return null;
    const { command, at, failed } = parsed.value;
    const state: Queued["state"] = failed === undefined ? { kind: "waiting" } : { kind: "failed", ...failed };
    return { command, at, state, notBefore: 0, refusals: 0 };
  }

  function keep({ command, at, state }: QueueItem<Command>) {
    const failed = state.kind === "failed" ? { code: state.code, detail: state.detail } : undefined;
    kept.set(prefix + command.id, JSON.stringify({ command, at, failed }));
  }

  function insert(item: QueueItem<Command>) {
    const others = items.filter(({ command }) => command.id !== item.command.id);
    items = [...others, item].sort((a, b) => a.at - b.at || (a.command.id < b.command.id ? -1 : 1));
  }

  function change(id: string, next: (item: QueueItem<Command>) => QueueItem<Command>) {
    items = items.map((item) => (item.command.id === id ? next(item) : item));
  }

  function remove(id: string) {
    items = items.filter(({ command }) => command.id !== id);
    kept.remove(prefix + id);
  }

  const find = (id: string) => items.find(({ command }) => command.id === id);

  for (const key of kept.keys(prefix)) {
    const item = read(kept.get(key));
    const stale = item !== null && !hasWords(item.command) && clock.now() - item.at > actionMaxAgeMs;
    if (item === null || stale) kept.remove(key);
    else insert(item);
  }

  const stopHearing = kept.onElsewhere(prefix, (key, raw) => {
    const id = key.slice(prefix.length);
    const known = find(id);
    const item = read(raw);
    if (item === null) items = items.filter(({ command, state }) => command.id !== id || state.kind === "sent");
    else if (known === undefined) insert({ ...item, notBefore: clock.now() + adoptAfterMs });
    else if (item.state.kind === "failed") change(id, () => item);
    options.onElsewhere();
  });

  return {
    items: () => items,
    unsettled: () => items.some(({ state }) => state.kind === "waiting" || state.kind === "sending"),
    add(command) {
      const at = Math.max(clock.now(), ...items.map((item) => item.at + 1));
      const item: QueueItem<Command> = { command, at, state: { kind: "waiting" }, notBefore: 0, refusals: 0 };
      insert(item);
      keep(item);
    },
    next: () => sendable(items, clock.now()).map(({ command }) => command),
    sending: (id) => change(id, (item) => ({ ...item, state: { kind: "sending" } })),
    lost() {
      items = items.map((item) => (item.state.kind === "sending" ? { ...item, state: { kind: "waiting" } } : item));
    },
    acked(id, seq) {
      if (find(id) === undefined) return;
      kept.remove(prefix + id);
      change(id, (item) => ({ ...item, state: { kind: "sent", seq } }));
    },
    arrived(entries, last) {
      const ids = new Set(entries.map(({ id }) => id));
      for (const { command, state } of items) {
        if (ids.has(command.id) || (state.kind === "sent" && state.seq <= last)) remove(command.id);
      }
    },
    refused(id, error) {
      const item = find(id);
      if (item === undefined || item.state.kind === "sent") return null;
      const verdict = verdictOn(error, item.refusals);
      if (verdict.kind === "retry") {
        const notBefore = clock.now() + verdict.afterMs;
        change(id, (held) => ({ ...held, state: { kind: "waiting" }, refusals: held.refusals + 1, notBefore }));
        return null;
      }
      const { code, detail } = error;
      const reason = detail === undefined ? { code } : { code, detail };
      if (!hasWords(item.command)) {
        remove(id);
        return { command: item.command, ...reason };
      }
      const refusedItem: QueueItem<Command> = { ...item, state: { kind: "failed", ...reason } };
      change(id, () => refusedItem);
      keep(refusedItem);
      return null;
    },
    hold(ms) {
      const until = clock.now() + ms;
      items = items.map((item) =>
        item.state.kind === "waiting" ? { ...item, notBefore: Math.max(item.notBefore, until) } : item,
      );
    },
    discard(id) {
      const item = find(id);
      if (item === undefined) return null;
      remove(id);
      return item.command;
    },
    dueAt: () => nextDue(items, clock.now()),
    dispose: stopHearing,
  };
}

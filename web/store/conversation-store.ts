import type { Accessor } from "solid-js";
import type { ConnectionState } from "../connection/connection-state.ts";
import type { Environment } from "../connection/environment.ts";
import type { LastRefusal, Queued } from "../connection/queued.ts";
import type { AgentName } from "#protocol/agent";
import type { LoggedCommand } from "#protocol/client-message";
import type { ConversationState, Receipts } from "#protocol/conversation";
import type { CustomerPanel } from "#protocol/customer";
import type { Entry, Status } from "#protocol/entry";
import type { Viewer } from "#protocol/server-message";

/** An own message or note that is not in the log yet; shown after the entries, in this order. */
export type PendingLine = Queued<Extract<LoggedCommand, { kind: "message" | "note" }>>;

/** One conversation as an agent sees it. Accessors are reactive; actions return at once, their outcome is shown by the accessors. */
export type ConversationStore = {
  id: string;
  connection: Accessor<ConnectionState>;
  /** With the own commands already in it (take, status, and the taking that a first answer is); null until welcomed. */
  state: Accessor<ConversationState | null>;
  /** What the log holds, contiguous and by seq, edits and deletions (the own pending ones too) made where they stand. */
  entries: Accessor<readonly Entry[]>;
  /** Whether there are older entries than the first one here. */
  more: Accessor<boolean>;
  loadingOlder: Accessor<boolean>;
  pending: Accessor<readonly PendingLine[]>;
  /** Own edits and deletions that are not in the log yet, by the seq of their target; failed ones carry the words. */
  changes: Accessor<ReadonlyMap<number, Queued<Extract<LoggedCommand, { kind: "edit" | "delete" }>>>>;
  /** Whether a take, transfer or status of this agent is under way: for buttons that wait. */
  busy: Accessor<{ take: boolean; transfer: boolean; status: boolean }>;
  receipts: Accessor<Receipts>;
  /** Who has the conversation open, this agent included. */
  viewers: Accessor<readonly Viewer[]>;
  /** Null: is not typing. `text` null: typing, but the workspace does not show what. Ends by itself after limits.typingMs. */
  customerTyping: Accessor<{ text: string | null } | null>;
  panel: Accessor<CustomerPanel | null>;
  /** The last take, transfer, status or deletion that was refused; `detail` names who was faster. */
  lastRefusal: Accessor<LastRefusal | null>;
  dismissRefusal(): void;
  /** Now, by the server's clock: for waiting times and the edit window. Not reactive. */
  serverNow(): number;

  /** One page; does nothing while one is loading or nothing is older. */
  loadOlder(): void;
  /** Pages until the entry with this seq is here (a hit of the search). */
  loadBackTo(seq: number): void;
  send(text: string): void;
  note(text: string, mentions: string[]): void;
  edit(seq: number, text: string): void;
  remove(seq: number): void;
  take(): void;
  transfer(to: { kind: "agent" | "team"; id: string }, comment: string | null): void;
  /** `until` only for snoozed; null: until the customer's next message. */
  setStatus(to: Status, until?: number | null): void;
  /** Call at each key stroke, with `on: false` when the text was emptied or left. Throttled here. */
  typing(on: boolean, where: "reply" | "note"): void;
  /** The agent has seen everything up to the newest entry: call when the page is visible and focused, and again at new entries. */
  read(): void;
  /** Sends a failed command again, under a new id. */
  retry(id: string): void;
  /** Takes a failed command away and gives it back, so that its words can go into the composer. */
  discard(id: string): LoggedCommand | null;
  /** Connects again after `closed`. */
  reconnect(): void;
  /** Called by Solid when the owner goes; commands still unsent are sent all the same (unsent-sender.ts). */
  dispose(): void;
};

/** Opens the conversation's socket at once. */
export function createConversationStore(options: {
  id: string;
  me: AgentName;
  environment?: Environment;
}): ConversationStore {
  void options;
  throw new Error("not written yet");
}

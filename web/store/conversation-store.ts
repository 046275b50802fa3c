import { type Accessor, batch, createMemo, createSignal, getOwner, onCleanup, untrack } from "solid-js";
import { agentSide } from "../connection/agent-side.ts";
import type { ConnectionState } from "../connection/connection-state.ts";
import { type ConversationUpdate, makeConversationConnection } from "../connection/conversation-connection.ts";
import { emptyLog, type EntryLog } from "../connection/entry-log.ts";
import { browserEnvironment, type Environment } from "../connection/environment.ts";
import type { SendSignal } from "../connection/signals.ts";
import type { LastRefusal, Queued } from "../connection/queued.ts";
import type { AgentName } from "#protocol/agent";
import type { LoggedCommand } from "#protocol/client-message";
import type { Enclosed } from "#protocol/message-command";
import type { ConversationState } from "#protocol/conversation";
import type { Receipts } from "#protocol/receipts";
import type { CustomerPanel } from "#protocol/customer";
import type { Entry, Status } from "#protocol/entry";
import { limits } from "#protocol/limits";
import type { AgentServerMessage, Viewer } from "#protocol/server-message";
import { apply } from "#domain/conversation/state";
import { createExpiring } from "./expiring.ts";
import {
  foldPending,
  type PendingChange,
  pendingChanges,
  type PendingLine,
  pendingLines,
  underWay,
  withPendingChanges,
} from "./own-commands.ts";

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
  changes: Accessor<ReadonlyMap<number, PendingChange>>;
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
  dismissRefusal: () => void;
  /** Now, by the server's clock: for waiting times and the edit window. Not reactive. */
  serverNow: () => number;

  /** One page; does nothing while one is loading or nothing is older. */
  loadOlder: () => void;
  /** Pages until the entry with this seq is here (a hit of the search). */
  loadBackTo: (seq: number) => void;
  /** `enclosed`: what goes along with the words. */
  send: (text: string, enclosed?: Enclosed) => void;
  note: (text: string, mentions: string[], enclosed?: Pick<Enclosed, "attachments">) => void;
  edit: (seq: number, text: string) => void;
  remove: (seq: number) => void;
  take: () => void;
  /** Sends a flow to the customer. */
  startFlow: (flow: string) => void;
  /** The flow that talks to the customer ends, and a person goes on. */
  stopFlow: () => void;
  transfer: (to: { kind: "agent" | "team"; id: string }, comment: string | null) => void;
  /** `until` only for snoozed; null: until the customer's next message. */
  setStatus: (to: Status, until?: number | null) => void;
  /** Asks the customer to show their page; refused while it is asked for or shown already. */
  askCobrowse: () => void;
  /** Ends co-browsing, or takes the question back. */
  endCobrowse: () => void;
  /** Call at each key stroke, with `on: false` when the text was emptied or left. Throttled here. */
  typing: (on: boolean, where: "reply" | "note") => void;
  /** The agent has seen everything up to the newest entry: call when the page is visible and focused, and again at new entries. */
  read: () => void;
  /** Sends a failed command again, under a new id. */
  retry: (id: string) => void;
  /** Takes a failed command away and gives it back, so that its words can go into the composer. */
  discard: (id: string) => LoggedCommand | null;
  /** Connects again after `closed`. */
  reconnect: () => void;
  /** Sends what is about now and never kept: what calls say. False: there is no socket to say it over. */
  say: SendSignal;
  /** Hears every message of the server, after it was taken in. Returns how to stop. */
  onMessage: (listener: (message: AgentServerMessage) => void) => () => void;
  /** Called by Solid when the owner goes; commands still unsent are sent all the same (unsent-sender.ts). */
  dispose: () => void;
};

const nowhere: Receipts = { customer: { delivered: 0, read: 0 }, team: { delivered: 0, read: 0 } };

/** Opens the conversation's socket at once. */
export function createConversationStore(options: {
  id: string;
  me: AgentName;
  environment?: Environment;
}): ConversationStore {
  const { id, me, environment = browserEnvironment() } = options;
  const { clock, newId } = environment;
  const [connectionState, setConnectionState] = createSignal<ConnectionState>({ kind: "connecting" });
  const [confirmed, setConfirmed] = createSignal<ConversationState | null>(null);
  const [log, setLog] = createSignal<EntryLog<Entry>>(emptyLog());
  const [queue, setQueue] = createSignal<readonly Queued[]>([]);
  const [loadingOlder, setLoadingOlder] = createSignal(false);
  const [receipts, setReceipts] = createSignal<Receipts>(nowhere);
  const [viewers, setViewers] = createSignal<readonly Viewer[]>([]);
  const [panel, setPanel] = createSignal<CustomerPanel | null>(null);
  const [lastRefusal, setLastRefusal] = createSignal<LastRefusal | null>(null);
  const customerTyping = createExpiring<{ text: string | null }>(clock, limits.typingMs);
  const listeners = new Set<(message: AgentServerMessage) => void>();
  const serverNow = () => clock.now() + connection.clockOffset();

  const connection = makeConversationConnection({
    conversation: id,
    owner: me.id,
    side: agentSide,
    environment,
    onUpdate: (update) => batch(() => updated(update)),
  });

  function updated({ message, added, refusal }: ConversationUpdate<AgentServerMessage, Entry>) {
    setConnectionState(connection.state());
    setLog(connection.log());
    setQueue(connection.queue());
    setLoadingOlder(connection.loadingOlder());
    if (refusal !== null) setLastRefusal(refusal);
    if (message?.kind === "welcome") setConfirmed(message.state);
    for (const entry of added) fold(entry);
    if (message !== null) heard(message);
  }

  function fold(entry: Entry) {
    setConfirmed((state) => apply(state, entry));
    if (entry.author.kind === "customer") customerTyping.set(null);
  }

  function heard(message: AgentServerMessage) {
    for (const listener of listeners) listener(message);
    switch (message.kind) {
      case "welcome":
        setReceipts(message.receipts);
        setViewers(message.viewers);
        setPanel(message.panel);
        return;
      case "receipts":
        setReceipts(message.receipts);
        return;
      case "viewers":
        setViewers(message.viewers);
        return;
      case "panel":
        setPanel(message.panel);
        return;
      case "customer_typing":
        customerTyping.set(message.on ? { text: message.text } : null);
        return;
      case "entries":
      case "page":
      case "ack":
      case "refused":
      // Told to whoever listens: see `calls`.
      case "call_grant":
      case "call_roster":
      case "call_signal":
      case "call_control":
      case "call_link":
      case "call_guests":
        return;
      default:
        message satisfies never;
    }
  }

  setQueue(connection.queue());
  const under = createMemo(() => underWay(queue()));
  const state = createMemo(() => foldPending(confirmed(), under(), { kind: "agent", ...me }, serverNow()));
  const changes = createMemo(() => pendingChanges(queue()));
  const entries = createMemo(() => withPendingChanges(log().entries, changes(), serverNow()));
  const pending = createMemo(() => pendingLines(queue()));
  const busy = createMemo(() => ({
    take: under().some(({ kind }) => kind === "take"),
    transfer: under().some(({ kind }) => kind === "transfer"),
    status: under().some(({ kind }) => kind === "status"),
  }));

  function dispose() {
    connection.dispose();
    customerTyping.set(null);
  }
  if (getOwner() !== null) onCleanup(dispose);

  return {
    id,
    connection: connectionState,
    state,
    entries,
    more: () => log().more,
    loadingOlder,
    pending,
    changes,
    busy,
    receipts,
    viewers,
    customerTyping: customerTyping.value,
    panel,
    lastRefusal,
    dismissRefusal: () => setLastRefusal(null),
    serverNow,
    loadOlder: () => connection.loadBackTo((connection.log().entries[0]?.seq ?? 1) - 1),
    loadBackTo: (seq) => connection.loadBackTo(seq),
    send: (text, enclosed = {}) => connection.give({ kind: "message", id: newId(), text: text.trim(), ...enclosed }),
    note: (text, mentions, { attachments } = {}) =>
      connection.give({ kind: "note", id: newId(), text: text.trim(), mentions, ...(attachments && { attachments }) }),
    edit: (seq, text) => connection.give({ kind: "edit", id: newId(), target: seq, text: text.trim() }),
    remove: (seq) => connection.give({ kind: "delete", id: newId(), target: seq }),
    startFlow: (flow) => connection.give({ kind: "flow", id: newId(), do: "start", flow }),
    stopFlow: () => connection.give({ kind: "flow", id: newId(), do: "stop" }),
    take: () => connection.give({ kind: "take", id: newId(), expected: untrack(state)?.assignee?.id ?? null }),
    transfer: (to, comment) => connection.give({ kind: "transfer", id: newId(), to, comment: comment?.trim() || null }),
    setStatus: (to, until = null) => connection.give({ kind: "status", id: newId(), to, until }),
    askCobrowse: () => connection.give({ kind: "cobrowse_ask", id: newId() }),
    endCobrowse() {
      const running = untrack(state)?.cobrowse;
      if (running) connection.give({ kind: "cobrowse_end", id: newId(), session: running.session });
    },
    typing: (on, where) => connection.typing(on ? { where } : null),
    read: () => connection.read(),
    retry(failedId) {
      const command = connection.discard(failedId);
      if (command !== null) connection.give({ ...command, id: newId() });
    },
    discard: (failedId) => connection.discard(failedId),
    reconnect: () => connection.reconnect(),
    say: (message) => connection.signal(message),
    onMessage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose,
  };
}

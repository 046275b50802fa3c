import { type Accessor, batch, createMemo, createSignal, getOwner, onCleanup } from "solid-js";
import type { ConnectionState } from "../connection/connection-state.ts";
import {
  type ConversationConnection,
  type ConversationUpdate,
  makeConversationConnection,
} from "../connection/conversation-connection.ts";
import { hasKeptConversation, makeConversationStart } from "../connection/conversation-start.ts";
import { makeCustomerSession } from "../connection/customer-session.ts";
import { type CustomerCommand, customerSide } from "../connection/customer-side.ts";
import { emptyLog, type EntryLog } from "../connection/entry-log.ts";
import { browserEnvironment, type Environment } from "../connection/environment.ts";
import { verdictOn } from "../connection/queue-rules.ts";
import type { SendSignal } from "../connection/signals.ts";
import { createExpiring } from "./expiring.ts";
import type { HttpResult } from "../connection/http.ts";
import type { Queued } from "../connection/queued.ts";
import type { AgentName } from "#protocol/agent";
import { applyForCustomer } from "#domain/conversation/state";
import { closeCode } from "#protocol/close-code";
import type { CustomerState } from "#protocol/conversation";
import type { Receipts } from "#protocol/receipts";
import type { Attributes, Customer, Visit } from "#protocol/customer";
import type { Answers } from "#protocol/message";
import type { CustomerEntry } from "#protocol/entry";
import type { Refusal } from "#protocol/error";
import { limits } from "#protocol/limits";
import type { CustomerServerMessage } from "#protocol/server-message";
import type { IdentifyRequest } from "#protocol/widget";

/** An own message that is not in the log yet; shown after the entries, in this order. */
export type CustomerPendingLine = Queued<CustomerCommand>;

/** The customer's one conversation, from before it exists. Accessors are reactive. */
export type CustomerConversationStore = {
  /** `none`: nothing was ever written. `starting`: the first message is on its way. `live`: the server has it. */
  phase: Accessor<"none" | "starting" | "live">;
  connection: Accessor<ConnectionState>;
  state: Accessor<CustomerState | null>;
  entries: Accessor<readonly CustomerEntry[]>;
  more: Accessor<boolean>;
  loadingOlder: Accessor<boolean>;
  pending: Accessor<readonly CustomerPendingLine[]>;
  receipts: Accessor<Receipts>;
  /** The agent who is typing; ends by itself after limits.typingMs. */
  agentTyping: Accessor<AgentName | null>;
  /** Their place in the waiting line, and whether an agent of the team is available; null while not known or not waiting. */
  line: Accessor<{ place: number; available: boolean } | null>;
  /** Agents' messages that this customer has not read. */
  unread: Accessor<number>;
  /** Null until `open` succeeded. */
  customer: Accessor<Customer | null>;
  /** Why there is no session (a site that is not allowed, no network); null while all is well. Tried again by itself where that can help. */
  trouble: Accessor<Refusal | null>;
  serverNow: () => number;

  /** Gets the session and, where there is a conversation, connects. Safe to call again. Stores nothing on the server. */
  open: () => Promise<void>;
  /** The first message makes the conversation; until it is acknowledged it is tried again, across reloads too. */
  send: (text: string, attachments?: string[]) => void;
  /** To which conversation files are sent (before its first message too), and as whom; null: not now. */
  files: { conversation: () => string; token: () => Promise<string | null> };
  /** Answers a message with one of its buttons. */
  answer: (answers: Answers, text: string) => void;
  retry: (id: string, proof?: string) => void;
  /** Whether the last try of the first message came with a proof of Turnstile's. */
  proved: () => boolean;
  /** Takes a failed message away and gives its text back. */
  discard: (id: string) => string | null;
  loadOlder: () => void;
  /** What stands in the input, at each key stroke; null or "" when it was emptied or left. Throttled here. */
  typing: (text: string | null) => void;
  /** Everything up to the newest entry was seen: call when the panel is open, visible and focused, and again at new entries. */
  read: () => void;
  visit: (page: { url: string; title: string }) => void;
  /** Replaces what was told before, key by key. */
  describe: (attributes: Attributes) => void;
  /** For the conversation that the next first message starts. */
  setTopic: (topic: string | null) => void;
  identify: (identity: IdentifyRequest["identity"]) => Promise<HttpResult<Customer>>;
  /** Forgets this customer on this browser: token, conversation, unsent messages, in every tab. */
  forget: () => void;
  reconnect: () => void;
  /** Sends what is about now and never kept. False: there is no socket to say it over. */
  say: SendSignal;
  /** Hears every message of the server, after it was taken in. Returns how to stop. */
  onMessage: (listener: (message: CustomerServerMessage) => void) => () => void;
  dispose: () => void;
};

/** Whether this browser has a conversation on this site: then it may be opened before the customer opens the panel. */
export function hasConversation(site: string, environment: Environment = browserEnvironment()): boolean {
  return hasKeptConversation(site, environment.kept);
}

const nowhere: Receipts = { customer: { delivered: 0, read: 0 }, team: { delivered: 0, read: 0 } };

/** Pages of the site that go with the first message. */
const visitsMost = 20;

type Connection = ConversationConnection<CustomerEntry, CustomerCommand>;

/** Does nothing until `open`. `site` is the site's key. `language` goes with the first message. */
export function createCustomerConversationStore(options: {
  site: string;
  sneakPeek: boolean;
  language: string | null;
  /** The flow whose first question stands before the customer while there is no conversation. */
  opening?: { flow: string; version: number } | undefined;
  environment?: Environment;
}): CustomerConversationStore {
  const { site, language, opening, environment = browserEnvironment() } = options;
  let { sneakPeek } = options;
  /** With which control that question was answered. */
  let chosen: Omit<Answers, "target"> = {};
  const { clock, newId } = environment;
  const session = makeCustomerSession(site, environment);
  const [phase, setPhase] = createSignal<"none" | "starting" | "live">("none");
  const [connectionState, setConnectionState] = createSignal<ConnectionState>({ kind: "connecting" });
  const [state, setState] = createSignal<CustomerState | null>(null);
  const [log, setLog] = createSignal<EntryLog<CustomerEntry>>(emptyLog());
  const [pending, setPending] = createSignal<readonly CustomerPendingLine[]>([]);
  const [loadingOlder, setLoadingOlder] = createSignal(false);
  const [receipts, setReceipts] = createSignal<Receipts>(nowhere);
  const [seen, setSeen] = createSignal(0);
  const [customer, setCustomer] = createSignal<Customer | null>(null);
  const [trouble, setTrouble] = createSignal<Refusal | null>(null);
  const [line, setLine] = createSignal<{ place: number; available: boolean } | null>(null);
  const agentTyping = createExpiring<AgentName>(clock, limits.typingMs);

  const listeners = new Set<(message: CustomerServerMessage) => void>();
  let connection: { id: string; to: Connection } | null = null;
  let opened = false;
  let openTries = 0;
  let cancelOpening = () => {};
  let renewedAt = -Infinity;
  /** The first message, from the server's answer until its entry is here. */
  let first: CustomerPendingLine | null = null;
  let topic: string | null = null;
  let visits: Visit[] = [];
  let attributes: Attributes = {};
  /** What Turnstile gave the customer for their last try. */
  let challenge: string | undefined;
  /** What is not told over the socket yet. */
  let untold: { visit: boolean; attributes: boolean } = { visit: false, attributes: false };

  const start = makeConversationStart({
    site,
    session,
    environment,
    details: () => ({
      ...{ topic, visits, attributes, language, challenge },
      ...(opening && { opening: { ...opening, ...chosen } }),
    }),
    onChange(sent) {
      if (sent !== null) {
        first = sent;
        challenge = undefined;
        untold = { visit: false, attributes: false };
      }
      if (opened) batch(follow);
    },
  });

  /** Brings everything in line with the conversation there is now. */
  function follow() {
    const record = start.conversation();
    setCustomer(session.current()?.customer ?? null);
    if (connection !== null && connection.id !== record?.id) disconnect();
    if (record?.started === true && connection === null && session.current() !== null) connect(record.id);
    setPhase(record === null ? "none" : record.started ? "live" : "starting");
    refreshPending();
  }

  function refreshPending() {
    const queued = connection?.to.queue() ?? start.items();
    const line = first;
    if (line === null || queued.some(({ command }) => command.id === line.command.id)) setPending(queued);
    else setPending([line, ...queued]);
  }

  function connect(id: string) {
    const to = makeConversationConnection({
      conversation: id,
      owner: site,
      side: customerSide,
      environment,
      token: () => session.current()?.token ?? null,
      onUpdate: (update) => batch(() => updated(update)),
    });
    connection = { id, to };
    setConnectionState(to.state());
  }

  function disconnect() {
    connection?.to.dispose();
    connection = null;
    first = null;
    setState(null);
    setLog(emptyLog<CustomerEntry>());
    setReceipts(nowhere);
    setSeen(0);
    setLine(null);
    agentTyping.set(null);
  }

  function updated({ message, added }: ConversationUpdate<CustomerServerMessage, CustomerEntry>) {
    if (connection === null) return;
    const { to } = connection;
    setConnectionState(to.state());
    setLog(to.log());
    setLoadingOlder(to.loadingOlder());
    if (message?.kind === "welcome") {
      first = null;
      setLine(null);
      setState(message.state);
      setReceipts(message.receipts);
      tellUntold();
    }
    for (const entry of added) fold(entry);
    if (message?.kind === "receipts") setReceipts(message.receipts);
    if (message?.kind === "typing") agentTyping.set(message.agent);
    if (message?.kind === "sneak_peek") sneakPeek = message.on;
    if (message?.kind === "line")
      setLine(message.place === null ? null : { place: message.place, available: message.available });
    if (message !== null) for (const listener of listeners) listener(message);
    refreshPending();
    const now = to.state();
    if (now.kind === "closed") void closed(now.code);
  }

  function fold(entry: CustomerEntry) {
    setState((known) => known && applyForCustomer(known, entry));
    if (entry.author.kind === "agent" && entry.body.kind === "message") agentTyping.set(null);
  }

  /** A token that ran out is replaced, once a minute at the most; a conversation that is not ours is left. */
  async function closed(code: number) {
    const mine = connection;
    const isOfToken = code === closeCode.notSignedIn || code === closeCode.sessionOver;
    const isOfConversation = code === closeCode.forbidden || code === closeCode.notFound;
    if ((!isOfToken && !isOfConversation) || clock.now() - renewedAt < 60_000) return;
    renewedAt = clock.now();
    const answer = await session.ask();
    if (connection !== mine || mine === null) return;
    if (!answer.ok) {
      setTrouble(answer.error);
      const verdict = verdictOn(answer.error, (openTries += 1));
      renewedAt = -Infinity;
      if (verdict.kind === "retry") cancelOpening = clock.after(verdict.afterMs, () => void closed(code));
      return;
    }
    openTries = 0;
    setTrouble(null);
    if (isOfToken) return mine.to.reconnect();
    const { conversation } = answer.value;
    if (conversation === mine.id) return mine.to.reconnect();
    start.abandon();
    if (conversation !== null && start.conversation() === null) start.adopt(conversation);
    batch(follow);
  }

  function tellUntold() {
    const newest = visits[0];
    if (untold.visit && newest !== undefined && connection !== null) {
      const { url, title } = newest;
      untold.visit = !connection.to.signal({ kind: "visit", url, title });
    }
    if (untold.attributes) untold.attributes = !connection?.to.signal({ kind: "describe", attributes });
  }

  async function open() {
    opened = true;
    cancelOpening();
    batch(follow);
    if (session.isFresh() && connection !== null) return;
    const answer = session.isFresh() ? null : await session.ask();
    if (answer !== null && !answer.ok) {
      setTrouble(answer.error);
      const verdict = verdictOn(answer.error, openTries);
      openTries += 1;
      if (verdict.kind === "retry" && opened) cancelOpening = clock.after(verdict.afterMs, () => void open());
      return;
    }
    openTries = 0;
    setTrouble(null);
    const known = session.current()?.conversation ?? null;
    if (known !== null && start.conversation() === null) start.adopt(known);
    if (opened) batch(follow);
  }

  const unread = createMemo(() => {
    const read = Math.max(receipts().customer.read, seen());
    return log().entries.filter(
      ({ seq, author, body }) =>
        seq > read && author.kind === "agent" && body.kind === "message" && body.deletedAt === null,
    ).length;
  });

  function dispose() {
    opened = false;
    cancelOpening();
    start.dispose();
    disconnect();
  }
  if (getOwner() !== null) onCleanup(dispose);

  return {
    phase,
    connection: connectionState,
    state,
    entries: () => log().entries,
    more: () => log().more,
    loadingOlder,
    pending,
    receipts,
    agentTyping: agentTyping.value,
    line,
    unread,
    customer,
    trouble,
    serverNow: () => clock.now() + (connection?.to.clockOffset() ?? 0),
    open,
    files: {
      conversation: () => start.reserve(),
      async token() {
        if (!session.isFresh()) await session.ask();
        return session.current()?.token ?? null;
      },
    },
    send(text, attachments) {
      const said = { text: text.trim(), ...(attachments && { attachments }) };
      if (connection === null) start.send(said);
      else connection.to.give({ kind: "message", id: newId(), ...said });
    },
    answer(answers, text) {
      if (connection !== null) return connection.to.give({ kind: "message", id: newId(), text, answers });
      const { target: _, ...how } = answers;
      chosen = how;
      start.send({ text });
    },
    retry(id, proof) {
      challenge = proof;
      if (connection === null) return start.retry();
      const command = connection.to.discard(id);
      if (command !== null) connection.to.give({ ...command, id: newId() });
    },
    proved: () => challenge !== undefined,
    discard: (id) => (connection === null ? start : connection.to).discard(id)?.text ?? null,
    loadOlder: () => connection?.to.loadBackTo((log().entries[0]?.seq ?? 1) - 1),
    typing: (text) => connection?.to.typing(text ? { where: "reply", ...(sneakPeek ? { text } : {}) } : null),
    read() {
      connection?.to.read();
      setSeen(connection?.to.readUpTo() ?? 0);
    },
    visit({ url, title }) {
      visits = [{ url, title, at: clock.now() }, ...visits].slice(0, visitsMost);
      untold.visit = true;
      tellUntold();
    },
    describe(told) {
      attributes = { ...attributes, ...told };
      untold.attributes = true;
      tellUntold();
    },
    setTopic: (next) => void (topic = next),
    async identify(identity) {
      if (!session.isFresh()) {
        const asked = await session.ask();
        if (!asked.ok) return asked;
      }
      // A first message that is on its way goes under the name that it left with, and its conversation comes along.
      await start.settled();
      const record = start.conversation();
      const answer = await session.identify(identity, record?.started === true ? record.id : null);
      if (!answer.ok) return answer;
      const known = session.current()?.conversation ?? null;
      if (known !== null && start.conversation() === null) start.adopt(known);
      connection?.to.reconnect();
      if (opened) batch(follow);
      return answer;
    },
    forget() {
      for (const { command } of connection?.to.queue() ?? []) connection?.to.discard(command.id);
      session.forget();
      start.forget();
      visits = [];
      attributes = {};
      topic = null;
      batch(follow);
    },
    reconnect: () => connection?.to.reconnect(),
    say: (message) => connection?.to.signal(message) ?? false,
    onMessage(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    dispose,
  };
}

import type { ClientMessage, LoggedCommand } from "#protocol/client-message";
import { encode } from "#protocol/codec";
import type { Result } from "#protocol/error";
import type { SeenEntry } from "#protocol/entry";
import { paths, SUBPROTOCOL } from "#protocol/paths";
import { PROTOCOL_VERSION } from "#protocol/version";
import { answerMs, longerThan } from "./answer-patience.ts";
import type { ConnectionState } from "./connection-state.ts";
import type { ConversationSide, LogMessage } from "./conversation-side.ts";
import { appendEntries, emptyLog, type EntryLog, prependPage, resetLog } from "./entry-log.ts";
import type { Environment } from "./environment.ts";
import { backOffMs, fullPace, takePace } from "./queue-rules.ts";
import type { LastRefusal, Queued } from "./queued.ts";
import { makeSendQueue } from "./send-queue.ts";
import { makeReceiptSender, makeTypingSender, type SendSignal, type TypingSender } from "./signals.ts";

/** What happened, told after the log and the queue are up to date. */
export type ConversationUpdate<Message, E> = {
  /** The frame that arrived; null where something else changed (a command was given, the connection was lost). */
  message: Message | null;
  /** Entries that the log did not hold before, in order; none with a welcome, whose state has them folded in already. */
  added: readonly E[];
  refusal: LastRefusal | null;
};

export interface ConversationConnection<E extends SeenEntry, Command extends LoggedCommand> extends Pick<
  TypingSender,
  "typing"
> {
  state(): ConnectionState;
  log(): EntryLog<E>;
  queue(): readonly Queued<Command>[];
  loadingOlder(): boolean;
  /** Add it to this machine's clock to get the server's. */
  clockOffset(): number;
  /** Keeps the command, then sends it as soon as it can be. */
  give(command: Command): void;
  /** Takes a command away that is not to be sent (any more). */
  discard(id: string): Command | null;
  /** Pages until an entry with this seq is held; `1` reads to the beginning. */
  loadBackTo(seq: number): void;
  /** Everything that is held was seen by a person. */
  read(): void;
  readUpTo(): number;
  signal: SendSignal;
  /** A fresh socket, now. */
  reconnect(): void;
  /** Leaves. What is unsent is still sent, by this page while it lives, by a later one otherwise. */
  dispose(): void;
}

export type ConversationConnectionOptions<
  Message extends { kind: string },
  E extends SeenEntry,
  Command extends LoggedCommand,
> = {
  conversation: string;
  owner: string;
  side: ConversationSide<Message, E, Command>;
  environment: Environment;
  /** A customer's, asked before each attempt. */
  token?: () => string | null;
  onUpdate(update: ConversationUpdate<Message, E>): void;
};

/**
 * One side's connection to a conversation. On each new socket it says the last seq it holds and gets what it missed; only
 * then the unanswered commands go out again, in order. A hole in what arrives is never papered over: a fresh socket, hello again.
 */
export function makeConversationConnection<
  Message extends { kind: string },
  E extends SeenEntry,
  Command extends LoggedCommand,
>(options: ConversationConnectionOptions<Message, E, Command>): ConversationConnection<E, Command> {
  const { side, conversation } = options;
  const { clock, kept, openSocket, newId } = options.environment;
  let state: ConnectionState = { kind: "connecting" };
  let ready = false;
  let log: EntryLog<E> = emptyLog();
  let offset = 0;
  let holes = 0;
  let asked = 0;
  /** The newest entry that came before the welcome, which a network never does, but whatever stands in between may. */
  let early = 0;
  let older: { until: number; id: string | null } | null = null;
  let pace = fullPace(clock.now());
  let left = false;
  let cancelPump = () => {};
  let answerExpected = false;
  let patienceMs = answerMs;
  let cancelAnswer = () => {};
  let cancelRenewal = () => {};
  /** Counts the sockets: what an earlier one brought is not taken any more. */
  let sockets = 0;
  /** The last frame that waits for the code to read it, or for the frame before it. */
  let reading: Promise<void> | null = null;

  const queue = makeSendQueue({
    owner: options.owner,
    conversation,
    schema: side.commandSchema,
    kept,
    clock,
    onElsewhere() {
      pump();
      update();
    },
  });

  const socket = openSocket(
    {
      path: paths.conversationSocket(conversation),
      protocols() {
        const token = options.token?.();
        return token ? [SUBPROTOCOL, token] : [SUBPROTOCOL];
      },
    },
    {
      onOpen() {
        sockets += 1;
        reading = null;
        early = 0;
        // Asking again and again for what does not come would be no better: then a fresh page.
        asked = holes > 2 ? 0 : log.last;
        socket.send(encode<ClientMessage>({ kind: "hello", version: PROTOCOL_VERSION, after: asked }));
        expectAnswer();
      },
      onFrame(raw) {
        const parsed = side.parse(raw);
        if (reading !== null || "then" in parsed) readInTurn(parsed);
        else if (parsed.ok) received(parsed.value);
      },
      onState(next) {
        if (next.kind === "open") return;
        ready = false;
        queue.lost();
        if (older !== null) older.id = null;
        cancelAnswer();
        cancelPump();
        const comesBack = next.kind === "connecting" && state.kind !== "connecting" && state.kind !== "closed";
        state = comesBack ? { kind: "waiting" } : next;
        if (left && state.kind === "closed") close();
        else update();
      },
    },
  );

  const signal: SendSignal = (message) => ready && socket.send(encode<ClientMessage>(message));
  const typing = makeTypingSender(signal, clock);
  const receipts = makeReceiptSender(signal, clock);

  function update(message: Message | null = null, added: readonly E[] = [], refusal: LastRefusal | null = null) {
    if (left && !queue.unsettled()) close();
    else if (!left) options.onUpdate({ message, added, refusal });
  }

  function readInTurn(parsed: Result<Message> | Promise<Result<Message>>) {
    const socketOfFrame = sockets;
    const turn: Promise<void> = Promise.all([parsed, reading])
      .then(
        ([read]) => {
          if (socketOfFrame === sockets && read.ok) received(read.value);
        },
        // The code did not come: asked for again with the frames of a fresh socket.
        () => {
          if (socketOfFrame !== sockets) return;
          sockets += 1;
          missed(false);
        },
      )
      .then(() => {
        if (reading === turn) reading = null;
      });
    reading = turn;
  }

  function received(message: Message) {
    const part = side.logPart(message);
    if (part === null) return update(message);
    if (!ready && part.kind !== "welcome") {
      if (part.kind === "entries") early = Math.max(early, part.entries.at(-1)?.seq ?? 0);
      return;
    }
    const { added, refusal } = take(part);
    cancelAnswer();
    pump();
    expectAnswer();
    update(message, added, refusal);
  }

  function take(part: LogMessage<E>): { added: readonly E[]; refusal: LastRefusal | null } {
    let added: readonly E[] = [];
    let refusal: LastRefusal | null = null;
    switch (part.kind) {
      case "welcome":
        welcomed(part);
        break;
      case "entries":
        added = append(part.entries);
        break;
      case "page":
        paged(part);
        break;
      case "ack":
        queue.acked(part.id, part.seq);
        queue.arrived([], log.last);
        break;
      case "refused":
        refusal = refused(part);
        break;
      default:
        part satisfies never;
    }
    if (ready) deliver();
    return { added, refusal };
  }

  function welcomed(welcome: Extract<LogMessage<E>, { kind: "welcome" }>) {
    ready = true;
    patienceMs = answerMs;
    offset = welcome.now - clock.now();
    if (welcome.mode === "reset" || asked === 0) {
      log = resetLog(welcome.entries, welcome.more);
      older = null;
      holes = 0;
    } else append(welcome.entries);
    if (ready && early > log.last) missed(false);
    if (!ready) return;
    state = { kind: "ready" };
    queue.arrived(welcome.entries, log.last);
    receipts.repeat();
    askOlder();
  }

  function append(entries: readonly E[]): readonly E[] {
    const merged = appendEntries(log, entries);
    log = merged.log;
    queue.arrived(entries, log.last);
    if (merged.gap) missed(merged.added.length > 0);
    else if (merged.added.length > 0) holes = 0;
    return merged.added;
  }

  /** Something was lost on the way. Nothing more is taken from this socket. */
  function missed(progress: boolean) {
    ready = false;
    holes = progress ? 1 : holes + 1;
    cancelRenewal();
    cancelRenewal = clock.after(holes === 1 ? 0 : backOffMs(holes), () => socket.renew());
  }

  function refused({
    id,
    code,
    retryAfterMs,
    detail,
  }: Extract<LogMessage<E>, { kind: "refused" }>): LastRefusal | null {
    const error = detail === undefined ? { code, retryAfterMs } : { code, retryAfterMs, detail };
    if (id === null) {
      // One of ours failed before its id was read. Which one is not said: all that is unanswered goes again.
      if (retryAfterMs !== null) {
        queue.lost();
        queue.hold(retryAfterMs);
      }
      return null;
    }
    if (older !== null && older.id === id) {
      older = retryAfterMs === null ? null : { ...older, id: null };
      if (retryAfterMs !== null) clock.after(retryAfterMs, askOlder);
      return null;
    }
    return queue.refused(id, error);
  }

  function paged(page: Extract<LogMessage<E>, { kind: "page" }>) {
    const before = log;
    log = prependPage(log, page.entries, page.more);
    if (older?.id !== page.id) return;
    const first = log.entries[0]?.seq ?? 0;
    older = log === before || !log.more || first <= older.until ? null : { ...older, id: null };
    askOlder();
  }

  function askOlder() {
    const first = log.entries[0]?.seq;
    if (older === null || older.id !== null || !ready || first === undefined) return;
    older.id = newId();
    if (!socket.send(encode<ClientMessage>({ kind: "history", id: older.id, before: first }))) older.id = null;
  }

  function deliver() {
    const newest = log.entries.findLast((entry) => side.isFromOther(entry));
    if (newest !== undefined && !left) receipts.delivered(newest.seq);
  }

  /** Sends what may be sent now, and comes back when more may. */
  function pump() {
    cancelPump();
    if (!ready) return;
    for (const command of queue.next()) {
      const taken = takePace(pace, clock.now());
      if (!taken.ok) {
        cancelPump = clock.after(taken.waitMs, pump);
        return;
      }
      if (!socket.send(encode<ClientMessage>(command))) return;
      pace = taken.pace;
      queue.sending(command.id);
      expectAnswer();
    }
    const due = queue.dueAt();
    if (due !== null) cancelPump = clock.after(due - clock.now(), pump);
  }

  /** A socket that answers nothing for too long while something is asked is replaced. */
  function expectAnswer() {
    if (answerExpected) return;
    const asking = !ready || older !== null || queue.items().some((item) => item.state.kind === "sending");
    if (!asking) return;
    const cancel = clock.after(patienceMs, () => {
      answerExpected = false;
      patienceMs = longerThan(patienceMs);
      socket.renew();
    });
    answerExpected = true;
    cancelAnswer = () => {
      answerExpected = false;
      cancel();
    };
  }

  function close() {
    for (const cancel of [cancelPump, cancelAnswer, cancelRenewal]) cancel();
    queue.dispose();
    socket.close();
  }

  return {
    state: () => state,
    log: () => log,
    queue: () => queue.items(),
    loadingOlder: () => older !== null,
    clockOffset: () => offset,
    typing: (now) => typing.typing(now),
    signal,
    give(command) {
      if (command.kind === "message" || command.kind === "note") typing.typing(null);
      queue.add(command);
      pump();
      update();
    },
    discard(id) {
      const command = queue.discard(id);
      pump();
      update();
      return command;
    },
    loadBackTo(seq) {
      if (!log.more || seq >= (log.entries[0]?.seq ?? 0)) return;
      older = { until: Math.min(seq, older?.until ?? seq), id: older?.id ?? null };
      askOlder();
      expectAnswer();
      update();
    },
    read() {
      const newest = log.entries.findLast((entry) => side.isFromOther(entry));
      if (newest !== undefined) receipts.read(newest.seq);
    },
    readUpTo: () => receipts.readUpTo(),
    reconnect: () => socket.renew(),
    dispose() {
      typing.dispose();
      receipts.dispose();
      left = true;
      if (!queue.unsettled() || state.kind === "closed") close();
    },
  };
}

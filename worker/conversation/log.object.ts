import type { Jobs } from "../platform/alarms.ts";
import type { Cursor, Receipts } from "../protocol/receipts.ts";
import { limits } from "../protocol/limits.ts";
import { type Actor, type Command, decide, type Decision, type Effect } from "./conversation.domain.ts";
import {
  type Answer,
  type ConversationStore,
  fingerprintOf,
  type KeptCommand,
  type Record,
} from "./conversation.store.ts";
import { advance, afterAnswers, receiptsWith } from "./seat.domain.ts";
import type { ConversationSockets } from "./sockets.object.ts";

/**
 * When the alarm looks whether the index has what changed: for an object that was cut off between its commit and its
 * report, and whom nobody came back to (a participant who does makes it look at once). An alarm costs more than a
 * message, so there is one in some minutes, and not at the same time for all conversations that a deploy has cut off. The
 * invariant's test waits for it (worker/testing/office.ts).
 */
export const outboxCheck = { leastMs: 120_000, mostMs: 240_000 };

const outboxCheckMs = () => outboxCheck.leastMs + Math.random() * (outboxCheck.mostMs - outboxCheck.leastMs);

const nowhere: Cursor = { delivered: 0, read: 0 };

/**
 * The one writer of a conversation: decide, commit, then tell the sockets. Synchronous from the decision to the commit,
 * so two commands can never decide on the same state.
 */
export class ConversationLog {
  readonly #store: ConversationStore;
  readonly #sockets: ConversationSockets;
  readonly #jobs: () => Jobs;

  constructor(store: ConversationStore, sockets: ConversationSockets, jobs: () => Jobs) {
    this.#store = store;
    this.#sockets = sockets;
    this.#jobs = jobs;
  }

  /** Null before the first message. */
  get record(): Record | null {
    return this.#store.readRecord();
  }

  /** Whether this id was answered before: then `execute` says the same again and decides nothing. */
  knows(id: string): boolean {
    return this.#store.hasAnswered(id);
  }

  /**
   * `asked` is what the client sent: the same id with something else in it is refused, with the same in it answered as
   * before and without effects.
   */
  execute(
    command: Command,
    actor: Actor,
    asked: object,
    now: number = Date.now(),
  ): { answer: Answer; effects: Effect[]; changed: boolean } {
    // A conversation has one customer, whose id changes when the site names them.
    const author = actor.kind === "agent" ? `agent:${actor.id}` : actor.kind;
    const fingerprint = fingerprintOf({ kind: command.kind, ...asked });
    // Decided before anybody looks whether it was answered already, which is rare: the commit itself finds out.
    const { record } = this;
    const decision = decide(record?.state ?? null, command, actor, now);
    if (!decision.ok) {
      const { code, detail } = decision.error;
      const answer: Answer = detail === undefined ? { code } : { code, detail };
      const isNew = record === null || this.#store.keepAnswer({ id: command.id, author, fingerprint, answer });
      return unchanged(isNew ? answer : this.#asBefore(command.id, author, fingerprint));
    }
    const own = decision.entries.find(({ id }) => id === command.id);
    const answer = {
      seq: own?.seq ?? decision.state.seq,
      publicSeq: own?.publicSeq ?? decision.state.publicSeq,
    };
    if (!this.#commit(decision, { id: command.id, author, fingerprint, answer }))
      return unchanged(this.#asBefore(command.id, author, fingerprint));
    return { answer, effects: decision.effects, changed: decision.entries.length > 0 };
  }

  /** What was kept, and what the open sockets know beyond it. */
  receipts(): Receipts {
    return receiptsWith(this.record?.receipts ?? { customer: nowhere, team: nowhere }, this.#sockets.all());
  }

  /**
   * A side got further. Kept at once only where it empties the unread count, which every list shows; the rest stays with
   * the socket until the next commit or until the socket goes. Answers whether the index must hear of it.
   */
  noteReceipts(before: Receipts, after: Receipts): boolean {
    const { record } = this;
    const unread = (receipts: Receipts) => this.#store.unreadAfter(receipts.team.read);
    const counts = before.team.read !== after.team.read && unread(before) !== unread(after);
    if (record !== null && counts) {
      this.#store.saveRecord({ ...record, receipts: after, version: record.version + 1 });
      this.#jobs().ensure("outbox", Date.now() + outboxCheckMs());
    }
    this.#sockets.receipts(before, after, (seq) => this.#store.publicSeqOf(seq));
    return counts;
  }

  /** A socket is gone, and with it what only its attachment knew. */
  keepCursor(side: "customer" | "team", cursor: Cursor): void {
    const { record } = this;
    if (record === null) return;
    const receipts = advance(record.receipts, side, cursor);
    if (receipts !== record.receipts) this.#store.saveRecord({ ...record, receipts });
  }

  /**
   * The index gave the conversation its number, and its team said how much time a first reply has. Answers whether that
   * is another time than before.
   */
  reported(number: number, firstReplyMs: number): boolean {
    const { record } = this;
    if (record === null) return false;
    const changed = record.firstReplyMs !== firstReplyMs;
    if (changed || record.number !== number) this.#store.saveRecord({ ...record, number, firstReplyMs });
    return changed;
  }

  get firstReplyMs(): number {
    return this.record?.firstReplyMs ?? limits.firstReplyMs;
  }

  /** Neither side wrote for so long that the conversation does not count towards its owner's limit. */
  get isIdle(): boolean {
    return this.record?.idle ?? false;
  }

  setIdle(idle: boolean): void {
    const { record } = this;
    if (record !== null) this.#store.saveRecord({ ...record, idle });
  }

  #asBefore(id: string, author: string, fingerprint: string): Answer {
    const known = this.#store.answerTo(id, author, fingerprint);
    return known?.same ? known.answer : { code: "id_reused" };
  }

  /** Commit first, then tell the sockets. False where the command was answered before: nothing is changed, nobody told. */
  #commit({ state, entries, rewrites }: Extract<Decision, { ok: true }>, command: KeptCommand): boolean {
    const before = this.receipts();
    const receipts = afterAnswers(before, entries);
    const { record: known } = this;
    const version = (known?.version ?? 0) + (entries.length > 0 ? 1 : 0);
    const record: Record = {
      ...{ number: null, firstReplyMs: limits.firstReplyMs, idle: false, ...known },
      ...{ state, version, receipts },
    };
    if (!this.#store.commit(entries, rewrites, record, command)) return false;
    if (entries.length > 0) this.#jobs().ensure("outbox", Date.now() + outboxCheckMs());
    this.#sockets.entries(entries);
    this.#sockets.receipts(before, receipts, (seq) => this.#store.publicSeqOf(seq));
    return true;
  }
}

function unchanged(answer: Answer): { answer: Answer; effects: Effect[]; changed: boolean } {
  return { answer, effects: [], changed: false };
}

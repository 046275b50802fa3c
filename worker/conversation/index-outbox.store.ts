import type { Report, Reported } from "../inbox/report.domain.ts";
import { inboxObject } from "../platform/objects.ts";
import { Outbox } from "../platform/outbox.ts";
import type { InboxRow } from "../protocol/inbox.ts";
import type { Record } from "./conversation.store.ts";
import { type ConversationStore } from "./conversation.store.ts";
import { inboxRowOf } from "./row.domain.ts";

/** Texts of one report. A conversation that the search does not know yet takes several. */
const textsAtOnce = 200;

/**
 * Brings a conversation into the index: what changed goes to its team's Inbox object, which writes it to D1.
 * What D1 has is kept in the conversation's own storage, so nothing is forgotten when D1 fails or an object is evicted.
 */
export class IndexOutbox {
  readonly #env: Env;
  readonly #store: ConversationStore;
  readonly #outbox: Outbox;
  readonly #reported: (reported: Reported) => void;
  /** Whether `changed` was called in this turn already. */
  #due = false;
  /** The newest text that the inbox was offered since this object woke up. */
  #offered = 0;

  constructor(env: Env, store: ConversationStore, reported: (reported: Reported) => void) {
    this.#env = env;
    this.#store = store;
    this.#reported = reported;
    this.#outbox = new Outbox(() => this.#deliver());
  }

  /** Resolves when D1 has everything, and this object has noted it. For alarms and whoever has to know. */
  drain(): Promise<void> {
    return this.#outbox.drain();
  }

  /** Whether there may be something that D1 has not taken: for an object that just woke up. */
  get isBehind(): boolean {
    const version = this.#store.readRecord()?.version ?? 0;
    return version > this.#store.readOutbox().sent && !this.#outbox.isDelivering;
  }

  /**
   * Something changed. Told after the turn that committed it: the participants' frames leave when that ends, and must not
   * wait for a list. It goes to the inbox without waiting for D1, since an answer to each message would cost as much as the
   * message did; the alarm that every commit leaves behind finds out whether D1 has it. Only what cannot wait that long is
   * asked for: a number, and that what was taken back is out of the search.
   */
  async changed(): Promise<void> {
    if (this.#due) return;
    this.#due = true;
    await scheduler.wait(0);
    this.#due = false;
    const record = this.#store.readRecord();
    if (record === null) return;
    const outbox = this.#store.readOutbox();
    const cannotWait = record.number === null || outbox.rewritten.length > 0;
    if (cannotWait && !this.#outbox.isDelivering) return await this.drain();
    const texts = this.#store.textsToIndex(outbox, textsAtOnce).filter(({ seq }) => seq > this.#offered);
    const firstReplySeconds = await inboxObject(this.#env, record.state.team.id).offer(this.#report(record, texts));
    this.#offered = Math.max(this.#offered, ...texts.map(({ seq }) => seq));
    if (record.number !== null) this.#reported({ number: record.number, firstReplySeconds });
  }

  /** The team whose inbox had this conversation must hear that it went; its agents' lists drop the row. */
  async leave(teamId: string): Promise<void> {
    const record = this.#store.readRecord();
    if (record !== null && record.state.team.id !== teamId) await this.#told(teamId, this.#report(record, []), true);
  }

  async #deliver(): Promise<"clean" | "dirty"> {
    const record = this.#store.readRecord();
    if (record === null) return "clean";
    const team = record.state.team.id;
    const outbox = this.#store.readOutbox();
    const texts = this.#store.textsToIndex(outbox, textsAtOnce);
    if (outbox.sent === record.version && texts.length === 0) return "clean";

    // New, or to be told from the start again, or with something that must be found no more. Else it was offered already.
    const urgent = outbox.sent === 0 || outbox.rewritten.length > 0;
    const answer = await this.#told(team, this.#report(record, texts), urgent);

    const now = this.#store.readOutbox();
    // Everything is to be told again: `reindex` came in between.
    if (now.sent < outbox.sent || now.searched < outbox.searched) return "dirty";
    const told = new Map(texts.map(({ seq, text }) => [seq, text]));
    this.#store.noteIndexed({
      sent: record.version,
      searched: Math.max(now.searched, ...told.keys()),
      // What was rewritten while the report was under way is still to be told.
      rewritten: now.rewritten.filter((seq) => told.get(seq) !== this.#store.textAt(seq)),
    });
    this.#reported(answer);
    return (this.#store.readRecord()?.version ?? 0) > record.version || texts.length === textsAtOnce
      ? "dirty"
      : "clean";
  }

  /** Answers what the inbox did. Throws when D1 does not take the report; the inbox has told its agents even then. */
  async #told(teamId: string, report: Report, urgent: boolean): Promise<Reported> {
    const reported = await inboxObject(this.#env, teamId).report(report, urgent);
    if (reported === null) throw new Error("the index is behind");
    return reported;
  }

  #report(record: Record, texts: Report["texts"]): Report {
    const { state } = record;
    const { attributes, place } = this.#store.readProfile();
    const row = this.#row(record);
    const customer = {
      ...state.customer,
      siteId: state.site.id,
      attributes: JSON.stringify(attributes),
      place,
      seenAt: row.lastAt,
    };
    const report = { row, tried: state.tried, customer, texts, doneAt: this.#store.doneSince() };
    return state.runs.length === 0 ? report : { ...report, runs: state.runs };
  }

  #row({ state, number, version, receipts }: Record): InboxRow {
    return inboxRowOf(state, { number, version, unread: this.#store.unreadAfter(receipts.team.read) });
  }
}

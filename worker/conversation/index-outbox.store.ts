import type { Report, Reported } from "../inbox/report.domain.ts";
import { Gathering } from "../platform/gathering.ts";
import { KeptObject } from "../platform/kept-object.ts";
import { inboxObject } from "../platform/objects.ts";
import { Outbox } from "../platform/outbox.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { InboxRow } from "../protocol/inbox.ts";
import type { Record } from "./conversation.store.ts";
import { type ConversationStore } from "./conversation.store.ts";
import { inboxRowOf } from "./row.domain.ts";

/** Texts of one report. A conversation that the search does not know yet takes several. */
const textsAtOnce = 200;

/** In a quick exchange the words alone are told this often: each telling costs as much as the message, and lists show the last. */
const wordsRestMs = 2_000;

/** What the conversations of one isolate offer goes to their team's inbox this often at the most: nobody misses a quarter of a second in a list. */
const offersMs = 250;

const offers = new Gathering<Report, number>(offersMs);

/** A change of any of these is told at once. */
const facts = [
  "site",
  "team",
  "topic",
  "customer",
  "status",
  "snoozedUntil",
  "assignee",
  "tried",
  "cobrowse",
  "call",
  "flow",
  "collected",
  "tags",
  "priority",
  "runs",
] as const;

/** Since when a customer waits is one only where nobody owns it. */
function isNews(before: ConversationState, state: ConversationState): boolean {
  return (
    facts.some((fact) => state[fact] !== before[fact]) ||
    (state.assignee === null && state.waitingSince !== before.waitingSince)
  );
}

/**
 * Brings a conversation into the index: what changed goes to its team's Inbox object, which writes it to D1.
 * What D1 has is kept in the conversation's own storage, so nothing is forgotten when D1 fails or an object is evicted.
 */
export class IndexOutbox {
  /** Reports carry a version, so one that comes twice changes nothing. */
  readonly #inbox: KeptObject<ReturnType<typeof inboxObject>>;
  readonly #store: ConversationStore;
  readonly #outbox: Outbox;
  readonly #reported: (reported: Reported) => void;
  /** Whether an offer is under way already: what changed since goes with it. */
  #due = false;
  /** Ends the rest before it. */
  #hurry = () => {};
  /** The last offer since this object woke up. */
  #offered: { at: number; unread: number } | null = null;
  /** More than words has changed since then. */
  #isNews = false;
  /** Texts up to here were offered, since this object woke up or before it slept. */
  #offeredSeq: number;

  constructor(env: Env, store: ConversationStore, reported: (reported: Reported) => void) {
    this.#inbox = new KeptObject((teamId) => inboxObject(env, teamId));
    this.#store = store;
    this.#reported = reported;
    this.#offeredSeq = store.readRecord()?.state.seq ?? 0;
    this.#outbox = new Outbox(() => this.#deliver());
  }

  /** Resolves when D1 has everything, and this object has noted it. For alarms and whoever has to know. */
  drain(): Promise<void> {
    return this.#outbox.drain();
  }

  /** Tells again whatever D1 may not have taken: somebody came, and this object may have been cut off before it told it. */
  catchUp(): Promise<void> | null {
    const version = this.#store.readRecord()?.version ?? 0;
    const outbox = this.#store.readOutbox();
    if (version <= outbox.sent || this.#outbox.isDelivering) return null;
    this.#offeredSeq = outbox.searched;
    return this.changed();
  }

  /**
   * Something changed. Told after the turn that committed it: the participants' frames leave when that ends, and must not
   * wait for a list. It goes to the inbox without waiting for D1, since an answer to each message would cost as much as the
   * message did; the alarm that every commit leaves behind finds out whether D1 has it. Only what cannot wait that long is
   * asked for: a number, and that what was taken back is out of the search. Null: it goes with an offer that is due already.
   * `before`: what it was until now, where the log grew.
   */
  changed(before: ConversationState | null = null): Promise<void> | null {
    const state = this.#store.readRecord()?.state;
    if (before !== null && state !== undefined && isNews(before, state)) this.#isNews = true;
    if (!this.#due) return this.#offer();
    if (this.#restMs() <= 0) this.#hurry();
    return null;
  }

  async #offer(): Promise<void> {
    await this.#rest();
    const record = this.#store.readRecord();
    if (record === null) return;
    const outbox = this.#store.readOutbox();
    const cannotWait = record.number === null || outbox.rewritten.length > 0;
    if (cannotWait && !this.#outbox.isDelivering) return await this.drain();
    const texts = this.#store.texts.after(Math.max(this.#offeredSeq, outbox.searched), textsAtOnce);
    const report = this.#report(record, texts);
    this.#offered = { at: Date.now(), unread: report.row.unread };
    this.#isNews = false;
    const team = record.state.team.id;
    const firstReplySeconds = await offers.bring(team, report, (reports) =>
      this.#inbox.ask(team, (inbox) => inbox.offer(...reports)),
    );
    this.#offeredSeq = Math.max(this.#offeredSeq, ...texts.map(({ seq }) => seq));
    if (record.number !== null && firstReplySeconds !== null)
      this.#reported({ number: record.number, firstReplySeconds });
    this.#store.letGo();
  }

  async #rest(): Promise<void> {
    this.#due = true;
    try {
      await scheduler.wait(0);
      const rest = this.#restMs();
      if (rest > 0) await Promise.race([new Promise<void>((hurry) => (this.#hurry = hurry)), scheduler.wait(rest)]);
    } finally {
      this.#due = false;
    }
  }

  /** How long what changed may wait: nothing but words, soon after words. */
  #restMs(): number {
    const record = this.#store.readRecord();
    const told = this.#offered;
    if (record === null || told === null || record.number === null) return 0;
    const cannotRest =
      this.#isNews ||
      (told.unread > 0 && this.#store.unreadAfter(record.receipts.team.read) === 0) ||
      this.#store.readOutbox().rewritten.length > 0;
    return cannotRest ? 0 : Math.min(wordsRestMs, told.at + wordsRestMs - Date.now());
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
    const texts = this.#store.texts.toIndex(outbox, textsAtOnce);
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
      rewritten: now.rewritten.filter((seq) => told.get(seq) !== this.#store.texts.at(seq)),
    });
    this.#reported(answer);
    return (this.#store.readRecord()?.version ?? 0) > record.version || texts.length === textsAtOnce
      ? "dirty"
      : "clean";
  }

  /** Answers what the inbox did. Throws when D1 does not take the report; the inbox has told its agents even then. */
  async #told(teamId: string, report: Report, urgent: boolean): Promise<Reported> {
    const reported = await this.#inbox.ask(teamId, (inbox) => inbox.report(report, urgent));
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

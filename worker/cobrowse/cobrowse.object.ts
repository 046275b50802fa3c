import { BaseObject, type Peer, refuse, tell } from "../platform/base-object.ts";
import type { Secrets } from "../platform/env.ts";
import { conversationObject } from "../platform/objects.ts";
import { closeCode } from "../protocol/close-code.ts";
import { encode, parseAs } from "../protocol/codec.ts";
import type { CobrowseEnd, CobrowseFacts } from "../protocol/cobrowse.ts";
import { cobrowseLimits } from "../protocol/cobrowse-limits.ts";
import {
  type CobrowseAgentMessage,
  cobrowseAgentMessageSchema,
  type CobrowseCustomerMessage,
  cobrowseCustomerMessageSchema,
  type CobrowseToAgent,
  type CobrowseToCustomer,
} from "../protocol/cobrowse-socket.ts";
import { MIN_PROTOCOL_VERSION } from "../protocol/version.ts";
import { CobrowseControl } from "./control.object.ts";
import {
  type CustomerSeat,
  nameOf,
  type Seat,
  shownTab,
  stateForAgents,
  stateForTab,
  turnedTo,
  watching,
  withPage,
  withWatcher,
} from "./cobrowse.domain.ts";
import { cobrowseMigrations, CobrowseStore, seatSchema } from "./cobrowse.store.ts";
import { CobrowseRelay } from "./relay.object.ts";

/** A recorder sends about twenty batches a second, an agent's pointer about as many; the largest batch comes in many frames at once. */
const rate = {
  burst: (2 * cobrowseLimits.burstBytes) / cobrowseLimits.frameBytes,
  perSecond: 60,
  floodAfter: 600,
};

/**
 * One co-browsing session: what the customer's recorder sees goes to the agents who watch, what they point at and do goes back.
 * A relay: it looks at the envelope of a page's frames, never into them, and keeps none. Its conversation, which keeps the
 * customer's consent, says who may in.
 */
export class Cobrowse extends BaseObject<Seat> {
  readonly #store: CobrowseStore;
  readonly #conversationId: string;
  readonly #session: string;
  readonly #relay: CobrowseRelay;
  readonly #control: CobrowseControl;
  /** When somebody last did something. Lost with an eviction: then nothing has happened since. */
  #activeAt = 0;
  #shownBefore: Peer<Seat> | null = null;

  constructor(ctx: DurableObjectState, env: Env & Secrets) {
    super(ctx, env, {
      seat: seatSchema,
      migrations: cobrowseMigrations,
      personOf: (seat) => (seat.kind === "agent" ? seat.agent.id : seat.id),
      rate,
      // Pages stop long before, and begin again with what the agent's window says to have.
      unread: 4 * cobrowseLimits.unreadBytes,
    });
    const [conversation = "", session = ""] = (ctx.id.name ?? "").split(".");
    this.#conversationId = conversation;
    this.#session = session;
    this.#store = new CobrowseStore(ctx.storage);
    this.#relay = new CobrowseRelay({
      agents: () => this.seats().filter(({ seat }) => seat.kind === "agent" && seat.ready),
      end: (reason) => this.#end(reason),
    });
    this.#control = new CobrowseControl({
      ...{ store: this.#store, jobs: () => this.jobs, session },
      seats: () => this.seats(),
      shown: () => this.#shown()?.connection ?? null,
      changed: () => this.#tellState(),
    });
  }

  // ── From the conversation ──────────────────────────────────────────────────────────────────────────────────────

  /** The customer agreed. Until somebody comes, the session waits as it does when they have gone. */
  async agreed(): Promise<void> {
    if (this.#store.over === null) this.#watchPresence();
  }

  /** What is told of the session when it ends. */
  async facts(): Promise<CobrowseFacts> {
    return this.#store.read().facts;
  }

  /** It is over, and the conversation says so. Repeating it is safe. */
  async close(): Promise<void> {
    if (this.#store.over === null) this.#finish(null);
  }

  /** Who may watch may be others now. */
  async recheck(): Promise<void> {
    using conversation = await this.#conversation();
    for (const { connection, seat } of this.seats()) {
      if (seat.kind === "agent" && !(await conversation.admits(this.#session, seat))) {
        connection.close(closeCode.forbidden, "forbidden");
      }
    }
  }

  // ── Sockets ────────────────────────────────────────────────────────────────────────────────────────────────────

  protected override async exists(): Promise<boolean> {
    if (this.#store.over !== null) return false;
    using conversation = await this.#conversation();
    return await conversation.isLive(this.#session);
  }

  protected override async admitted(connection: Peer<Seat>, seat: Seat): Promise<void> {
    using conversation = await this.#conversation();
    if (!(await conversation.admits(this.#session, seat))) return connection.close(closeCode.forbidden, "forbidden");
    const others = this.seats().filter((other) => other.seat.kind === seat.kind);
    if (others.length > cobrowseLimits.watchers) connection.close(closeCode.flood, "rate_limited");
  }

  protected override received(connection: Peer<Seat>, seat: Seat, frame: string | ArrayBuffer): void {
    if (this.#store.over !== null) return connection.close(closeCode.over, "cobrowse_over");
    if (typeof frame !== "string") return this.#binary(connection, seat, frame);
    if (frame.length > cobrowseLimits.textBytes) return refuse(connection, null, "frame_too_large");
    if (seat.kind === "customer") {
      const parsed = parseAs(cobrowseCustomerMessageSchema, frame);
      return parsed.ok ? this.#ofCustomer(connection, seat, parsed.value) : refuse(connection, null, "invalid_frame");
    }
    const parsed = parseAs(cobrowseAgentMessageSchema, frame);
    if (!parsed.ok) return refuse(connection, null, "invalid_frame");
    return this.#ofAgent(connection, seat, parsed.value);
  }

  protected override left(seat: Seat): void {
    if (this.#store.over !== null) return;
    if (seat.kind === "agent" && !watching(this.#all()).some(({ id }) => id === seat.agent.id)) {
      this.#control.left(seat.agent.id);
    }
    this.#tellState();
  }

  protected override async work(key: string): Promise<void> {
    const now = Date.now();
    if (key === "notes") return await this.#deliverNotes();
    const over = this.#store.over;
    if (over !== null) {
      if (key !== "over" || over.reason === null) return;
      await this.#deliverNotes();
      const ending = { session: this.#session, reason: over.reason, facts: this.#store.read().facts };
      using conversation = await this.#conversation();
      return await conversation.over(ending);
    }
    if (key === "idle") {
      if (this.#activeAt + cobrowseLimits.idleMs <= now) return this.#end("idle");
      return this.jobs.set("idle", this.#activeAt + cobrowseLimits.idleMs);
    }
    if (key === "customer_gone" && this.#tabs().length === 0) return this.#end("customer_gone");
    if (key === "agents_gone" && watching(this.#all()).length === 0) return this.#end("agents_gone");
    if (key === "control_missed") return this.#control.missed();
    if (key === "recheck" && this.seats().some(({ seat }) => seat.kind === "agent")) {
      await this.recheck();
      this.jobs.set("recheck", now + cobrowseLimits.recheckMs);
    }
  }

  // ── From the customer's page ───────────────────────────────────────────────────────────────────────────────────

  #binary(connection: Peer<Seat>, seat: Seat, frame: ArrayBuffer): void {
    // From a tab that is not shown, while it is paused, or while nobody watches: nothing of it goes further.
    const shown = this.#shown();
    const records = stateForTab(this.#store.read(), this.#all(), shown?.connection.id === connection.id).record;
    if (seat.kind !== "customer" || !records) return refuse(connection, null, "forbidden");
    if (this.#relay.pass(connection, frame)) this.#active();
  }

  #ofCustomer(connection: Peer<Seat>, seat: CustomerSeat, message: CobrowseCustomerMessage): void {
    if (message.kind === "hello") {
      if (message.version < MIN_PROTOCOL_VERSION) return connection.close(closeCode.versionTooOld, "version_too_old");
      const { tab, page, seen } = message;
      this.#active();
      return this.#keepTab(connection, {
        ...seat,
        ready: true,
        tab,
        page,
        seen,
        seenAt: seen ? Date.now() : seat.seenAt,
      });
    }
    if (!seat.ready) return refuse(connection, null, "not_ready");
    switch (message.kind) {
      case "page":
        return this.#keepTab(connection, { ...seat, page: message.page });
      case "seen":
        return this.#keepTab(connection, {
          ...seat,
          seen: message.seen,
          seenAt: message.seen ? Date.now() : seat.seenAt,
        });
      case "trouble":
        return this.#keepTab(connection, { ...seat, trouble: message.trouble });
      case "pause":
        this.#active();
        if (message.on) this.#control.ended();
        this.#store.save({ ...this.#store.read(), paused: message.on });
        return this.#tellState();
      case "control_answer":
        return this.#control.answered(message.allow);
      case "control_end":
        return this.#control.ended();
      case "acted":
        return this.#control.acted(message);
      default:
        return message satisfies never;
    }
  }

  #keepTab(connection: Peer<Seat>, seat: CustomerSeat): void {
    this.keep(connection, seat);
    this.#tellState();
  }

  // ── From the agents ────────────────────────────────────────────────────────────────────────────────────────────

  #ofAgent(connection: Peer<Seat>, seat: Extract<Seat, { kind: "agent" }>, message: CobrowseAgentMessage): void {
    if (message.kind === "hello") {
      if (message.version < MIN_PROTOCOL_VERSION) return connection.close(closeCode.versionTooOld, "version_too_old");
      const isFirst = watching(this.#all()).length === 0;
      this.keep(connection, { ...seat, ready: true });
      this.#store.save(withWatcher(this.#store.read(), seat.agent));
      this.#active();
      this.jobs.ensure("recheck", Date.now() + cobrowseLimits.recheckMs);
      this.#tellState();
      // Where recording begins by this, it begins with a snapshot anyway.
      if (!isFirst) this.#askKey();
      return;
    }
    if (!seat.ready) return refuse(connection, null, "not_ready");
    switch (message.kind) {
      case "key":
        return this.#askKey();
      case "got":
        this.reads(connection);
        if (this.#relay.got(connection, message.bytes)) this.#askKey();
        return;
      case "unreadable":
        return this.#end("unreadable");
      case "show":
        if (message.what.kind !== "pointer") this.#active();
        return this.#control.show(connection, nameOf(seat.agent), message.what);
      case "control_ask":
        this.#active();
        return this.#control.asked(connection, seat.agent);
      case "control_end":
        return this.#control.left(seat.agent.id);
      case "act":
        this.#active();
        return this.#control.act(connection, seat.agent, message);
      default:
        return message satisfies never;
    }
  }

  /** The conversation's part of it. Whoever takes it gives it back (`using`), or neither of the two can sleep. */
  #conversation() {
    return conversationObject(this.env, this.#conversationId).cobrowsing();
  }

  // ── Smaller steps ──────────────────────────────────────────────────────────────────────────────────────────────

  #all(): Seat[] {
    return this.seats().map(({ seat }) => seat);
  }

  #tabs(): (CustomerSeat & { connection: Peer<Seat> })[] {
    return this.seats().flatMap(({ connection, seat }) => (seat.kind === "customer" ? [{ ...seat, connection }] : []));
  }

  #shown(): (CustomerSeat & { connection: Peer<Seat> }) | null {
    return shownTab(this.#tabs());
  }

  #askKey(): void {
    const shown = this.#shown();
    if (shown !== null) tell(shown.connection, encode<CobrowseToCustomer>({ kind: "key" }));
  }

  /** Everybody hears how it stands: who came, who went, which page it is. */
  #tellState(): void {
    const shown = this.#shown();
    const before = this.#store.read();
    let session = shown === null ? before : turnedTo(before, shown.tab);
    if (shown?.page) session = withPage(session, shown.page);
    if (shown !== null && shown.connection !== this.#shownBefore) this.#relay.turnsTo(shown.connection);
    this.#shownBefore = shown?.connection ?? null;
    this.#store.save(session);
    this.#watchPresence();
    const seats = this.#all();
    const forAgents = encode<CobrowseToAgent>(stateForAgents(session, seats, shown));
    for (const { connection, seat } of this.seats()) {
      if (!seat.ready) continue;
      if (seat.kind === "agent") tell(connection, forAgents);
      else {
        const state = stateForTab(session, seats, connection.id === shown?.connection.id);
        tell(connection, encode<CobrowseToCustomer>(state));
      }
    }
  }

  #active(): void {
    this.#activeAt = Date.now();
  }

  /** A side that is gone has a while to come back: a page load and a reload of the console are no end. */
  #watchPresence(): void {
    const now = Date.now();
    this.jobs.ensure("idle", now + cobrowseLimits.idleMs);
    const is = { customer_gone: this.#tabs().length === 0, agents_gone: watching(this.#all()).length === 0 };
    for (const key of ["customer_gone", "agents_gone"] as const) {
      if (is[key]) this.jobs.ensure(key, now + cobrowseLimits.goneMs);
      else this.jobs.clear(key);
    }
  }

  /** This object ends the session, and tells the conversation. */
  #end(reason: CobrowseEnd): void {
    if (this.#store.over !== null) return;
    this.#finish(reason);
    this.jobs.set("over", Date.now());
  }

  #finish(reason: CobrowseEnd | null): void {
    this.begin();
    this.#store.end(reason);
    for (const { connection } of this.seats()) connection.close(closeCode.over, "cobrowse_over");
  }

  async #deliverNotes(): Promise<void> {
    const pending = this.#store.pendingNotes();
    if (pending.length === 0) return;
    using conversation = await this.#conversation();
    for (const { id, note } of pending) {
      await conversation.note(id, this.#session, note);
      this.#store.noteTaken(id);
    }
  }
}

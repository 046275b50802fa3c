import { RpcTarget } from "cloudflare:workers";
import { callDue, personOf } from "../call/call.domain.ts";
import {
  comeIn,
  countSignal,
  graceEnds,
  lookAt,
  lose,
  mediaEnded,
  overdue,
  type Peer as CallPage,
  rosterOf,
  type SignalCount,
} from "../call/peer.domain.ts";
import { PeerStore } from "../call/peer.store.ts";
import { CallTransports, transportFor } from "../call/transport.store.ts";
import type { MediaEnd } from "../call/realtimekit-webhook.store.ts";
import type { Jobs } from "../platform/alarms.ts";
import { type Peer, refuse, type Seats, tell } from "../platform/base-object.ts";
import { database } from "../platform/database.ts";
import type { Secrets } from "../platform/env.ts";
import { log as lines } from "../platform/log.ts";
import type { Call, CallPerson } from "../protocol/call.ts";
import { callLimits } from "../protocol/call-limits.ts";
import { type CallAct, type CallCommand, type CallServerMessage } from "../protocol/call-message.ts";
import type { ClientMessage } from "../protocol/client-message.ts";
import { encode } from "../protocol/codec.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { CallStep } from "../call/call.domain.ts";
import { mayCustomersCall } from "../site/site.store.ts";
import type { Actor } from "./conversation.domain.ts";
import type { Answer } from "./conversation.store.ts";
import { ConversationDoor, type DoorAct, isDoorAct } from "./door.object.ts";
import type { ConversationLog } from "./log.object.ts";
import type { Seat } from "./seat.domain.ts";
import type { ConversationSockets } from "./sockets.object.ts";

type Surroundings = {
  env: Env & Secrets;
  storage: Pick<DurableObjectStorage, "kv">;
  log: ConversationLog;
  sockets: ConversationSockets;
  jobs: () => Jobs;
  seats: () => Seats<Seat>;
  keep: (connection: Peer<Seat>, seat: Seat) => void;
  /** Decides and commits; `asked` is what the client sent. */
  execute: (step: CallStep, id: string, actor: Actor, asked: object) => Answer;
  /** What goes on after the turn; a failure of it is logged under this word. */
  after: (work: Promise<unknown>, failure: string) => void;
  /** Agents who may not read the conversation any more lose their sockets. */
  leaveTeam: () => void;
};

type Connection = Peer<Seat>;
type CallClientMessage = Extract<ClientMessage, { kind: "call" | "call_media" | "call_signal" }>;

/** When the alarm asks again what the service was asked at once, if nobody knows by then what came of it. */
const cutOffAgainMs = 30_000;

/**
 * The conversation's call, around its log: who is in it with which page, what the pages tell each other, and what happens to it
 * when nobody says anything. What it must not forget is kept beside the log or is a job of the alarm.
 */
export class ConversationCalls extends RpcTarget {
  readonly #at: Surroundings;
  readonly #peers: PeerStore;
  readonly #transports: CallTransports;
  readonly door: ConversationDoor;
  /** By page. In memory only: an evicted object heard nothing for a while. */
  readonly #signals = new Map<string, SignalCount>();

  constructor(surroundings: Surroundings) {
    super();
    this.#at = surroundings;
    this.#peers = new PeerStore(surroundings.storage);
    this.#transports = new CallTransports(surroundings.env, surroundings.storage);
    this.door = new ConversationDoor({ ...surroundings, calls: this });
  }

  /** What somebody says about a call and in it. For guests the system acts. */
  received(connection: Connection, seat: Seat, actor: Actor, message: CallClientMessage): Promise<void> | void {
    if (message.kind === "call") return this.#command(connection, seat, actor, message);
    if (message.kind === "call_media") return this.#media(connection, seat, actor, message);
    return this.#signal(connection, seat, message);
  }

  async #command(connection: Connection, seat: Seat, actor: Actor, { id, act }: CallCommand): Promise<void> {
    if (isDoorAct(act)) return await this.door.command(connection, actor, id, act);
    if (act.do === "join") return await this.#join(connection, seat, actor, id, act);
    if (act.do === "mute") return this.#mute(connection, seat, id, act);
    // Before it is decided: without them the call may be over for everybody.
    const removed = act.do === "remove" ? this.#connectionOf(this.#pageOf(act.person)?.peer ?? "") : undefined;
    const allowed = act.do === "request" && seat.kind === "customer" && (await this.#mayCustomersCall());
    const answer = this.#at.execute(this.#step(seat, id, act, allowed), id, actor, act);
    if ("code" in answer) return refuse(connection, id, answer.code);
    if (act.do === "remove" && removed !== undefined) this.#letGo(removed, act.call, "removed");
    if (act.do === "remove") this.door.removed(act.person);
    tell(connection, encode({ kind: "ack", id, seq: seqFor(seat, answer) }));
  }

  /** What of somebody can be heard and seen, and that they are there. A desktop that comes or goes stands in the log. */
  #media(connection: Connection, seat: Seat, actor: Actor, told: Extract<ClientMessage, { kind: "call_media" }>): void {
    const mine = this.#mine(seat, told.call);
    if (mine === null) return;
    const now = Date.now();
    this.#at.keep(connection, { ...seat, call: { peer: mine.peer, heardAt: now } });
    if (mine.media.screen !== told.media.screen) this.#shows(told.call, mine.person, told.media.screen, actor);
    const isSame = JSON.stringify(mine.media) === JSON.stringify(told.media) && mine.lostAt === null;
    if (isSame) return;
    const next = { ...mine, media: told.media, seenAt: now, lostAt: null };
    this.#peers.save(this.#peers.read().map((each) => (each.peer === mine.peer ? next : each)));
    this.#tellRoster();
  }

  /** Relays to one page of the same call, from whom it really is. What is not for such a page goes nowhere. */
  #signal(
    connection: Connection,
    seat: Seat,
    { call, to, data }: Extract<ClientMessage, { kind: "call_signal" }>,
  ): void {
    const mine = this.#mine(seat, call);
    if (mine === null) return refuse(connection, null, "call_over");
    const count = countSignal(this.#signals.get(mine.peer), Date.now());
    if (count === null) return refuse(connection, null, "rate_limited", { retryAfterMs: 1_000 });
    this.#signals.set(mine.peer, count);
    if (to !== mine.peer) this.#toPage(to, { kind: "call_signal", call, from: mine.peer, data });
  }

  /** A socket closed. Its page may come back: see `callLimits.graceMs`. */
  left(seat: Seat): void {
    if (seat.kind === "guest") this.door.left();
    if (seat.call === null) return;
    const before = this.#peers.read();
    // The same page is back already, on another socket.
    if (this.#connectionOf(seat.call.peer) !== undefined) return;
    const peers = lose(before, seat.call.peer, Date.now());
    if (peers !== before) this.#save(peers);
  }

  /** Something was committed that changed the call: what follows from it. */
  committed(before: ConversationState | null, { call }: ConversationState): void {
    const was = before?.call ?? null;
    this.door.committed(was, call);
    const due = callDue(call);
    if (due === null) this.#at.jobs().clear("call_due");
    else if (this.#at.jobs().dueAt("call_due") !== due.at) this.#at.jobs().set("call_due", due.at);
    if (call === null) {
      this.#over();
      this.#transports.over();
      return this.#cutOff();
    }
    const isIn = (id: string) => call.people.some((person) => person.id === id);
    const peers = this.#peers.read();
    const gone = peers.filter(({ person }) => !isIn(person.id));
    if (gone.length === 0) return;
    this.#save(peers.filter(({ person }) => isIn(person.id)));
    for (const { peer } of gone) this.#transports.gone(call.id, peer);
    this.#cutOff();
  }

  /** The conversation is erased while people talk: none of them stays connected. Rejects where that has to be tried again. */
  async erase(): Promise<void> {
    this.#transports.over();
    await this.#transports.cutOffs.settle();
  }

  async work(key: string): Promise<void> {
    if (key === "call_cut_off") return await this.#transports.cutOffs.settle();
    const call = this.#call();
    if (call === null) return;
    const now = Date.now();
    const due = callDue(call);
    if (key === "call_due" && due !== null) this.#bySystem({ do: due.step, call: call.id });
    if (key === "call_look") this.#look(call, now);
  }

  /** Whether this page is in this call now. For the Worker, which stands before what carries media. */
  hasPage(call: string, peer: string): boolean {
    return this.#call()?.id === call && this.#peers.read().some((each) => each.peer === peer);
  }

  /** This page made a session at the SFU. False: it is not in the call any more, or makes too many, and what it made is cut off. */
  opened(call: string, peer: string, session: string): boolean {
    if (this.#transports.opened(call, peer, session, this.hasPage(call, peer))) return true;
    this.#cutOff();
    return false;
  }

  /** Whoever carries media says that it ended. Their time to come back counts from then. */
  mediaEnded({ call, peer, at }: MediaEnd): void {
    if (this.#call()?.id !== call) return;
    this.#save(mediaEnded(this.#peers.read(), { peer, at }, this.#heard()));
  }

  // ── Smaller steps ────────────────────────────────────────────────────────────────────────────────────────────────

  /** Asked each time, so that a site that switches it off is heeded at once. */
  async #mayCustomersCall(): Promise<boolean> {
    const site = this.#at.log.record?.state.site.id;
    return site !== undefined && (await mayCustomersCall(database(this.#at.env), site));
  }

  #step(seat: Seat, id: string, act: Exclude<CallAct, DoorAct | { do: "join" | "mute" }>, allowed: boolean): CallStep {
    if (act.do === "leave") {
      return { do: "exit", call: act.call, person: this.#person(seat).id, how: "left", at: Date.now() };
    }
    if (act.do !== "request") return act;
    const { purpose } = act;
    const calleeHere = this.#at.sockets.hasCustomer();
    const transport = act.transport ?? transportFor(this.#at.env, purpose);
    return { do: "request", call: id, purpose, transport, calleeHere, allowed };
  }

  async #join(
    connection: Connection,
    before: Seat,
    actor: Actor,
    id: string,
    act: Extract<CallAct, { do: "join" }>,
  ): Promise<void> {
    const record = this.#at.log.record;
    const call = record?.state.call;
    if (call?.id !== act.call) return refuse(connection, id, "call_over");
    const person = this.#person(before);
    const { transport } = call;
    const entrance = { conversation: record?.state.id ?? "", call: call.id, transport, peer: act.peer, person };
    // Before it is decided, since others may come and go while somebody outside is asked.
    const grant = await this.#transports.grant(entrance).catch((error: unknown) => {
      lines.warn("call_unavailable", error, { transport });
      return null;
    });
    if (grant === null) return refuse(connection, id, "call_unavailable");
    const seat = this.#seatNow(connection);
    if (seat === null) return;
    const answer = this.#at.execute({ do: "enter", call: call.id, person }, id, actor, act);
    if ("code" in answer) return refuse(connection, id, answer.code);
    // Answered before, and over by now: the same command again.
    if (this.#call()?.people.some((each) => each.id === person.id) !== true) return refuse(connection, id, "call_over");
    const now = Date.now();
    const { peers, replaced } = comeIn(this.#peers.read(), { peer: act.peer, person, media: act.media }, now);
    const other = replaced === null ? undefined : this.#connectionOf(replaced);
    if (other !== undefined) this.#letGo(other, call.id, "elsewhere");
    if (replaced !== null) this.#transports.gone(call.id, replaced);
    this.#cutOff();
    this.#at.keep(connection, { ...seat, call: { peer: act.peer, heardAt: now } });
    this.#at.jobs().ensure("call_look", now + callLimits.lookMs);
    this.#peers.save(peers);
    this.#shows(call.id, person, act.media.screen, actor);
    this.#tell(connection, { kind: "call_grant", id, peer: act.peer, grant, ...this.#roster() });
    this.#tellRoster(connection);
    if (seat.kind === "agent") this.door.entered();
  }

  /** Whether somebody's desktop is shown, for the log; nothing where it says so already. */
  #shows(call: string, { id: person }: CallPerson, on: boolean, actor: Actor): void {
    const step = { do: "desktop" as const, call, person, on };
    if (this.#call()?.sharing.includes(person) !== on) this.#at.execute(step, crypto.randomUUID(), actor, step);
  }

  #mute(connection: Connection, seat: Seat, id: string, act: Extract<CallAct, { do: "mute" }>): void {
    const call = this.#call();
    if (call?.id !== act.call) return refuse(connection, id, "call_over");
    if (seat.kind !== "agent" || call.host !== seat.agent.id) return refuse(connection, id, "not_host");
    const page = this.#pageOf(act.person);
    if (page !== undefined) this.#toPage(page.peer, { kind: "call_control", call: call.id, what: "mute" });
    const { seq = 0 } = this.#at.log.record?.state ?? {};
    tell(connection, encode({ kind: "ack", id, seq }));
  }

  /** Who went without a word; then those whose time to come back is over, whoever was lost first. */
  #look(call: Call, now: number): void {
    this.#save(lookAt(this.#peers.read(), this.#heard(), now));
    for (const { person, lostAt } of overdue(this.#peers.read(), now)) {
      this.#bySystem({ do: "exit", call: call.id, person: person.id, how: "lost", at: lostAt });
    }
    if (this.#call() === null) return;
    const grace = graceEnds(this.#peers.read()) ?? Number.POSITIVE_INFINITY;
    this.#at.jobs().set("call_look", Math.min(now + callLimits.lookMs, Math.max(grace, now + 1)));
  }

  /** When each page whose socket is open was heard last. */
  #heard(): Map<string, number> {
    return new Map(
      this.#at.seats().flatMap(({ seat }) => (seat.call === null ? [] : [[seat.call.peer, seat.call.heardAt]])),
    );
  }

  /** Whoever is out is cut off where media goes. Nobody of the call waits for it; what the service does not do, the alarm asks again. */
  #cutOff(): void {
    const { cutOffs } = this.#transports;
    if (!cutOffs.areDue) return;
    const later = () => this.#at.jobs().ensure("call_cut_off", Date.now() + cutOffAgainMs);
    later();
    const settled = () => {
      if (!cutOffs.areDue) this.#at.jobs().clear("call_cut_off");
    };
    void cutOffs.settle().then(settled, (error: unknown) => {
      later();
      lines.warn("cut_off_failed", error);
    });
  }

  #save(peers: readonly CallPage[]): void {
    this.#peers.save(peers);
    const grace = graceEnds(peers);
    const look = this.#at.jobs().dueAt("call_look");
    if (grace !== null && (look === null || look > grace)) this.#at.jobs().set("call_look", grace);
    this.#tellRoster();
  }

  #over(): void {
    for (const { connection, seat } of this.#at.seats()) {
      if (seat.call !== null) this.#at.keep(connection, { ...seat, call: null });
    }
    this.#peers.save([]);
    this.#signals.clear();
    this.#at.jobs().clear("call_look");
  }

  /** This page is no longer in the call. */
  #letGo({ connection }: { connection: Connection }, call: string, what: "elsewhere" | "removed"): void {
    this.#tell(connection, { kind: "call_control", call, what });
    const seat = this.#seatNow(connection);
    if (seat !== null) this.#at.keep(connection, { ...seat, call: null });
  }

  #bySystem(step: CallStep): void {
    this.#at.execute(step, crypto.randomUUID(), { kind: "system" }, step);
  }

  #call(): Call | null {
    return this.#at.log.record?.state.call ?? null;
  }

  #person(seat: Seat): CallPerson {
    switch (seat.kind) {
      case "agent":
        return { id: seat.agent.id, kind: "agent", name: seat.agent.name };
      case "customer":
        return personOf({ kind: "customer" }, this.#at.log.record?.state.customer.name ?? null);
      case "guest":
        return { id: seat.id, kind: "guest", name: seat.name };
      default:
        return seat satisfies never;
    }
  }

  /** The page of this socket, where it is in this call. */
  #mine({ call: place }: Seat, call: string): CallPage | null {
    if (place === null || this.#call()?.id !== call) return null;
    return this.#peers.read().find(({ peer }) => peer === place.peer) ?? null;
  }

  #pageOf(person: string): CallPage | undefined {
    return this.#peers.read().find((page) => page.person.id === person);
  }

  #connectionOf(peer: string) {
    return this.#at.seats().find(({ seat }) => seat.call?.peer === peer);
  }

  #seatNow(connection: Connection): Seat | null {
    return this.#at.seats().find((each) => each.connection === connection)?.seat ?? null;
  }

  #roster() {
    const call = this.#call();
    return { call: call?.id ?? "", host: call?.host ?? null, peers: rosterOf(this.#peers.read()) };
  }

  /** To everybody in it but this one. */
  #tellRoster(except?: Connection): void {
    if (this.#call() === null) return;
    for (const { connection, seat } of this.#at.seats()) {
      if (seat.call !== null && connection !== except)
        this.#tell(connection, { kind: "call_roster", ...this.#roster() });
    }
  }

  #toPage(peer: string, message: CallServerMessage): void {
    const found = this.#connectionOf(peer);
    if (found !== undefined) this.#tell(found.connection, message);
  }

  #tell(connection: Connection, message: CallServerMessage): void {
    tell(connection, encode(message));
  }
}

/** In the count of who gave the command; guests count nothing. */
function seqFor({ kind }: Seat, { seq, publicSeq }: Exclude<Answer, { code: string }>): number {
  if (kind === "guest") return 0;
  return kind === "agent" ? seq : publicSeq;
}

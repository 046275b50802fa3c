import type { CallStep } from "../call/call.domain.ts";
import { answerGuest, askIn, guestPlace } from "../call/door.domain.ts";
import { DoorStore } from "../call/door.store.ts";
import { signGuestLink } from "../call/guest-link.store.ts";
import { type Peer, refuse, type Seats, tell } from "../platform/base-object.ts";
import type { Secrets } from "../platform/env.ts";
import { agentObject, inboxObject } from "../platform/objects.ts";
import type { Call } from "../protocol/call.ts";
import { callLimits } from "../protocol/call-limits.ts";
import type { CallAct } from "../protocol/call-message.ts";
import { parseGuestMessage } from "../protocol/client-frame.ts";
import { closeCode } from "../protocol/close-code.ts";
import { encode } from "../protocol/codec.ts";
import { guestActs, type GuestServerMessage } from "../protocol/guest.ts";
import type { AgentServerMessage } from "../protocol/server-message.ts";
import type { ConversationCalls } from "./calls.object.ts";
import type { Actor } from "./conversation.domain.ts";
import type { Answer } from "./conversation.store.ts";
import type { ConversationLog } from "./log.object.ts";
import type { GuestSeat, Seat } from "./seat.domain.ts";

type Connection = Peer<Seat>;
type Guest = { connection: Connection; seat: GuestSeat };

type Surroundings = {
  env: Env & Secrets;
  storage: Pick<DurableObjectStorage, "kv">;
  log: ConversationLog;
  seats: () => Seats<Seat>;
  keep: (connection: Connection, seat: Seat) => void;
  calls: Pick<ConversationCalls, "received">;
  /** What goes on after the turn; a failure of it is logged under this word. */
  after: (work: Promise<unknown>, failure: string) => void;
  /** Agents who may not read the conversation any more lose their sockets. */
  leaveTeam: () => void;
  execute: (step: CallStep, id: string, actor: Actor, asked: object) => Answer;
};

/** What agents do at the door of a call, and the acts of which they are. */
export type DoorAct = Extract<CallAct, { do: "invite" | "guest_link" | "admit" }>;

const doorActs: readonly CallAct["do"][] = ["invite", "guest_link", "admit"] satisfies DoorAct["do"][];
export const isDoorAct = (act: CallAct): act is DoorAct => doorActs.includes(act.do);

/**
 * The door of the conversation's call: who is asked in that could not come otherwise. Agents by name, also of other teams, who
 * have the conversation open while the call runs; guests by a link, who are in the call and see nothing of the conversation.
 */
export class ConversationDoor {
  readonly #at: Surroundings;
  readonly #door: DoorStore;

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
    this.#door = new DoorStore(surroundings.storage);
  }

  async command(connection: Connection, actor: Actor, id: string, act: DoorAct): Promise<void> {
    const call = this.#call();
    if (call?.id !== act.call) return refuse(connection, id, "call_over");
    if (actor.kind !== "agent" || !call.people.some((each) => each.id === actor.id))
      return refuse(connection, id, "forbidden");
    if (act.do === "invite") return await this.#invite(connection, actor, id, act);
    if (act.do === "guest_link") return await this.#link(connection, actor, id, act);
    if (guestPlace(this.#door.read(call.id), act.guest) === "waiting") this.#answer(call, act.guest, act.on);
    this.#ack(connection, id);
  }

  /** Through whose inbox this agent may have the conversation open; null: they were asked into no call of it. `running`: only into the one there is now. */
  teamOf(agentId: string, { running }: { running: boolean }): string | null {
    const door = this.#door.last();
    if (door === null || (running && door.call !== this.#call()?.id)) return null;
    return door.agents[agentId] ?? null;
  }

  // ── Guests' sockets ──────────────────────────────────────────────────────────────────────────────────────────────

  admitted(connection: Connection, { into }: GuestSeat): void {
    if (this.#call()?.id !== into) connection.close(closeCode.over, "call_over");
  }

  async received(connection: Connection, seat: GuestSeat, frame: string | ArrayBuffer): Promise<void> {
    const parsed = parseGuestMessage(frame);
    if (!parsed.ok) return refuse(connection, parsed.error.id, parsed.error.error.code, parsed.error.error);
    const message = parsed.value;
    if (message.kind === "knock") return this.#knock(connection, seat, message.name);
    const id = "id" in message ? message.id : null;
    const place = guestPlace(this.#door.read(seat.into), seat.id);
    if (seat.name === null || place !== "admitted") return refuse(connection, id, "forbidden");
    if (message.kind === "call" && !guestActs.includes(message.act.do)) return refuse(connection, id, "forbidden");
    await this.#at.calls.received(connection, seat, { kind: "system" }, message);
  }

  /** A guest's socket closed. */
  left(): void {
    this.#tellWaiting();
  }

  // ── What follows ─────────────────────────────────────────────────────────────────────────────────────────────────

  /** The call is another one than `before`, or something of it is. */
  committed(before: Call | null, call: Call | null): void {
    for (const guest of this.#guests()) this.#tellPlace(guest);
    const isOver = call?.id !== before?.id;
    if (isOver && before !== null) this.#at.after(this.#takeBack(before.id), "invitations_not_taken_back");
    if (isOver && Object.keys(this.#door.last()?.agents ?? {}).length > 0) this.#at.leaveTeam();
  }

  /** An agent came into the call: they answer whoever waits. */
  entered(): void {
    this.#tellWaiting();
  }

  /** The host removed somebody. A guest may not come back by the same link. */
  removed(person: string): void {
    const call = this.#call();
    if (call !== null && this.#door.read(call.id).guests[person] !== undefined) this.#answer(call, person, false);
  }

  // ── Smaller steps ────────────────────────────────────────────────────────────────────────────────────────────────

  /** Each is told by an inbox of theirs, as with a mention. */
  async #invite(
    connection: Connection,
    actor: Extract<Actor, { kind: "agent" }>,
    id: string,
    { call, agents }: Extract<DoorAct, { do: "invite" }>,
  ): Promise<void> {
    const { team, id: conversation, customer } = this.#at.log.record?.state ?? {};
    if (team === undefined || conversation === undefined) return refuse(connection, id, "forbidden");
    const places = await Promise.all(agents.map((each) => agentObject(this.#at.env, each).placeFor(team)));
    const invited = places.flatMap((place) => (place?.agent ? [{ ...place.agent, team: place.team.id }] : []));
    if (invited.length === 0) return refuse(connection, id, "agent_unknown");
    const names = invited.map(({ name }) => name);
    const answer = this.#at.execute({ do: "invited", call, names }, id, actor, { call, agents });
    if ("code" in answer) return refuse(connection, id, answer.code);
    this.#door.save(askIn(this.#door.read(call), invited, team.id));
    tell(connection, encode({ kind: "ack", id, seq: answer.seq }));
    const told = {
      ...{ conversation, customer: customer?.name ?? null, by: { id: actor.id, name: actor.name } },
      ...{ text: "", at: Date.now(), call: true as const },
    };
    const byTeam = Map.groupBy(invited, (agent) => agent.team);
    await Promise.all(
      [...byTeam].map(([at, members]) =>
        inboxObject(this.#at.env, at).mention(
          members.map((agent) => agent.id),
          told,
        ),
      ),
    );
  }

  /** Nobody is asked into this call any more. Where an inbox does not hear it, its agents look there in vain once. */
  async #takeBack(call: string): Promise<void> {
    const { told = [] } = this.#door.read(call);
    const conversation = this.#at.log.record?.state.id ?? "";
    await Promise.all(told.map((team) => inboxObject(this.#at.env, team).callOver(conversation)));
  }

  async #link(connection: Connection, actor: Actor, id: string, act: Extract<DoorAct, { do: "guest_link" }>) {
    const { call } = act;
    const conversation = this.#at.log.record?.state.id ?? "";
    const token = await signGuestLink(this.#at.env, { conversation, call });
    const answer = this.#at.execute({ do: "invited", call, names: [] }, id, actor, act);
    if ("code" in answer) return refuse(connection, id, answer.code);
    tell(connection, encode<AgentServerMessage>({ kind: "call_link", id, call, token }));
  }

  #knock(connection: Connection, seat: GuestSeat, name: string): void {
    const waiting = this.#waiting();
    const isNew = !waiting.some(({ id }) => id === seat.id);
    const place = guestPlace(this.#door.read(seat.into), seat.id);
    if (place === "waiting" && isNew && waiting.length >= callLimits.guestsWaiting)
      return refuse(connection, null, "call_full");
    const knocked = { ...seat, name };
    this.#at.keep(connection, knocked);
    this.#tellPlace({ connection, seat: knocked });
    this.#tellWaiting();
  }

  #answer(call: Call, guest: string, on: boolean): void {
    this.#door.save(answerGuest(this.#door.read(call.id), guest, on));
    for (const each of this.#guests()) if (each.seat.id === guest) this.#tellPlace(each);
    this.#tellWaiting();
  }

  /** Only who is let in hears who is in the call. */
  #tellPlace({ connection, seat }: Guest): void {
    const call = this.#call();
    if (call?.id !== seat.into) return connection.close(closeCode.over, "call_over");
    if (seat.name === null) return;
    const place = guestPlace(this.#door.read(call.id), seat.id);
    const told = { kind: "guest" as const, me: seat.id, place, call: place === "admitted" ? call : null };
    tell(connection, encode<GuestServerMessage>(told));
  }

  #tellWaiting(): void {
    const call = this.#call();
    if (call === null) return;
    const frame = encode<AgentServerMessage>({ kind: "call_guests", call: call.id, guests: this.#waiting() });
    for (const { connection, seat } of this.#at.seats())
      if (seat.kind === "agent" && seat.call !== null) tell(connection, frame);
  }

  /** Each once, however many of their pages wait, in the order in which they came. */
  #waiting(): { id: string; name: string }[] {
    const found = new Map<string, { id: string; name: string }>();
    for (const { seat } of this.#guests()) {
      const isWaiting = guestPlace(this.#door.read(seat.into), seat.id) === "waiting";
      if (seat.name !== null && isWaiting) found.set(seat.id, { id: seat.id, name: seat.name });
    }
    return [...found.values()];
  }

  #guests(): Guest[] {
    return this.#at.seats().flatMap(({ connection, seat }) => (seat.kind === "guest" ? [{ connection, seat }] : []));
  }

  #call(): Call | null {
    return this.#at.log.record?.state.call ?? null;
  }

  #ack(connection: Connection, id: string): void {
    tell(connection, encode({ kind: "ack", id, seq: this.#at.log.record?.state.seq ?? 0 }));
  }
}

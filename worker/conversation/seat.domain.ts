import type { Agent } from "../protocol/agent.ts";
import type { Cursor, Receipts } from "../protocol/receipts.ts";
import type { Place } from "../protocol/customer.ts";
import type { Viewer as ViewerInfo } from "../protocol/server-message.ts";
import type { Actor } from "./conversation.domain.ts";
import type { StoredEntry } from "./log.domain.ts";

/** Who a socket of a conversation belongs to, and what must survive while its object sleeps. */
export type Seat = MemberSeat | GuestSeat;

/** Of the conversation itself. */
export type MemberSeat = (
  | { kind: "agent"; agent: Agent; sessionId: string }
  | { kind: "customer"; id: string; place: Place }
) &
  Kept;

/**
 * Somebody whom a link lets into one call, `into`, and into nothing else: never `ready`, so that nothing that is said to
 * everybody reaches them. `name`: null until they have said it.
 */
export type GuestSeat = { kind: "guest"; id: string; into: string; name: string | null } & Kept;

type Kept = {
  /** Said hello: nothing is sent before. */
  ready: boolean;
  typing: { where: "reply" | "note"; until: number } | null;
  /** How far this socket got, in the count of the team. */
  cursor: Cursor;
  /** The page in the conversation's call, and when it last said that it is there; null: this socket is in none. */
  call: { peer: string; heardAt: number } | null;
};

/** A seat as a socket gets it. */
export const atFirst = { ready: false, typing: null, cursor: { delivered: 0, read: 0 }, call: null } as const;

export type Typing = Seat["typing"];

/** The agents who have the conversation open: each once, however many windows, with what they type in any of them. */
export function viewersOf(seats: readonly Seat[], now: number): ViewerInfo[] {
  const viewers = new Map<string, ViewerInfo>();
  for (const seat of seats) {
    if (seat.kind !== "agent" || !seat.ready) continue;
    const typing = seat.typing !== null && seat.typing.until > now ? seat.typing.where : null;
    viewers.set(seat.agent.id, { ...seat.agent, typing: viewers.get(seat.agent.id)?.typing ?? typing });
  }
  return [...viewers.values()];
}

/**
 * The agent whom the customer is told to be typing. Notes do not count, not even those that the same agent types in
 * another window.
 */
export function agentTypingReply(seats: readonly Seat[], now: number): { id: string; name: string } | null {
  for (const seat of seats) {
    if (seat.kind !== "agent" || !seat.ready || seat.typing?.where !== "reply" || seat.typing.until <= now) continue;
    return { id: seat.agent.id, name: seat.agent.name };
  }
  return null;
}

/** Moves one side's cursor forward, never back. What was read was delivered. The same object when nothing moved. */
export function advance(receipts: Receipts, side: "customer" | "team", cursor: Cursor): Receipts {
  const before = receipts[side];
  const read = Math.max(before.read, cursor.read);
  const delivered = Math.max(before.delivered, cursor.delivered, read);
  if (read === before.read && delivered === before.delivered) return receipts;
  return { ...receipts, [side]: { delivered, read } };
}

/** Whoever answers has read what stands before. Customers' clients say for themselves what their customer saw. */
export function afterAnswers(receipts: Receipts, entries: readonly StoredEntry[]): Receipts {
  return entries.reduce((known, { seq, author, body }) => {
    if (body.kind !== "message" || author.kind !== "agent") return known;
    return advance(known, "team", { delivered: seq - 1, read: seq - 1 });
  }, receipts);
}

/** What was kept, and what the open sockets know beyond it. */
export function receiptsWith(kept: Receipts, seats: readonly Seat[]): Receipts {
  return seats.reduce(
    (receipts, seat) => advance(receipts, seat.kind === "agent" ? "team" : "customer", seat.cursor),
    kept,
  );
}

/** Receipts in a customer's count. */
export function publicReceipts(receipts: Receipts, publicSeqOf: (seq: number) => number): Receipts {
  const cursor = ({ delivered, read }: Cursor) => ({ delivered: publicSeqOf(delivered), read: publicSeqOf(read) });
  return { customer: cursor(receipts.customer), team: cursor(receipts.team) };
}

/** Who gives the commands of a socket. */
export function actorOf(seat: MemberSeat, askedIn: boolean): Actor {
  if (seat.kind === "customer") return { kind: "customer", id: seat.id };
  const { id, name } = seat.agent;
  return { kind: "agent", id, name, ...(askedIn && { askedIn }) };
}

import { type Peer, refuse, type Seats, tell } from "../platform/base-object.ts";
import { encode } from "../protocol/codec.ts";
import type { Receipts } from "../protocol/receipts.ts";
import type { AgentServerMessage, CustomerServerMessage } from "../protocol/server-message.ts";
import type { Answer } from "./conversation.store.ts";
import { type StoredEntry, seenByAgents, seenByCustomers } from "./log.domain.ts";
import { agentTypingReply, publicReceipts, type Seat, viewersOf } from "./seat.domain.ts";

/** Tells a conversation's sockets what happened, each side in its own words. Only sockets that said hello are told. */
export class ConversationSockets {
  readonly #seats: () => Seats<Seat>;

  constructor(seats: () => Seats<Seat>) {
    this.#seats = seats;
  }

  all(): Seat[] {
    return this.#seats().map(({ seat }) => seat);
  }

  /** Whether the customer is here and said hello. */
  hasCustomer(): boolean {
    return this.all().some((seat) => seat.kind === "customer" && seat.ready);
  }

  /** The other side first: who wrote it can wait until its frames are compressed. */
  entries(entries: readonly StoredEntry[]): void {
    if (entries.length === 0) return;
    const agents = () => this.toAgents({ kind: "entries", entries: seenByAgents(entries) });
    const isByAgent = entries[0]?.author.kind === "agent";
    if (!isByAgent) agents();
    const seen = seenByCustomers(entries);
    if (seen.length > 0) this.toCustomers({ kind: "entries", entries: seen });
    if (isByAgent) agents();
  }

  /** A customer hears only what changed in their own count: that a note was read is nothing to them. */
  receipts(before: Receipts, after: Receipts, publicSeqOf: (seq: number) => number): void {
    if (before === after) return;
    this.toAgents({ kind: "receipts", receipts: after });
    if (!this.hasCustomer()) return;
    // Most of these seqs are the same one.
    const known = new Map<number, number>();
    const inPublic = (seq: number) => {
      const publicSeq = known.get(seq) ?? publicSeqOf(seq);
      known.set(seq, publicSeq);
      return publicSeq;
    };
    const told = publicReceipts(after, inPublic);
    if (JSON.stringify(told) !== JSON.stringify(publicReceipts(before, inPublic))) {
      this.toCustomers({ kind: "receipts", receipts: told });
    }
  }

  viewers(): void {
    this.toAgents({ kind: "viewers", viewers: viewersOf(this.all(), Date.now()) });
  }

  /** Who types a reply now, to the customer: when that changed, and again while it goes on. Nothing that is typed into a note makes a frame. */
  agentTyping(before: ReturnType<typeof agentTypingReply>, by: Seat["typing"]): void {
    const agent = agentTypingReply(this.all(), Date.now());
    if (agent?.id !== before?.id || by?.where === "reply") this.toCustomers({ kind: "typing", agent });
  }

  toAgents(message: AgentServerMessage): void {
    this.#to("agent", message);
  }

  toCustomers(message: CustomerServerMessage): void {
    this.#to("customer", message);
  }

  #to(side: "agent" | "customer", message: AgentServerMessage | CustomerServerMessage): void {
    const listening = this.#seats().filter(({ seat }) => seat.ready && seat.kind === side);
    if (listening.length === 0) return;
    const frame = encode(message);
    for (const { connection } of listening) tell(connection, frame);
  }
}

/** The type is the check: a customer's socket is only ever told what a customer's client knows. */
export function tellCustomer(connection: Peer<Seat>, message: CustomerServerMessage): void {
  tell(connection, encode(message));
}

export function tellAgent(connection: Peer<Seat>, message: AgentServerMessage): void {
  tell(connection, encode(message));
}

/** What became of a command, in the count of who gave it. */
export function tellAnswer(connection: Peer<Seat>, { kind }: Seat, id: string, answer: Answer): void {
  if (!("code" in answer)) {
    return tell(connection, encode({ kind: "ack", id, seq: kind === "agent" ? answer.seq : answer.publicSeq }));
  }
  const { code, detail } = answer;
  refuse(connection, id, code, detail === undefined ? {} : { detail });
}

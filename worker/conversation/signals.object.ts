import { type Peer, refuse } from "../platform/base-object.ts";
import { database } from "../platform/database.ts";
import type { ClientMessage } from "../protocol/client-message.ts";
import { limits } from "../protocol/limits.ts";
import { isSneakPeekOn } from "../workspace/workspace.store.ts";
import type { ConversationStore } from "./conversation.store.ts";
import type { ConversationLog } from "./log.object.ts";
import type { CustomerProfile } from "./profile.object.ts";
import { advance, agentTypingReply, type MemberSeat, type Seat } from "./seat.domain.ts";
import { type ConversationSockets, tellCustomer } from "./sockets.object.ts";

type Surroundings = {
  env: Env;
  store: ConversationStore;
  sockets: ConversationSockets;
  log: ConversationLog;
  profile: CustomerProfile;
  keep: (connection: Peer<Seat>, seat: Seat) => void;
  typesReply: (agentId: string) => void;
  /** Something that the lists show has changed. */
  indexChanged: () => void;
};

/** What nobody needs tomorrow: typing, receipts, where the customer is. None of it enters the log. */
export class ConversationSignals {
  readonly #at: Surroundings;
  /** What customers type is told in the order in which it came, although whether it may be shown is looked up each time. */
  #customerTyping = Promise.resolve();

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  typing(
    connection: Peer<Seat>,
    seat: MemberSeat,
    { on, where, text }: Extract<ClientMessage, { kind: "typing" }>,
  ): Promise<void> | void {
    const now = Date.now();
    const before = agentTypingReply(this.#at.sockets.all(), now);
    this.#at.keep(connection, { ...seat, typing: on ? { where, until: now + limits.typingMs } : null });
    if (seat.kind === "customer") {
      this.#customerTyping = this.#customerTyping.then(() => this.#customerTypes(connection, on, text));
      return this.#customerTyping;
    }
    if (on && where === "reply") this.#at.typesReply(seat.agent.id);
    this.#at.sockets.viewers();
    this.#at.sockets.agentTyping(before, on ? { where, until: now } : null);
  }

  /** What the workspace says now decides, and a customer's client that does otherwise is told. */
  async #customerTypes(connection: Peer<Seat>, on: boolean, text: string | undefined): Promise<void> {
    const isShown = on && (await isSneakPeekOn(database(this.#at.env)));
    this.#at.sockets.toAgents({ kind: "customer_typing", on, text: isShown ? (text ?? null) : null });
    if (on && isShown !== (text !== undefined)) tellCustomer(connection, { kind: "sneak_peek", on: isShown });
  }

  receipt(
    connection: Peer<Seat>,
    seat: MemberSeat,
    { delivered, read }: Extract<ClientMessage, { kind: "receipt" }>,
  ): void {
    const inLog = (seq: number) =>
      seat.kind === "agent" ? Math.min(seq, this.#at.log.record?.state.seq ?? 0) : this.#at.store.seqOfPublic(seq);
    const before = this.#at.log.receipts();
    const side = seat.kind === "agent" ? "team" : "customer";
    const after = advance(before, side, { delivered: inLog(delivered), read: inLog(read) });
    if (after === before) return;
    this.#at.keep(connection, { ...seat, cursor: after[side] });
    if (this.#at.log.noteReceipts(before, after)) this.#at.indexChanged();
  }

  /** What a customer's page tells about them. */
  describe(
    connection: Peer<Seat>,
    seat: MemberSeat,
    message: Extract<ClientMessage, { kind: "visit" | "describe" }>,
  ): void {
    if (seat.kind !== "customer") return refuse(connection, null, "forbidden");
    if (message.kind === "visit") {
      return this.#at.profile.noteVisit({ url: message.url, title: message.title, at: Date.now() });
    }
    if (!this.#at.profile.noteAttributes(message.attributes))
      refuse(connection, null, "invalid_frame", { detail: "attributes" });
  }
}

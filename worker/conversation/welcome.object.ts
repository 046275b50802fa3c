import type { Peer } from "../platform/base-object.ts";
import type { ClientMessage } from "../protocol/client-message.ts";
import { closeCode } from "../protocol/close-code.ts";
import { MIN_PROTOCOL_VERSION, PROTOCOL_VERSION } from "../protocol/version.ts";
import type { ConversationStore } from "./conversation.store.ts";
import { seenByAgents, seenByCustomers } from "./log.domain.ts";
import type { ConversationLog } from "./log.object.ts";
import type { CustomerProfile } from "./profile.object.ts";
import { type MemberSeat, publicReceipts, type Seat, viewersOf } from "./seat.domain.ts";
import { type ConversationSockets, tellAgent, tellCustomer } from "./sockets.object.ts";
import { customerStateOf } from "./state.domain.ts";

type Surroundings = {
  log: ConversationLog;
  store: ConversationStore;
  profile: CustomerProfile;
  sockets: ConversationSockets;
  keep: (connection: Peer<Seat>, seat: Seat) => void;
  customerCame: () => void;
};

/** Answers a socket's hello: with exactly what it missed, or with a fresh page where that is shorter. */
export class ConversationWelcome {
  readonly #at: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  give(connection: Peer<Seat>, seat: MemberSeat, hello: Extract<ClientMessage, { kind: "hello" }>): void {
    const { log, store, profile, sockets } = this.#at;
    const record = log.record;
    const panel = profile.panel();
    if (record === null || panel === null) return connection.close(closeCode.notFound, "not_found");
    if (hello.version < MIN_PROTOCOL_VERSION) return connection.close(closeCode.versionTooOld, "version_too_old");
    const last = seat.kind === "agent" ? record.state.seq : record.state.publicSeq;
    const page = store.missed({ kind: seat.kind }, hello.after, last);
    const { mode, more } = page;
    const common = { kind: "welcome" as const, version: PROTOCOL_VERSION, now: Date.now(), mode, more };
    this.#at.keep(connection, { ...seat, ready: true });
    const receipts = log.receipts();
    if (seat.kind === "customer") {
      profile.notePlace(seat.place);
      tellCustomer(connection, {
        ...common,
        state: customerStateOf(record.state),
        entries: seenByCustomers(page.entries),
        receipts: publicReceipts(receipts, (seq) => store.publicSeqOf(seq)),
      });
      profile.tell();
      this.#at.customerCame();
      return;
    }
    const [viewers, entries] = [viewersOf(sockets.all(), Date.now()), seenByAgents(page.entries)];
    tellAgent(connection, { ...common, state: record.state, entries, receipts, viewers, panel });
    sockets.viewers();
  }
}

import type { Jobs } from "../platform/alarms.ts";
import { type Peer, refuse, type Seats, tell } from "../platform/base-object.ts";
import type { AgentName } from "../protocol/agent.ts";
import { encode } from "../protocol/codec.ts";
import { cobrowseLimits } from "../protocol/cobrowse-limits.ts";
import type { Acted, CobrowseAction, CobrowseToAgent, CobrowseToCustomer, Shown } from "../protocol/cobrowse-socket.ts";
import {
  answeredControl,
  askedForControl,
  controls,
  isNewAction,
  type NotedAction,
  type Seat,
} from "./cobrowse.domain.ts";
import type { CobrowseStore } from "./cobrowse.store.ts";

type Surroundings = {
  store: CobrowseStore;
  jobs: () => Jobs;
  session: string;
  seats: () => Seats<Seat>;
  /** The socket of the tab that is shown. */
  shown: () => Peer<Seat> | null;
  /** Everybody must hear how it stands. */
  changed: () => void;
};

/** What agents show in the page, and do in it once the customer has allowed it to one of them. */
export class CobrowseControl {
  readonly #at: Surroundings;
  #noted: NotedAction | null = null;

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  /** A pointer, a highlight or ink: the customer sees it, and so do the colleagues. */
  show(from: Peer<Seat>, by: AgentName, what: Shown): void {
    const frame = encode<Extract<CobrowseToAgent & CobrowseToCustomer, { kind: "shown" }>>({ kind: "shown", by, what });
    const shown = this.#at.shown();
    if (shown !== null) tell(shown, frame);
    for (const { connection, seat } of this.#at.seats()) {
      if (seat.kind === "agent" && seat.ready && connection !== from) tell(connection, frame);
    }
  }

  asked(from: Peer<Seat>, agent: AgentName): void {
    const next = askedForControl(this.#at.store.read(), agent);
    if (next === null) return refuse(from, null, "control_taken");
    this.#at.store.save(next);
    this.#at.jobs().set("control_missed", Date.now() + cobrowseLimits.controlAnswerMs);
    this.#at.changed();
  }

  answered(allow: boolean): void {
    const before = this.#at.store.read();
    const next = answeredControl(before, allow);
    if (next === null || before.control === null) return;
    this.#at.jobs().clear("control_missed");
    this.#at.store.save(next);
    if (allow) {
      this.#at.store.addNote(this.#at.session, { kind: "controlled", agent: before.control.agent });
      this.#at.jobs().set("notes", Date.now());
    } else this.#toAgent(before.control.agent.id, { kind: "control_declined" });
    this.#at.changed();
  }

  missed(): void {
    if (this.#at.store.read().control?.phase === "asked") this.answered(false);
  }

  /** The customer ends it. */
  ended(): void {
    const session = this.#at.store.read();
    if (session.control === null) return;
    this.#at.store.save({ ...session, control: null });
    this.#at.changed();
  }

  /** This agent controls no more, or asks no more. */
  left(agentId: string): void {
    if (this.#at.store.read().control?.agent.id === agentId) this.ended();
  }

  act(from: Peer<Seat>, agent: AgentName, { id, action }: { id: string; action: CobrowseAction }): void {
    if (!controls(this.#at.store.read(), agent.id)) return refuse(from, id, "control_not_allowed");
    const shown = this.#at.shown();
    if (shown === null) return refuse(from, id, "not_found");
    tell(shown, encode<CobrowseToCustomer>({ kind: "act", id, action }));
  }

  /** The customer's page did it, or not. What was done is a line for the team. */
  acted(acted: Acted): void {
    const { control } = this.#at.store.read();
    if (control?.phase !== "granted") return;
    this.#toAgent(control.agent.id, acted);
    if (acted.outcome !== "done") return;
    const { action, on, enter } = acted;
    const next = { agent: control.agent.id, action, on, enter, at: Date.now() };
    if (!isNewAction(this.#noted, next)) return;
    this.#noted = next;
    this.#at.store.addNote(this.#at.session, { kind: "acted", agent: control.agent, action, on, enter });
    this.#at.jobs().set("notes", Date.now());
  }

  #toAgent(agentId: string, message: CobrowseToAgent): void {
    const frame = encode(message);
    for (const { connection, seat } of this.#at.seats()) {
      if (seat.kind === "agent" && seat.ready && seat.agent.id === agentId) tell(connection, frame);
    }
  }
}

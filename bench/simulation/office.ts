import { availabilityOf, canAnswer, type Presence, withInbox } from "../../worker/agent/availability.domain.ts";
import {
  awaitedOwner,
  type Candidate,
  compareInLine,
  firstReplyDueAt,
  holderOf,
  idleAt,
  mayBeGiven,
  nextAgent,
  waitsInLineSince,
} from "../../worker/assignment/assignment.domain.ts";
import { type Actor, type Command, decide } from "../../worker/conversation/conversation.domain.ts";
import type { ConversationState } from "../../worker/protocol/conversation.ts";
import type { StoredEntry } from "../../worker/conversation/log.domain.ts";
import { limits } from "../../worker/protocol/limits.ts";
import type { AssignmentMethod } from "../../worker/protocol/team.ts";
import { type Dice, VirtualClock } from "./clock.ts";

/** How often a customer's wait for an owner is looked at, as ConversationOwnership does it. */
const checkMs = 60_000;

type WithoutId<C> = C extends unknown ? Omit<C, "id"> : never;
const system: Actor = { kind: "system" };

/**
 * The three kinds of objects and what they tell each other, in virtual time: every message between them takes a few
 * milliseconds, so that everything which can cross does. What they decide, the product's own rules decide.
 */
export class Office {
  readonly clock = new VirtualClock();
  readonly teams = new Map<string, SimTeam>();
  readonly agents = new Map<string, SimAgent>();
  readonly conversations = new Map<string, SimConversation>();
  readonly dice: Dice;
  /** A conversation's entries, as they are committed. */
  committed: (
    conversation: SimConversation,
    entries: readonly StoredEntry[],
    before: ConversationState | null,
  ) => void = () => {};

  constructor(dice: Dice) {
    this.dice = dice;
  }

  /** From one object to another. */
  tell(run: () => void): void {
    this.clock.after(this.dice.between(1, 40), run);
  }
}

/** The Agent object. */
export class SimAgent {
  presence: Presence;
  readonly claims = new Map<string, { idle: boolean }>();
  assignedAt = 0;
  availableSince = 0;
  #before: string;
  readonly office: Office;
  readonly id: string;
  readonly limit: number;
  readonly teams: SimTeam[];

  constructor(office: Office, id: string, limit: number, teams: SimTeam[]) {
    this.office = office;
    this.id = id;
    this.limit = limit;
    this.teams = teams;
    this.presence = { said: "available", active: true, inboxes: [], lostAt: null };
    this.#before = this.availability;
  }

  get availability() {
    return availabilityOf(this.presence, this.office.clock.now, limits.availabilityGraceMs);
  }

  standing(): Candidate {
    const load = [...this.claims.values()].filter(({ idle }) => !idle).length;
    const { id, limit, availability, assignedAt, availableSince } = this;
    return { id, limit, availability, load, assignedAt, availableSince };
  }

  says(said: Presence["said"]): void {
    this.presence = { ...this.presence, said };
    this.changed();
  }

  /** All consoles of this agent open or close. */
  isThere(there: boolean): void {
    const { now } = this.office.clock;
    for (const team of this.teams)
      this.presence = { ...this.presence, ...withInbox(this.presence, team.id, there, now) };
    if (!there) this.office.clock.after(limits.availabilityGraceMs, () => this.changed());
    this.changed();
  }

  claim(conversation: string): boolean {
    const known = this.claims.get(conversation);
    if (known !== undefined && !known.idle) return true;
    if (!mayBeGiven(this.standing())) return false;
    this.claims.set(conversation, { idle: false });
    this.assignedAt = this.office.clock.now;
    this.changed();
    return true;
  }

  holds(conversation: string, held: { idle: boolean } | null): void {
    if (held === null) this.claims.delete(conversation);
    else this.claims.set(conversation, held);
    this.changed();
  }

  changed(): void {
    const { availability, office } = this;
    if (availability === "available" && this.#before !== "available") this.availableSince = office.clock.now;
    const wentAway = availability === "away" && this.#before !== "away";
    this.#before = availability;
    const standing = this.standing();
    for (const team of this.teams) office.tell(() => team.agentChanged(standing));
    if (wentAway) {
      for (const id of this.claims.keys()) office.tell(() => office.conversations.get(id)?.ownerAway(this.id));
    }
  }
}

/** The Inbox object. */
export class SimTeam {
  readonly line = new Map<string, { conversation: string; since: number; version: number }>();
  readonly standings = new Map<string, Candidate>();
  #assigning = false;
  readonly office: Office;
  readonly id: string;
  readonly method: AssignmentMethod;

  constructor(office: Office, id: string, method: AssignmentMethod) {
    this.office = office;
    this.id = id;
    this.method = method;
  }

  agentChanged(standing: Candidate): void {
    this.standings.set(standing.id, standing);
    this.assign();
  }

  report(state: ConversationState, version: number): void {
    const since =
      state.team.id === this.id
        ? waitsInLineSince({ ...state, lastAt: state.lastMessage?.at ?? state.startedAt })
        : null;
    const known = this.line.get(state.id);
    if ((known?.version ?? -1) > version) return;
    if (since === null) this.line.delete(state.id);
    else this.line.set(state.id, { conversation: state.id, since, version });
    this.assign();
  }

  inOrder() {
    return [...this.line.values()].toSorted(compareInLine);
  }

  /** One pass at a time; each step of it takes the time of two messages. */
  assign(): void {
    if (this.#assigning || this.method === "manual") return;
    const { office } = this;
    for (const { conversation } of this.inOrder()) {
      const its = office.conversations.get(conversation);
      const next = nextAgent(this.method, [...this.standings.values()], its?.state.tried ?? []);
      const agent = next === null ? undefined : office.agents.get(next.id);
      if (its === undefined || agent === undefined) continue;
      this.#assigning = true;
      office.tell(() => {
        const granted = agent.claim(conversation);
        const standing = agent.standing();
        office.tell(() => {
          this.standings.set(agent.id, standing);
          const given =
            granted && its.does(system, { kind: "assign", to: { id: agent.id, name: agent.id }, team: this.id });
          if (granted && !given) office.tell(() => agent.holds(conversation, its.heldBy(agent.id)));
          if (granted) this.line.delete(conversation);
          this.#assigning = false;
          this.assign();
        });
      });
      return;
    }
  }
}

/** The Conversation object. */
export class SimConversation {
  state!: ConversationState;
  idle = false;
  version = 0;
  #commands = 0;
  #stopped = false;
  #firstReply = 0;
  #checks = false;
  readonly office: Office;
  readonly id: string;

  constructor(office: Office, id: string) {
    this.office = office;
    this.id = id;
    office.conversations.set(id, this);
  }

  get isOpen(): boolean {
    return this.state.status === "open";
  }

  does(actor: Actor, command: WithoutId<Command>): boolean {
    const { office, id } = this;
    const { now } = office.clock;
    const before = this.version === 0 ? null : this.state;
    this.#commands += 1;
    const decision = decide(before, { ...command, id: `${id}-${this.#commands}` }, actor, now);
    if (!decision.ok) return false;
    if (decision.entries.length === 0) return true;
    this.state = decision.state;
    this.version += 1;
    office.committed(this, decision.entries, before);
    this.#follow(before, decision.effects);
    return true;
  }

  ownerAway(agent: string): void {
    if (awaitedOwner(this.state) === agent) this.#lose(agent, "owner_away");
  }

  heldBy(agent: string): { idle: boolean } | null {
    return holderOf(this.state) === agent ? { idle: this.idle } : null;
  }

  ownerTypes(): void {
    this.#stopped = true;
  }

  /** What follows from a commit, as in ConversationOwnership. */
  #follow(before: ConversationState | null, effects: readonly { kind: string }[]): void {
    const { office, state, version } = this;
    for (const team of new Set([before?.team.id, state.team.id])) {
      if (team !== undefined) office.tell(() => office.teams.get(team)?.report(state, version));
    }
    const [held, holder] = [holderOf(before), holderOf(state)];
    if (held !== holder) for (const agent of [held, holder]) if (agent !== null) this.#tellHolder(agent);
    if (before?.lastMessage?.seq !== state.lastMessage?.seq) {
      if (this.idle && holder !== null) this.#tellHolder(holder);
      this.idle = false;
      office.clock.at(idleAt(state, limits.idleMs), () => this.#becomesIdle());
    }
    if (effects.some(({ kind }) => kind.startsWith("check_"))) this.#checkOwner();
    this.#watchOwner();
    const due = firstReplyDueAt(state, limits.firstReplyMs);
    if (due !== null && due !== this.#firstReply) {
      this.#stopped = false;
      this.#firstReply = due;
      office.clock.at(due, () => this.#firstReplyIsOver(due));
    } else if (due !== null && this.#stopped && state.lastMessage?.by === "customer") {
      this.#stopped = false;
      office.clock.after(limits.firstReplyMs, () => this.#firstReplyIsOver(due));
    }
  }

  #firstReplyIsOver(due: number): void {
    const owner = awaitedOwner(this.state);
    if (owner === null || this.#stopped || firstReplyDueAt(this.state, limits.firstReplyMs) !== due) return;
    this.#lose(owner, "no_reply");
  }

  #becomesIdle(): void {
    if (this.idle || idleAt(this.state, limits.idleMs) > this.office.clock.now) return;
    const holder = holderOf(this.state);
    if (holder === null) return;
    this.idle = true;
    this.#tellHolder(holder);
  }

  #tellHolder(agent: string): void {
    this.office.tell(() => this.office.agents.get(agent)?.holds(this.id, this.heldBy(agent)));
  }

  #watchOwner(): void {
    if (this.#checks || awaitedOwner(this.state) === null) return;
    this.#checks = true;
    this.office.clock.after(checkMs, () => {
      this.#checks = false;
      this.#checkOwner();
      this.#watchOwner();
    });
  }

  #checkOwner(): void {
    const owner = awaitedOwner(this.state);
    const agent = owner === null ? undefined : this.office.agents.get(owner);
    if (agent === undefined) return;
    this.office.tell(() => {
      const can = canAnswer(agent.availability);
      this.office.tell(() => {
        if (!can && awaitedOwner(this.state) === agent.id) this.#lose(agent.id, "owner_away");
      });
    });
  }

  #lose(owner: string, reason: "owner_away" | "no_reply"): void {
    this.does(system, { kind: "owner_lost", owner, reason });
  }
}

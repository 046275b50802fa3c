import { awaitedOwner, firstReplyDueAt, holderOf, idleAt, waitsInLineSince } from "../assignment/assignment.domain.ts";
import type { Jobs } from "../platform/alarms.ts";
import { agentObject, inboxObject } from "../platform/objects.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import { limits } from "../protocol/limits.ts";
import type { Command, Effect } from "./conversation.domain.ts";
import type { ConversationLog } from "./log.object.ts";
import type { ConversationSockets } from "./sockets.object.ts";

/** While a customer waits for an owner, it is asked this often at the least whether the owner can answer. */
const checkMs = 60_000;

/** An owner who could answer a moment ago is not asked for again: that they went away is told by their Agent object. */
const trustMs = 20_000;

type OwnerLost = Extract<Command, { kind: "owner_lost" }>;
type Surroundings = {
  env: Env;
  log: ConversationLog;
  jobs: () => Jobs;
  sockets: ConversationSockets;
  /** Gives a command of the system. */
  execute: (command: Command) => unknown;
  after: (work: Promise<unknown>, failure: string) => void;
};

/**
 * Keeps the one promise about owners: no open conversation without an owner who can answer or a ringing inbox. What it
 * must not forget is a job of the conversation's alarm; what an owner's load is, their Agent object counts.
 */
export class ConversationOwnership {
  readonly #at: Surroundings;
  /** Lost with an eviction, which only costs one more question. */
  #trustedUntil = 0;

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  /** Something was committed: what follows from it. Called for each message, so it writes only what changed. */
  committed(before: ConversationState | null, state: ConversationState): void {
    const { log, jobs } = this.#at;
    const now = Date.now();
    const holder = holderOf(state);
    const held = holderOf(before);
    if (held !== holder) {
      this.#trustedUntil = 0;
      for (const agent of [held, holder]) if (agent !== null) jobs().set(`holder:${agent}`, now);
    }
    if (holder !== null) {
      jobs().ensure("idle", idleAt(state, limits.idleMs));
      if (log.isIdle && before?.lastMessage?.seq !== state.lastMessage?.seq) {
        log.setIdle(false);
        jobs().set(`holder:${holder}`, now);
      }
    }
    if (awaitedOwner(state) !== null) jobs().ensure("check_owner", now + checkMs);
    this.#timeFirstReply(before, state);
    if (isInLine(before) !== isInLine(state)) this.#lineChanged(state);
  }

  effect(effect: Extract<Effect, { kind: "check_owner" | "check_reopened" }>): void {
    if (effect.kind === "check_reopened") this.#at.jobs().set("check_reopened", Date.now());
    else if (Date.now() >= this.#trustedUntil) this.#at.after(this.#checkOwner(), "owner_unchecked");
  }

  /** Whoever types a reply is there: their time for the first one is not counted on. The customer's next word starts it anew. */
  typesReply(agentId: string): void {
    const { jobs, log } = this.#at;
    if (jobs().dueAt("first_reply") !== null && log.record?.state.assignee?.id === agentId) jobs().clear("first_reply");
  }

  /** The team's time for a first reply is another one now. */
  firstReplyChanged(): void {
    const state = this.#at.log.record?.state;
    if (state === undefined || this.#at.jobs().dueAt("first_reply") === null) return;
    const due = firstReplyDueAt(state, this.#at.log.firstReplyMs);
    if (due !== null && due !== this.#at.jobs().dueAt("first_reply")) this.#at.jobs().set("first_reply", due);
  }

  /**
   * Whom the team's method chose owns it now: said at once, by itself. A job says later only what is so then, and of an agent who has
   * lost it meanwhile that would be the loss alone, which their Agent object takes for older than its claim.
   */
  assigned(agentId: string): void {
    const { env, log, jobs, after } = this.#at;
    const state = log.record?.state;
    if (state === undefined) return;
    const told = agentObject(env, agentId).holds(state.id, this.heldBy(agentId));
    // What is so when that has arrived comes last, whatever overtook it.
    after(
      told.then(() => jobs().set(`holder:${agentId}`, Date.now())),
      "holder_untold",
    );
  }

  /** The owner is away now. Who waits for them waits in the line instead; who does not is asked about when they write. */
  ownerAway(agentId: string): void {
    this.#trustedUntil = 0;
    const state = this.#at.log.record?.state;
    if (state !== undefined && awaitedOwner(state) === agentId) this.#lose(agentId, "owner_away");
  }

  ownerLeft(agentId: string): void {
    this.#lose(agentId, "agent_left");
  }

  /** What this agent's load must say of this conversation. */
  heldBy(agentId: string): { idle: boolean } | null {
    const { log } = this.#at;
    return holderOf(log.record?.state ?? null) === agentId ? { idle: log.isIdle } : null;
  }

  /** The customer opened a socket, or began to wait: they hear their place, and when it changes. */
  async tellPlace(): Promise<void> {
    const { env, log, sockets } = this.#at;
    const state = log.record?.state;
    if (state === undefined || !isInLine(state) || !sockets.hasCustomer()) return;
    const place = await inboxObject(env, state.team.id).watchPlace(state.id);
    if (place.place !== null && isInLine(log.record?.state ?? null)) sockets.toCustomers({ kind: "line", ...place });
  }

  async work(key: string): Promise<void> {
    const { env, log, jobs } = this.#at;
    const state = log.record?.state;
    if (state === undefined) return;
    const owner = holderOf(state);
    if (key === "first_reply" && state.assignee !== null) this.#lose(state.assignee.id, "no_reply");
    if (key === "check_owner" && awaitedOwner(state) !== null) await this.#checkOwner();
    if (key === "check_reopened" && owner !== null) await this.#checkReopened(owner);
    if (key === "idle" && owner !== null) {
      const at = idleAt(state, limits.idleMs);
      if (at > Date.now()) return jobs().set("idle", at);
      log.setIdle(true);
      jobs().set(`holder:${owner}`, Date.now());
    }
    if (key.startsWith("holder:")) {
      const agentId = key.slice("holder:".length);
      await agentObject(env, agentId).holds(state.id, this.heldBy(agentId));
    }
  }

  /** Asks again until nobody waits for this owner any more. */
  async #checkOwner(): Promise<void> {
    const { env, log, jobs } = this.#at;
    const owner = log.record === null ? null : awaitedOwner(log.record.state);
    if (owner === null) return;
    const { canAnswer, until } = await agentObject(env, owner).canAnswer();
    // Others wrote meanwhile.
    if (log.record === null || awaitedOwner(log.record.state) !== owner) return;
    if (!canAnswer) return this.#lose(owner, "owner_away");
    const now = Date.now();
    if (until === null) this.#trustedUntil = now + trustMs;
    const next = Math.min(now + checkMs, until ?? Number.POSITIVE_INFINITY);
    const due = jobs().dueAt("check_owner");
    // One that comes a little sooner costs a question, moving it a row for each of the customer's messages.
    if (due === null || due <= now || due > next) jobs().set("check_owner", next);
  }

  async #checkReopened(owner: string): Promise<void> {
    const { env, jobs } = this.#at;
    const { canAnswer, until } = await agentObject(env, owner).canAnswer();
    if (!canAnswer) this.#lose(owner, "owner_away");
    else if (until !== null) jobs().set("check_reopened", until);
  }

  #lose(owner: string, reason: OwnerLost["reason"]): void {
    this.#at.execute({ kind: "owner_lost", id: crypto.randomUUID(), owner, reason });
  }

  /** Set when it is owed, cleared when it is not any more; begun anew by a customer who writes again after it was stopped. */
  #timeFirstReply(before: ConversationState | null, state: ConversationState): void {
    const { jobs, log } = this.#at;
    const due = firstReplyDueAt(state, log.firstReplyMs);
    if (due === null) return jobs().clear("first_reply");
    const wasDue = before === null ? null : firstReplyDueAt(before, log.firstReplyMs);
    if (due !== wasDue) return jobs().set("first_reply", due);
    const wroteAgain = state.lastMessage?.by === "customer" && state.lastMessage.seq !== before?.lastMessage?.seq;
    if (wroteAgain) jobs().ensure("first_reply", Date.now() + log.firstReplyMs);
  }

  #lineChanged(state: ConversationState): void {
    const { sockets, after } = this.#at;
    if (!sockets.hasCustomer()) return;
    if (isInLine(state)) after(this.tellPlace(), "place_untold");
    else sockets.toCustomers({ kind: "line", place: null, available: true });
  }
}

function isInLine(state: ConversationState | null): boolean {
  return state !== null && waitsInLineSince({ ...state, lastAt: state.startedAt }) !== null;
}

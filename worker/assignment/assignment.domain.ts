import type { Availability } from "../protocol/agent.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { InboxRow } from "../protocol/inbox.ts";
import type { AssignmentMethod } from "../protocol/team.ts";

/** An agent as their Agent object last told of them. Times in milliseconds since 1970; 0: never. */
export type Candidate = {
  id: string;
  availability: Availability;
  load: number;
  limit: number;
  /** When they were last given a conversation, in any team. */
  assignedAt: number;
  /** Since when they are available without a break. */
  availableSince: number;
};

/** Who had a conversation and did not answer in time, and when it was taken from them. */
export type Tried = { id: string; at: number };

/** A conversation in a team's waiting line. */
export type Waiting = { conversation: string; since: number };

/**
 * Who gets a waiting conversation; null: nobody now. Away, busy and full agents never; who did not answer it in time only
 * when they have come anew since. The answer is a proposal: the Agent object decides whether it is still so.
 */
export function nextAgent(
  method: AssignmentMethod,
  candidates: readonly Candidate[],
  tried: readonly Tried[],
): Candidate | null {
  if (method === "manual") return null;
  const free = candidates.filter((candidate) => mayBeGiven(candidate) && !wasTried(candidate, tried));
  const compare = method === "balanced" ? fewestFirst : longestWithoutFirst;
  return free.reduce<Candidate | null>((best, each) => (best === null || compare(each, best) < 0 ? each : best), null);
}

/** Whether anything may be given to this agent by itself. */
export function mayBeGiven({ availability, load, limit }: Pick<Candidate, "availability" | "load" | "limit">): boolean {
  return availability === "available" && load < limit;
}

function wasTried({ id, availableSince }: Candidate, tried: readonly Tried[]): boolean {
  return tried.some((each) => each.id === id && each.at >= availableSince);
}

function longestWithoutFirst(a: Candidate, b: Candidate): number {
  return a.assignedAt - b.assignedAt || (a.id < b.id ? -1 : 1);
}

function fewestFirst(a: Candidate, b: Candidate): number {
  return a.load - b.load || longestWithoutFirst(a, b);
}

/** Whoever waits longest is first; the id makes the order total. */
export function compareInLine(a: Waiting, b: Waiting): number {
  return a.since - b.since || (a.conversation < b.conversation ? -1 : 1);
}

/** Since when a conversation waits in its team's line; null: it does not. The order of the list "longest waiting". */
export function waitsInLineSince(
  row: Pick<InboxRow, "status" | "assignee" | "waitingSince" | "lastAt"> & { flow?: object | null | undefined },
): number | null {
  // While a flow talks to the customer, it keeps that nobody is forgotten: each wait of a run has its end.
  if (row.flow !== undefined && row.flow !== null) return null;
  return row.status === "open" && row.assignee === null ? (row.waitingSince ?? row.lastAt) : null;
}

/** Whose load a conversation is part of, unless it is idle; null: nobody's. */
export function holderOf(state: Pick<ConversationState, "status" | "assignee"> | null): string | null {
  return state?.status === "open" ? (state.assignee?.id ?? null) : null;
}

/** The owner for whom a customer waits; null: none does, or there is no owner. */
export function awaitedOwner(state: Pick<ConversationState, "status" | "assignee" | "waitingSince">): string | null {
  return state.waitingSince === null ? null : holderOf(state);
}

/** When the owner's time for their first answer is over; null: they owe none. */
export function firstReplyDueAt(state: ConversationState, firstReplyMs: number): number | null {
  if (awaitedOwner(state) === null || state.owedSince === null || state.waitingSince === null) return null;
  return Math.max(state.owedSince, state.waitingSince) + firstReplyMs;
}

/** When neither side will have written for so long that the conversation no longer counts towards a limit. */
export function idleAt(state: Pick<ConversationState, "lastMessage" | "startedAt">, idleMs: number): number {
  return (state.lastMessage?.at ?? state.startedAt) + idleMs;
}

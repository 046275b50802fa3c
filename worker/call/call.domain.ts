import type { Call, CallFact, CallPerson, CallPurpose, CallTransport } from "../protocol/call.ts";
import { callLimits } from "../protocol/call-limits.ts";
import type { Author } from "../protocol/entry.ts";
import { type Refusal, refusal } from "../protocol/error.ts";

/** Who acts on a call: an agent or the customer by themselves, the system for everybody whom it looks after (guests, the lost). */
export type CallActor = { kind: "agent" | "customer"; person: CallPerson } | { kind: "system" };

/** An act with everything that it needs looked up. `call` is the call that is meant. */
export type CallStep =
  /** `calleeHere`: whether the customer's page is open. `allowed`: whether the customer's site lets customers call. */
  | {
      do: "request";
      call: string;
      purpose: CallPurpose;
      transport: CallTransport;
      calleeHere: boolean;
      allowed: boolean;
    }
  | { do: "accept" | "decline" | "cancel" | "end" | "use_mesh"; call: string }
  | { do: "missed" | "nobody_came"; call: string }
  | { do: "enter"; call: string; person: CallPerson }
  /** `at`: when they were last seen. */
  | { do: "exit"; call: string; person: string; how: "left" | "lost"; at: number }
  | { do: "remove"; call: string; person: string }
  | { do: "desktop"; call: string; person: string; on: boolean }
  | { do: "invited"; call: string; names: string[] };

/**
 * What a step does to the call of a conversation: the facts that it adds, or why not. An empty list: it is so already. Pure,
 * like `decide` of the conversation, which is its only caller.
 */
export function decideCall(call: Call | null, step: CallStep, actor: CallActor, now: number): CallFact[] | Refusal {
  if (step.do === "request") return request(call, step, actor);
  if (call?.id !== step.call) return over(step);
  switch (step.do) {
    case "accept":
      if (!isAsked(call, actor)) return refusal("forbidden");
      return call.phase === "ringing" ? [{ kind: "accepted" }] : [];
    case "decline":
      if (!isAsked(call, actor)) return refusal("forbidden");
      return call.phase === "ringing" ? [{ kind: "declined" }] : refusal("call_answered");
    case "cancel":
      if (actor.kind !== call.by.kind) return refusal("forbidden");
      return call.phase === "ringing" ? [{ kind: "cancelled" }] : refusal("call_answered");
    case "missed":
      return call.phase === "ringing" ? [{ kind: "missed" }] : [];
    case "nobody_came":
      return call.phase === "accepted" ? [ended("nobody_came", call, now)] : [];
    case "enter":
      return enter(call, step.person);
    case "exit":
      return exit(call, step.person, step.how, step.at);
    case "remove":
      if (!mayHost(call, actor)) return refusal("not_host");
      return step.person === call.host ? refusal("forbidden") : exit(call, step.person, "removed", now);
    case "end":
      if (!mayHost(call, actor)) return refusal("not_host");
      if (call.phase !== "ringing") return [ended("ended", call, now)];
      return [{ kind: call.by.kind === "agent" ? "cancelled" : "declined" }];
    case "desktop":
      return desktop(call, step.person, step.on);
    case "invited":
      if (actor.kind !== "agent" || !call.people.some(({ id }) => id === actor.person.id)) return refusal("forbidden");
      return [{ kind: "invited", names: step.names }];
    case "use_mesh":
      if (actor.kind !== "agent") return refusal("forbidden");
      if (call.transport === "mesh") return [];
      // Whoever tried alone is in it by the log, and nowhere else.
      if (call.people.some(({ id }) => id !== actor.person.id)) return refusal("call_running");
      return [{ kind: "moved_to_mesh" }];
    default:
      return step satisfies never;
  }
}

function request(
  call: Call | null,
  { purpose, transport, calleeHere, allowed }: Extract<CallStep, { do: "request" }>,
  actor: CallActor,
): CallFact[] | Refusal {
  if (actor.kind === "system") return refusal("forbidden");
  if (call !== null) return refusal("call_running");
  if (actor.kind === "agent") {
    return calleeHere ? [{ kind: "requested", purpose, transport }] : refusal("customer_not_here");
  }
  if (!allowed) return refusal("calls_off");
  return purpose === "audio" || purpose === "video"
    ? [{ kind: "requested", purpose, transport }]
    : refusal("forbidden");
}

/** What follows by itself finds nothing to do in a call that is over; a person hears that it is. */
function over({ do: what }: CallStep): CallFact[] | Refusal {
  const isIdle = what === "missed" || what === "nobody_came" || what === "exit" || what === "desktop" || what === "end";
  return isIdle ? [] : refusal("call_over");
}

function enter(call: Call, person: CallPerson): CallFact[] | Refusal {
  if (call.people.some(({ id }) => id === person.id)) return [];
  // Colleagues may talk while the customer is rung; whoever is rung answers first.
  if (call.phase === "ringing" && (person.kind === "customer") !== (call.by.kind === "customer"))
    return refusal("call_unanswered");
  if (call.people.length >= callLimits.people[call.transport]) return refusal("call_full");
  return [{ kind: "joined", person }];
}

/** A call is over when somebody leaves and at most one is left. Before it was answered, its caller's leaving takes it back. */
function exit(call: Call, id: string, how: "left" | "lost" | "removed", at: number): CallFact[] {
  const person = call.people.find((each) => each.id === id);
  if (person === undefined) return [];
  const left: CallFact = { kind: "left", person, how };
  const others = call.people.length - 1;
  if (call.phase === "ringing") return others === 0 ? [{ kind: "cancelled" }] : [left];
  if (others > 1 || (others === 1 && call.liveAt === null)) return [left];
  return [left, ended(how === "lost" ? "lost" : "left", call, at)];
}

function desktop(call: Call, id: string, on: boolean): CallFact[] {
  const person = call.people.find((each) => each.id === id);
  if (person === undefined || call.sharing.includes(id) === on) return [];
  return [{ kind: "desktop", person, on }];
}

function ended(how: Extract<CallFact, { kind: "ended" }>["how"], { liveAt }: Call, at: number): CallFact {
  return { kind: "ended", how, seconds: liveAt === null ? 0 : Math.max(0, Math.round((at - liveAt) / 1_000)) };
}

/** The side that is rung: the customer, or any agent. */
function isAsked({ by }: Call, actor: CallActor): boolean {
  return actor.kind !== "system" && actor.kind !== by.kind;
}

/** Where no agent is in it, any may. */
function mayHost({ host }: Call, actor: CallActor): boolean {
  return actor.kind === "agent" && (host === null || host === actor.person.id);
}

/** An author as somebody in a call; the system acts for nobody who could be in one. */
export function personOf(author: Author, customerName: string | null): CallPerson {
  if (author.kind === "agent") return { id: author.id, kind: "agent", name: author.name };
  return { id: "customer", kind: "customer", name: customerName };
}

/** Who is told what only the team may know of a call. */
export function isForTeam({ kind }: CallFact): boolean {
  return kind === "invited" || kind === "moved_to_mesh";
}

/** Folds one fact. `about` is the entry that carries it: `call` the call's id, `by` its author as a person. */
export function applyCall(
  before: Call | null,
  fact: CallFact,
  about: { call: string; at: number; by: CallPerson },
): Call | null {
  if (fact.kind === "requested") {
    const { purpose, transport } = fact;
    return {
      ...{ id: about.call, purpose, transport, by: about.by, at: about.at },
      ...{ phase: "ringing", acceptedAt: null, liveAt: null, people: [], host: null, sharing: [] },
    };
  }
  if (before?.id !== about.call) return before;
  switch (fact.kind) {
    // Folding what was folded already changes nothing: a client may have the call before it has its entries.
    case "accepted":
      if (before.phase !== "ringing") return before;
      return lively({ ...before, phase: "accepted", acceptedAt: about.at }, about.at);
    case "missed":
    case "declined":
      // Colleagues who talk already go on without the customer.
      return before.people.length > 1 ? lively({ ...before, phase: "accepted" }, about.at) : null;
    case "cancelled":
    case "ended":
      return null;
    case "joined":
      if (before.people.some(({ id }) => id === fact.person.id)) return before;
      return lively(withPeople(before, [...before.people, fact.person]), about.at);
    case "left":
      return withPeople(
        before,
        before.people.filter(({ id }) => id !== fact.person.id),
      );
    case "desktop": {
      const others = before.sharing.filter((id) => id !== fact.person.id);
      return { ...before, sharing: fact.on ? [...others, fact.person.id] : others };
    }
    case "invited":
      return { ...before, purpose: "conference" };
    case "moved_to_mesh":
      return { ...before, transport: "mesh" };
    default:
      return fact satisfies never;
  }
}

function withPeople(call: Call, people: CallPerson[]): Call {
  const isIn = (id: string) => people.some((person) => person.id === id);
  const first = people.find(({ kind }) => kind === "agent")?.id ?? null;
  return {
    ...call,
    people,
    host: call.host !== null && isIn(call.host) ? call.host : first,
    sharing: call.sharing.filter(isIn),
  };
}

/** Two people in an answered call make it live. */
function lively(call: Call, at: number): Call {
  if (call.phase === "ringing" || call.people.length < 2 || call.liveAt !== null) return call;
  return { ...call, phase: "live", liveAt: at };
}

/** When something must happen to the call although nobody does anything; null: never. */
export function callDue(call: Call | null): { step: "missed" | "nobody_came"; at: number } | null {
  if (call?.phase === "ringing") return { step: "missed", at: call.at + callLimits.ringMs };
  if (call?.phase === "accepted") return { step: "nobody_came", at: (call.acceptedAt ?? call.at) + callLimits.comeMs };
  return null;
}

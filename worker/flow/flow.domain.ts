import type { AgentName } from "../protocol/agent.ts";
import type { ArticleCard } from "../protocol/article-card.ts";
import type { Attachment } from "../protocol/attachment.ts";
import type { Named } from "../protocol/conversation.ts";
import type { Attributes } from "../protocol/customer.ts";
import type { EntryBody } from "../protocol/entry.ts";
import type { FlowDefinition, FlowStep } from "../protocol/flow.ts";
import type { FlowFault, FlowRun } from "../protocol/flow-run.ts";
import { readAnswer, type Said } from "./flow-answer.domain.ts";
import { canBeAnswered, chooseCase, type FlowFacts, needsAsking } from "./flow-facts.domain.ts";
import { type FlowResponse, takenFrom } from "./flow-request.domain.ts";
import { FlowTurn } from "./flow-turn.domain.ts";
import { retryWords } from "./flow-words.domain.ts";

/** Whose a conversation can be: an agent's of a team, or the team's alone. */
export type FlowPlace = { agent: AgentName | null; team: Named };

/** A message that stands elsewhere: a chat block's, an article's card. */
export type FlowContent = {
  text: string;
  buttons?: string[] | undefined;
  article?: ArticleCard | undefined;
  attachments?: Attachment[] | undefined;
};

/**
 * What makes a run go on. Each is for the turn in which it was caused: what comes late, or again, the conversation leaves
 * out (`turn`). `null` in an answer means that there is no such thing (any more).
 */
export type FlowTrigger =
  | { kind: "begin" }
  /** The customer wrote. Whatever they say while nothing is asked goes into the log and changes nothing here. */
  | { kind: "said"; said: Said }
  /** The time of `waits.until` has come: a pause is over, or what was waited for did not come. */
  | { kind: "time" }
  | { kind: "called"; response: FlowResponse }
  /** `facts` now says what had to be asked for. */
  | { kind: "facts" }
  | { kind: "content"; messages: FlowContent[] | null }
  | { kind: "flow"; flow: { id: string; name: string; version: number; definition: FlowDefinition } | null }
  | { kind: "place"; place: FlowPlace | null }
  /** The customer asked for a person, and somebody is available. */
  | { kind: "person" };

/** An entry that a run makes; the author is the system. */
export type FlowDraft = { audience: "everyone" | "team"; body: EntryBody };

export type FlowEffect =
  /** The run is to be looked at again at this time, by a job; what has to be asked for is asked for at once besides. */
  | { kind: "wake"; at: number }
  /** Of the customer's profile. */
  | { kind: "profile"; attributes: Attributes; language: string | null }
  /** The conversation goes to this place (null: it stays where it is) and somebody is waited for. */
  | { kind: "hand_over"; place: FlowPlace | null }
  | { kind: "done" };

/**
 * What a trigger did: entries in their order, what is to happen besides, and the run as those entries leave it (null: it ended).
 * Nothing at all where the trigger is not what the run waits for.
 */
export type FlowStepped = { drafts: FlowDraft[]; effects: FlowEffect[]; run: FlowRun | null };

/** A run at its first step; `stepFlow` with "begin" makes it go. `start` must be a step of it. */
export function newRun(
  id: string,
  flow: { id: string; name: string; version: number; definition: FlowDefinition },
  by: AgentName | null,
  now: number,
): FlowRun {
  const { definition, version } = flow;
  return {
    ...{ id, flow: { id: flow.id, name: flow.name }, version, startedAt: now, by, step: definition.start ?? "none" },
    waits: { kind: "time", until: now, typing: false },
    ...{ turn: 0, tries: 0, passed: 0, jumps: 0, person: definition.person },
  };
}

/**
 * THE ENGINE. Takes a run as far as it gets: through every step that needs nobody, up to one that waits (for the customer, a time, an
 * endpoint, somebody who has to be asked) or to the end. Pure, and the same in the conversation, in the try-out and in
 * tests: the same run, definition, trigger, facts and time give the same entries. It never throws for what a definition or an
 * answer says, and never leaves a run that waits for nothing: what cannot go on hands over to a person.
 */
export function stepFlow(
  run: FlowRun,
  definition: FlowDefinition,
  trigger: FlowTrigger,
  facts: FlowFacts,
  now: number,
): FlowStepped {
  const turn = new FlowTurn(run, definition, facts, now);
  const handled = react(turn, trigger);
  return handled ? turn.result() : { drafts: [], effects: [], run };
}

/** False: the run does not wait for this. */
function react(turn: FlowTurn, trigger: FlowTrigger): boolean {
  const { waits } = turn.run;
  const step = turn.step();
  switch (trigger.kind) {
    case "begin":
      if (turn.run.turn !== 1) return false;
      turn.begins();
      walk(turn, turn.run.step);
      return true;
    case "person":
      turn.end("person", { handsOver: { place: null } });
      return true;
    default:
  }
  if (step === null) {
    turn.breaks("step_missing");
    return true;
  }
  switch (trigger.kind) {
    case "said":
      if (waits.kind !== "answer" || step.kind !== "ask") return false;
      answered(turn, step, trigger.said);
      return true;
    case "time":
      if (turn.now < waits.until) return false;
      timeIsUp(turn, step);
      return true;
    case "called":
      if (waits.kind !== "call" || step.kind !== "call") return false;
      called(turn, step, trigger.response);
      return true;
    case "facts":
      if (waits.kind !== "facts") return false;
      enter(turn, step, true);
      return true;
    case "content":
      if (waits.kind !== "content" || step.kind !== "say") return false;
      if (trigger.messages === null) turn.breaks("content_missing");
      else {
        for (const message of trigger.messages) turn.says(message);
        follow(turn, step, "next");
      }
      return true;
    case "flow":
      if (waits.kind !== "flow") return false;
      if (trigger.flow === null || trigger.flow.definition.start === null) turn.breaks("flow_missing");
      else {
        turn.jumpsTo(trigger.flow);
        walk(turn, trigger.flow.definition.start);
      }
      return true;
    case "place":
      if (waits.kind !== "place" || step.kind !== "hand_over") return false;
      turn.handsOver(step, trigger.place, trigger.place === null ? "place_missing" : undefined);
      return true;
    default:
      return trigger satisfies never;
  }
}

function timeIsUp(turn: FlowTurn, step: FlowStep): void {
  const { waits } = turn.run;
  switch (waits.kind) {
    case "time":
      return waits.typing ? enter(turn, step, true) : follow(turn, step, "next");
    case "call":
      return fails(turn, step, "endpoint_slow");
    case "answer":
      return turn.end("left", {});
    case "facts":
    case "content":
    case "flow":
    case "place":
      return turn.breaks("lookup_failed");
    default:
      return waits satisfies never;
  }
}

/** Steps until something waits. */
function walk(turn: FlowTurn, first: string): void {
  turn.next = first;
  while (turn.next !== null) {
    const step = turn.takes(turn.next);
    turn.next = null;
    if (step === "too_many_steps" || step === "step_missing") return turn.breaks(step);
    enterOne(turn, step, false);
  }
}

/** The same from a step that was stopped at. */
function enter(turn: FlowTurn, step: FlowStep, typed: boolean): void {
  enterOne(turn, step, typed);
  if (turn.next !== null) walk(turn, turn.next);
}

function follow(turn: FlowTurn, step: FlowStep, outcome: string): void {
  turn.follows(step, outcome);
  if (turn.next !== null) walk(turn, turn.next);
}

/** One step. `prepared`: its pause is over, or what it had to ask for is there. Leaves `next`, a wait, or an end. */
function enterOne(turn: FlowTurn, step: FlowStep, prepared: boolean): void {
  const { now, facts } = turn;
  if ((step.kind === "say" || step.kind === "ask") && step.typingSeconds > 0 && !prepared)
    return turn.waitsFor({ kind: "time", until: now + step.typingSeconds * 1_000, typing: true });
  switch (step.kind) {
    case "say":
      // Files are copied into the conversation first.
      if (step.said.kind !== "text" || step.said.files !== undefined)
        return turn.waitsFor({ kind: "content", until: now + lookupMs });
      turn.says({ text: turn.filled(step.said.text) });
      return turn.follows(step, "next");
    case "ask":
      return ask(turn, step);
    case "set":
      turn.sets(step.set);
      return turn.follows(step, "next");
    case "branch": {
      if (needsAsking(step, facts)) return turn.waitsFor({ kind: "facts", until: now + lookupMs });
      const chosen = chooseCase(step, facts);
      return turn.follows(step, chosen === null ? "otherwise" : `case:${chosen}`);
    }
    case "call":
      return turn.waitsFor({ kind: "call", until: now + step.seconds * 1_000 + callGraceMs });
    case "jump":
      return turn.waitsFor({ kind: "flow", until: now + lookupMs });
    case "wait":
      return turn.waitsFor({ kind: "time", until: now + step.seconds * 1_000, typing: false });
    case "hand_over":
      if (step.to.kind === "here") return turn.handsOver(step, null);
      return turn.waitsFor({ kind: "place", until: now + lookupMs });
    case "end":
      turn.says({ text: turn.filled(step.text) });
      return turn.end("finished", { done: step.leaves === "done" });
    default:
      return step satisfies never;
  }
}

/** A call has its own time; an object that was evicted meanwhile calls once more before this is over. */
const callGraceMs = 10_000;

/** For what is asked of others: D1 or an inbox that is away for longer must not keep a customer waiting. */
const lookupMs = 60_000;

function answered(turn: FlowTurn, step: Extract<FlowStep, { kind: "ask" }>, said: Said): void {
  const given = readAnswer(step.answer, said, turn.now);
  if (given !== null) {
    turn.collects(step, given);
    const option = given.option === null ? null : `option:${given.option}`;
    return follow(turn, step, option !== null && step.exits[option] !== undefined ? option : "next");
  }
  if (turn.tried() >= step.tries) return fails(turn, step, "tries_used_up");
  ask(turn, step);
}

/** Asks, or asks again; not for what customers could not send here. */
function ask(turn: FlowTurn, step: Extract<FlowStep, { kind: "ask" }>): void {
  const { facts, run, now } = turn;
  const can = canBeAnswered(step.answer, facts);
  if (can === null) return turn.waitsFor({ kind: "facts", until: now + lookupMs });
  if (!can) return fails(turn, step, "files_off");
  const again = turn.filled(step.retry) || retryWords(step.answer.kind, facts.language);
  turn.asks(step, run.tries > 0 ? again : turn.filled(step.text));
}

function called(turn: FlowTurn, step: Extract<FlowStep, { kind: "call" }>, response: FlowResponse): void {
  if (!response.ok) return fails(turn, step, response.fault);
  const taken = takenFrom(step, response.json, turn.now);
  if (taken === null) return fails(turn, step, "answer_incomplete");
  turn.keeps(taken);
  follow(turn, step, "next");
}

/** Along the exit for it, with the agents told; without one, to a person. */
function fails(turn: FlowTurn, step: FlowStep, fault: FlowFault): void {
  turn.fault = fault;
  if (step.exits["failed"] !== undefined) return follow(turn, step, "failed");
  // Nothing is broken where the customer could not answer.
  if (fault === "tries_used_up" || fault === "files_off") turn.end("handed_over", { handsOver: { place: null } });
  else turn.breaks(fault);
}

import { beginWith, openingFacts, untyped } from "../flow/flow-opening.domain.ts";
import { readAnswer, type Said } from "../flow/flow-answer.domain.ts";
import type { FlowFacts } from "../flow/flow-facts.domain.ts";
import { type FlowEffect, type FlowStepped, type FlowTrigger, newRun, stepFlow } from "../flow/flow.domain.ts";
import type { AgentName } from "../protocol/agent.ts";
import type { Attachment } from "../protocol/attachment.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import { askSchema } from "../protocol/flow-run.ts";
import type { FlowDefinition } from "../protocol/flow.ts";
import type { FlowRun } from "../protocol/flow-run.ts";
import { type Draft, forEveryone, forTeam, nothing, type Outcome, speaking, system } from "./draft.domain.ts";
import { choicesOf, type Tapped } from "./button.domain.ts";
import type { Effect, FlowStart } from "./conversation.domain.ts";
import type { StoredEntry } from "./log.domain.ts";
import { apply } from "./state.domain.ts";

/** A published flow, with everything that a run of it begins with. */
export type FlowBeginning = {
  run: string;
  flow: { id: string; name: string; version: number; definition: FlowDefinition };
  by: AgentName | null;
  facts: FlowFacts;
};

/** The flow of its site with which a conversation begins, as the Worker read it. See `FlowStart`. */
export type StartFlow = { flow: FlowBeginning["flow"]; shown: boolean; answer: FlowStart["answer"] };

/** What a conversation's beginning brings of it. */
export type Opening = { flow?: StartFlow | null | undefined };

/** The run that a conversation has, with the definition that it follows and what is known now; `asked` is the open question. */
export type FlowGoing = { definition: FlowDefinition; facts: FlowFacts; asked: StoredEntry | null };

/** A run begins: its first entries, up to where it waits. */
export function beginFlow(state: ConversationState, beginning: FlowBeginning, now: number): Outcome {
  const { run: id, flow, by, facts } = beginning;
  const stepped = stepFlow(newRun(id, flow, by, now), flow.definition, { kind: "begin" }, facts, now);
  return outcomeOf(state, stepped);
}

/** The same of one that stood before the customer: it said what it says to somebody of whom nothing is known. */
function beginShown(
  state: ConversationState,
  { run: id, flow, by, facts }: FlowBeginning,
  contents: NonNullable<FlowStart["shown"]>,
  now: number,
): Outcome {
  const definition = untyped(flow.definition);
  const run = newRun(id, { ...flow, definition }, by, now);
  return outcomeOf(state, beginWith(run, definition, contents, openingFacts(facts), now));
}

/** The run of the conversation goes on, if it still is in the turn for which this was meant. */
export function goOn(
  state: ConversationState,
  { definition, facts }: Omit<FlowGoing, "asked">,
  trigger: FlowTrigger,
  now: number,
): Outcome {
  if (state.flow === null) return nothing;
  return outcomeOf(state, stepFlow(state.flow, definition, trigger, facts, now));
}

/** What a customer's message does to the run that waits for it. */
export function hear(
  state: ConversationState,
  going: FlowGoing,
  content: { text: string; attachments?: Attachment[] },
  tap: (Omit<Tapped, "target"> & { target: number }) | null,
  now: number,
): Outcome {
  // A tap on an older question is words like any others.
  const said = saidOf(content, tap?.target === state.asked ? tap : null);
  return goOn(state, going, { kind: "said", said }, now);
}

/**
 * The option that was typed instead of tapped: it counts as a tap, so that nobody is left with buttons that ask for nothing any
 * more. Undefined: none was.
 */
export function typedChoice(asked: StoredEntry | null, content: { text: string }, now: number): Tapped | undefined {
  if (asked?.body.kind !== "message" || asked.body.chosen !== undefined) return undefined;
  const button = choiceIn(asked.body.ask, saidOf(content, null), now);
  return button === null ? undefined : { target: asked, button, words: choicesOf(asked.body)[button] };
}

/**
 * A conversation that begins with a flow of its site: before the customer's first words where those answer its first
 * question, which they had before them (`shown`); else because of them.
 */
export function startWithFlow(
  started: Draft,
  first: Draft,
  { begins, shown, answer }: FlowStart,
  now: number,
): Outcome {
  const before = fold(null, [started, ...(shown === null ? [first] : [])], now);
  if (before === null) return { drafts: [started, first] };
  const begun = shown === null ? beginFlow(before, begins, now) : beginShown(before, begins, shown, now);
  if (shown === null) return { drafts: [started, first, ...begun.drafts], effects: begun.effects ?? [] };
  const shownDrafts = [started, ...begun.drafts];
  const going = { definition: begins.flow.definition, facts: begins.facts, asked: null };
  const after = fold(null, shownDrafts, now);
  const content = first.body.kind === "message" ? first.body : { text: "" };
  const heard = after === null ? nothing : goOn(after, going, { kind: "said", said: saidOf(content, answer) }, now);
  return {
    drafts: [...shownDrafts.map((draft) => withChoice(draft, content, answer, now)), first, ...heard.drafts],
    effects: [...(begun.effects ?? []), ...(heard.effects ?? [])],
  };
}

/** The state after drafts that are numbered from the beginning of the log. */
function fold(state: ConversationState | null, drafts: readonly Draft[], now: number): ConversationState | null {
  return drafts.reduce<ConversationState | null>(
    (folded, { author, audience, body }, index) =>
      apply(folded, { seq: index + 1, id: "", at: now, author, body }, audience === "everyone"),
    state,
  );
}

function withChoice(draft: Draft, content: { text: string }, answer: FlowStart["answer"], now: number): Draft {
  if (draft.body.kind !== "message" || draft.body.ask === undefined) return draft;
  const chosen = choiceIn(draft.body.ask, saidOf(content, answer), now);
  return chosen === null ? draft : { ...draft, body: { ...draft.body, chosen } };
}

/** Which of a question's options was meant; null: none, or it has none. */
function choiceIn(asked: unknown, said: Said, now: number): number | null {
  const ask = askSchema.safeParse(asked);
  if (!ask.success || !("options" in ask.data.answer)) return null;
  const option = readAnswer(ask.data.answer, said, now)?.option ?? null;
  const found = ask.data.answer.options.findIndex(({ id }) => id === option);
  return found === -1 ? null : found;
}

function saidOf(
  { text, attachments = [] }: { text: string; attachments?: Attachment[] | undefined },
  tap: Omit<Tapped, "target"> | null,
): Said {
  return { text, files: attachments, option: tap?.button ?? null, value: tap?.value ?? null };
}

function outcomeOf(state: ConversationState, { drafts, effects, run }: FlowStepped): Outcome {
  const own = drafts.map(({ audience, body }): Draft => ({ author: system, audience, body }));
  const more = effects.map((effect) => consequence(state, effect, run));
  const left = drafts.some(({ body }) => body.kind === "flow" && body.outcome === "left");
  return {
    drafts: [
      ...own,
      ...more.flatMap((each) => each.drafts),
      // Nobody waits, and nobody has it: it is over until the customer comes back.
      ...(left && state.assignee === null ? [done] : []),
    ],
    effects: more.flatMap((each) => each.effects),
  };
}

const done = forEveryone(system, { kind: "status", to: "done", until: null, reason: "flow" });

function consequence(
  state: ConversationState,
  effect: FlowEffect,
  run: FlowRun | null,
): { drafts: Draft[]; effects: Effect[] } {
  switch (effect.kind) {
    case "wake":
      return { drafts: [], effects: run === null ? [] : [{ kind: "flow_waits", until: effect.at }] };
    case "profile":
      return { drafts: [], effects: [effect] };
    case "done":
      return { drafts: [done], effects: [{ kind: "wake", at: null }] };
    case "hand_over": {
      const agent = effect.place === null ? state.assignee : effect.place.agent;
      const team = effect.place?.team ?? state.team;
      const moves = agent?.id !== state.assignee?.id || team.id !== state.team.id;
      return {
        drafts: [
          ...(moves ? [forTeam(system, { kind: "transferred", from: state.assignee, to: agent, team })] : []),
          ...(state.status === "snoozed"
            ? [forTeam(system, { kind: "status", to: "open", until: null, reason: "flow" })]
            : []),
          ...(moves ? speaking(state, agent) : []),
        ],
        effects: [
          ...(team.id === state.team.id ? [] : [{ kind: "left_team" as const, team: state.team.id }]),
          ...(agent === null ? [] : [{ kind: "check_owner" as const }]),
          ...(state.status === "snoozed" ? [{ kind: "wake" as const, at: null }] : []),
        ],
      };
    }
    default:
      return effect satisfies never;
  }
}

/**
 * The engine as a conversation's rules use it. It comes with the commands that need it, since the console decides with the same rules
 * and runs no flow: what is not imported is not loaded.
 */
export const flowEngine = { beginFlow, goOn, hear, startWithFlow, typedChoice };
export type WithFlowEngine = { engine: typeof flowEngine };

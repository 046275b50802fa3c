import type { AgentName } from "../protocol/agent.ts";
import type { ConversationState, Named } from "../protocol/conversation.ts";
import type { FlowContent, FlowTrigger } from "../flow/flow.domain.ts";
import type { Attributes, Customer } from "../protocol/customer.ts";
import type { CobrowseFacts } from "../protocol/cobrowse.ts";
import type { EntryBody } from "../protocol/entry.ts";
import type { CallStep } from "../call/call.domain.ts";
import { type Refusal, refusal } from "../protocol/error.ts";
import { limits } from "../protocol/limits.ts";
import { call } from "./calling.domain.ts";
import { answerOf, type Tapped } from "./button.domain.ts";
import { type CobrowseCommand, type CobrowseEffect, cobrowseStep } from "./cobrowse-step.domain.ts";
import { type Content, contentOf, emptied } from "./content.domain.ts";
import {
  addressing,
  authorOf,
  type Draft,
  forEveryone,
  forTeam,
  nothing,
  type Outcome,
  system,
} from "./draft.domain.ts";
import type { FlowBeginning, FlowGoing, WithFlowEngine } from "./flow-command.domain.ts";
import { flow, takenOver } from "./flow-rule.domain.ts";
import type { StoredEntry } from "./log.domain.ts";
import { assign, identify, move, ownerLost, snoozeOver, status, take, transfer } from "./owner.domain.ts";
import { apply } from "./state.domain.ts";

/**
 * Who gives a command. The object is the only one that makes an actor, from what the Worker authenticated. `askedIn`: an agent who is here
 * only because they were asked into its call: they take part, and do not steer the conversation.
 */
export type Actor =
  | { kind: "customer"; id: string }
  | { kind: "agent"; id: string; name: string; askedIn?: true }
  | { kind: "system" };

/**
 * A command with everything it needs looked up: names come from the roster and never from the wire, `target` is the
 * entry that the log has there, `place` where a transfer leads, `attachments` the author's own finished uploads. Null: there
 * is none (of attachments: one that was named is not).
 */
export type Command =
  | ({ kind: "start"; id: string; flow?: FlowStart | null | undefined } & Content & Beginning)
  | ({ kind: "message"; id: string; flow?: (FlowGoing & WithFlowEngine) | undefined } & Content & Said)
  | ({ kind: "note"; id: string; mentions: string[] } & Content)
  | { kind: "edit"; id: string; target: StoredEntry | null; text: string }
  | { kind: "delete"; id: string; target: StoredEntry | null }
  | { kind: "take"; id: string; expected: string | null }
  | { kind: "transfer"; id: string; wanted: "agent" | "team"; place: Place | null; comment: string | null }
  /** `facts` of the co-browsing that runs, where one does and could be asked. */
  | {
      kind: "status";
      id: string;
      to: "open" | "snoozed" | "done";
      until: number | null;
      facts?: CobrowseFacts | null;
    }
  | { kind: "identify"; id: string; customer: Customer }
  /** The team's method gives it to an agent. */
  | { kind: "assign"; id: string; to: AgentName; team: string }
  /** Its owner cannot go on with it: back to the team's waiting line. */
  | { kind: "owner_lost"; id: string; owner: string; reason: "owner_away" | "no_reply" | "agent_left" }
  /** Its team is no more. */
  | { kind: "move"; id: string; team: Named }
  | { kind: "snooze_over"; id: string; until: number }
  | { kind: "call"; id: string; step: CallStep }
  /** An agent sends a flow (null: nothing of that name is published) or stops it; a customer asks for a person. */
  | { kind: "flow"; id: string; do: "start"; begins: (FlowBeginning & WithFlowEngine) | null }
  | { kind: "flow"; id: string; do: "stop" }
  | { kind: "flow"; id: string; do: "person"; going: (FlowGoing & WithFlowEngine) | null; available: boolean }
  /** What a run waited for is there. `run` and `turn`: the moment for which it was meant. */
  | ({ kind: "flow_step"; id: string; run: string; turn: number; trigger: FlowTrigger } & Omit<FlowGoing, "asked"> &
      WithFlowEngine)
  | CobrowseCommand;

type Said = { buttons?: string[] | undefined; tapped?: Tapped | undefined };

/** The flow of a site with which a conversation begins. `shown`: the customer had its first question before them and answers it. */
export type FlowStart = {
  begins: FlowBeginning;
  /** What those of its steps said that say something which stands elsewhere; null: nothing stood before the customer. */
  shown: readonly (FlowContent[] | null)[] | null;
  answer: Omit<Tapped, "target"> | null;
} & WithFlowEngine;

/** Whose a conversation can be: an agent's of a team, or the team's alone. */
export type Place = { agent: AgentName | null; team: Named };

/** What a conversation begins with. */
export type Beginning = {
  conversation: string;
  customer: Customer;
  site: Named;
  team: Named;
  topic: string | null;
  page: { url: string; title: string } | null;
};

/** What the object does once the entries are committed. Each one may be lost and asked for again: none may act twice. */
export type Effect =
  /** A customer began to wait for the owner, who may be away: ask, and give the conversation back to the team if so. */
  | { kind: "check_owner" }
  /** It was opened again with nobody's help: the same, whether or not somebody waits. */
  | { kind: "check_reopened" }
  /** Wake the conversation at this time; null: no longer. */
  | { kind: "wake"; at: number | null }
  /** The note that was just written names agents. */
  | { kind: "mention" }
  /** Files of a message that was taken back are to be erased. */
  | { kind: "sweep_files" }
  /** A run waits until then: what it waits for is to be found out, or a time to come. */
  | { kind: "flow_waits"; until: number }
  /** A flow says something of the customer, for their profile. */
  | { kind: "profile"; attributes: Attributes; language: string | null }
  /** The conversation is no longer this team's: its inbox must hear of it once more. */
  | { kind: "left_team"; team: string }
  | CobrowseEffect;

/** The text of an entry that was edited or deleted, changed where it stands (and in earlier edits of the same entry). */
export type Rewrite = { seq: number; body: EntryBody };

export type Decision =
  | { ok: true; entries: StoredEntry[]; rewrites: Rewrite[]; effects: Effect[]; state: ConversationState }
  | { ok: false; error: Refusal };

const allowed: Record<Actor["kind"] | "asked_in", readonly Command["kind"][]> = {
  customer: ["start", "message", "flow", "cobrowse_answer", "cobrowse_end", "call"],
  agent: [
    ...(["message", "note", "edit", "delete", "take", "transfer", "status", "flow"] as const),
    ...(["cobrowse_ask", "cobrowse_end", "call"] as const),
  ],
  asked_in: ["message", "note", "edit", "delete", "call"],
  system: [
    ...(["identify", "assign", "owner_lost", "move", "snooze_over", "flow_step", "call"] as const),
    ...(["cobrowse_missed", "cobrowse_over", "cobrowse_note"] as const),
  ],
};

/** Whether they may ever give this command. Nothing is looked up for somebody who may not. */
export function may(actor: Actor, command: Command["kind"]): boolean {
  return allowed[actor.kind === "agent" && actor.askedIn ? "asked_in" : actor.kind].includes(command);
}

/**
 * What a command does to a conversation: the entries it adds (numbered, after `state.seq`), or why not. Pure: the same
 * arguments give the same answer, in the object and in the console. An empty list of entries is an answer too: what
 * was asked for is so already.
 */
export function decide(state: ConversationState | null, command: Command, actor: Actor, now: number): Decision {
  if (!may(actor, command.kind)) return refuse("forbidden");
  const outcome = rule(state, command, actor, now);
  if ("code" in outcome) return { ok: false, error: outcome };
  return number(state, takenOver(state, outcome, command, actor), command.id, now);
}

function rule(state: ConversationState | null, command: Command, actor: Actor, now: number): Outcome | Refusal {
  if (command.kind === "start") return state === null ? start(command, now) : refusal("conversation_taken");
  if (state === null) return refusal("not_found");
  switch (command.kind) {
    case "message":
      return message(state, command, actor, now);
    case "note":
      return note(command, actor);
    case "edit":
    case "delete":
      return rewrite(command, actor, now);
    case "take":
      return take(state, command.expected, actor);
    case "transfer":
      return transfer(state, command, actor);
    case "status":
      return status(state, command, actor, now);
    case "identify":
      return identify(state, command.customer);
    case "assign":
      return assign(state, command);
    case "owner_lost":
      return ownerLost(state, command);
    case "move":
      return move(state, command.team);
    case "snooze_over":
      return snoozeOver(state, command.until);
    case "cobrowse_ask":
    case "cobrowse_answer":
    case "cobrowse_end":
    case "cobrowse_missed":
    case "cobrowse_over":
    case "cobrowse_note":
      return cobrowseStep(state, command, actor, now);
    case "call":
      return call(state, command.step, actor, now);
    case "flow":
      return flow(state, command, actor, now);
    case "flow_step":
      return state.flow?.id === command.run && state.flow.turn === command.turn
        ? command.engine.goOn(state, command, command.trigger, now)
        : nothing;
    default:
      return command satisfies never;
  }
}

function start(command: Extract<Command, { kind: "start" }>, now: number): Outcome | Refusal {
  const { conversation, customer, site, team, topic, page, flow: begun } = command;
  const content = contentOf(command);
  if ("code" in content) return content;
  const started = forTeam(system, { kind: "started", conversation, customer, site, team, topic, page });
  const first = forEveryone({ kind: "customer" }, { kind: "message", ...content });
  return begun === null || begun === undefined
    ? { drafts: [started, first] }
    : begun.engine.startWithFlow(started, first, begun, now);
}

function message(
  state: ConversationState,
  command: Extract<Command, { kind: "message" }>,
  actor: Actor,
  now: number,
): Outcome | Refusal {
  const author = authorOf(actor);
  const content = contentOf(command);
  if ("code" in content) return content;
  const { article, buttons } = command;
  if (article === null) return refusal("article_unknown");
  // What a card says of itself is the company's word: a customer sends none.
  if ((article !== undefined || buttons !== undefined) && actor.kind !== "agent") return refusal("forbidden");
  const tapped =
    command.tapped ??
    (command.flow === undefined ? undefined : command.flow.engine.typedChoice(command.flow.asked, content, now));
  const tap = tapped === undefined ? null : answerOf(tapped, tapped.words ?? content.text, actor.kind);
  if (tap !== null && "code" in tap) return tap;
  const said = {
    ...(article === undefined ? {} : { article }),
    ...(buttons === undefined ? {} : { buttons }),
    ...(tap === null ? {} : { answers: tap.answers }),
  };
  const drafts: Draft[] = [
    { ...forEveryone(author, { kind: "message", ...content, ...said }), publicTarget: tap?.publicTarget ?? null },
  ];
  const rewrites = tap === null ? [] : tap.rewrites;
  if (actor.kind === "agent") {
    drafts.unshift(...addressing(state, actor));
    return { drafts, rewrites };
  }
  const effects: Effect[] = [];
  if (state.status !== "open") {
    drafts.push(forTeam(system, { kind: "status", to: "open", until: null, reason: "customer_wrote" }));
    effects.push({ kind: "wake", at: null });
  }
  if (state.flow !== null && command.flow !== undefined) {
    const heard = command.flow.engine.hear(state, command.flow, content, tap?.answers ?? null, now);
    return {
      drafts: [...drafts, ...heard.drafts],
      rewrites,
      effects: [...effects, ...(heard.effects ?? [])],
    };
  }
  // Once for each turn in which they wait, not for each message.
  if (state.assignee !== null && (state.waitingSince === null || state.status !== "open"))
    effects.push({ kind: "check_owner" });
  return { drafts, rewrites, effects };
}

function note(command: Extract<Command, { kind: "note" }>, actor: Actor): Outcome | Refusal {
  const { mentions } = command;
  const content = contentOf(command);
  if ("code" in content) return content;
  const effects: Effect[] = mentions.length > 0 ? [{ kind: "mention" }] : [];
  return { drafts: [forTeam(authorOf(actor), { kind: "note", ...content, mentions })], effects };
}

function rewrite(command: Extract<Command, { kind: "edit" | "delete" }>, actor: Actor, now: number): Outcome | Refusal {
  const { target } = command;
  if (target === null || (target.body.kind !== "message" && target.body.kind !== "note")) {
    return refusal("target_unknown");
  }
  if (actor.kind !== "agent" || target.author.kind !== "agent" || target.author.id !== actor.id) {
    return refusal("not_yours");
  }
  if (target.body.deletedAt !== null) return refusal("target_unknown");
  if (now - target.at > limits.editWindowMs) return refusal("edit_window_over");
  const draft = (body: EntryBody): Draft => ({
    author: authorOf(actor),
    audience: target.audience,
    body,
    publicTarget: target.publicSeq,
  });
  if (command.kind === "delete") {
    const { attachments = [] } = target.body;
    return {
      drafts: [draft({ kind: "deleted", target: target.seq })],
      rewrites: [{ seq: target.seq, body: emptied(target.body, now) }],
      effects: attachments.length > 0 ? [{ kind: "sweep_files" }] : [],
    };
  }
  if (command.text === target.body.text) return nothing;
  return {
    drafts: [draft({ kind: "edited", target: target.seq, text: command.text })],
    rewrites: [{ seq: target.seq, body: { ...target.body, text: command.text, editedAt: now } }],
  };
}

function refuse(code: Refusal["code"]): Decision {
  return { ok: false, error: refusal(code) };
}

/**
 * Gives the drafts their places in the log. The entry that carries the command's own words has the command's id, so
 * that its sender finds it; what comes with it has an id of its own.
 */
function number(before: ConversationState | null, outcome: Outcome, commandId: string, now: number): Decision {
  const { drafts, rewrites = [], effects = [] } = outcome;
  const main = mainDraft(drafts);
  const entries: StoredEntry[] = [];
  let state = before;
  for (const [index, draft] of drafts.entries()) {
    const isPublic = draft.audience === "everyone";
    const stored: StoredEntry = {
      seq: (state?.seq ?? 0) + 1,
      publicSeq: isPublic ? (state?.publicSeq ?? 0) + 1 : null,
      id: index === main ? commandId : `${commandId}.${index}`,
      at: now,
      author: draft.author,
      audience: draft.audience,
      body: draft.body,
      publicTarget: draft.publicTarget ?? null,
    };
    entries.push(stored);
    state = apply(state, stored, isPublic);
  }
  return state === null ? refuse("not_found") : { ok: true, entries, rewrites, effects, state };
}

function mainDraft(drafts: Draft[]): number {
  // What a flow says beside it are not the command's words.
  const own = drafts.findIndex(
    ({ author, body }) => (body.kind === "message" && author.kind !== "system") || body.kind === "cobrowse",
  );
  const main = own === -1 ? drafts.findIndex(({ body }) => body.kind === "message") : own;
  return main === -1 ? 0 : main;
}

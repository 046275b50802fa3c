import type { AgentName } from "../protocol/agent.ts";
import type { ConversationState, Named } from "../protocol/conversation.ts";
import type { Customer } from "../protocol/customer.ts";
import type { CobrowseFacts } from "../protocol/cobrowse.ts";
import type { EntryBody } from "../protocol/entry.ts";
import type { CallStep } from "../call/call.domain.ts";
import { type Refusal, refusal } from "../protocol/error.ts";
import { limits } from "../protocol/limits.ts";
import { call } from "./calling.domain.ts";
import { answerOf, type Tapped } from "./button.domain.ts";
import { type CobrowseCommand, type CobrowseEffect, cobrowseStep, cobrowseWhenDone } from "./cobrowse-step.domain.ts";
import { type Content, contentOf, emptied, plain } from "./content.domain.ts";
import { addressing, authorOf, type Draft, forEveryone, forTeam, ownership, speaking, system } from "./draft.domain.ts";
import type { StoredEntry } from "./log.domain.ts";
import { apply } from "./state.domain.ts";

/** Who gives a command. The object is the only one that makes an actor, from what the Worker authenticated. */
export type Actor = { kind: "customer"; id: string } | { kind: "agent"; id: string; name: string } | { kind: "system" };

/**
 * A command with everything it needs looked up: names come from the roster and never from the wire, `target` is the
 * entry that the log has there, `place` where a transfer leads, `attachments` the author's own finished uploads. Null: there
 * is none (of attachments: one that was named is not).
 */
export type Command =
  | ({ kind: "start"; id: string } & Content & Beginning)
  | ({ kind: "message"; id: string; buttons?: string[] | undefined; tapped?: Tapped | undefined } & Content)
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
  | CobrowseCommand;

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
  /** The conversation is no longer this team's: its inbox must hear of it once more. */
  | { kind: "left_team"; team: string }
  | CobrowseEffect;

/** The text of an entry that was edited or deleted, changed where it stands (and in earlier edits of the same entry). */
export type Rewrite = { seq: number; body: EntryBody };

export type Decision =
  | { ok: true; entries: StoredEntry[]; rewrites: Rewrite[]; effects: Effect[]; state: ConversationState }
  | { ok: false; error: Refusal };

const allowed: Record<Actor["kind"], readonly Command["kind"][]> = {
  customer: ["start", "message", "cobrowse_answer", "cobrowse_end", "call"],
  agent: ["message", "note", "edit", "delete", "take", "transfer", "status", "cobrowse_ask", "cobrowse_end", "call"],
  system: [
    ...(["identify", "assign", "owner_lost", "move", "snooze_over", "call"] as const),
    ...(["cobrowse_missed", "cobrowse_over", "cobrowse_note"] as const),
  ],
};

/** Whether this side may ever give this command. Nothing is looked up for somebody who may not. */
export function may(side: Actor["kind"], command: Command["kind"]): boolean {
  return allowed[side].includes(command);
}

/**
 * What a command does to a conversation: the entries it adds (numbered, after `state.seq`), or why not. Pure: the same
 * arguments give the same answer, in the object and in the console. An empty list of entries is an answer too: what
 * was asked for is so already.
 */
export function decide(state: ConversationState | null, command: Command, actor: Actor, now: number): Decision {
  if (!may(actor.kind, command.kind)) return refuse("forbidden");
  const outcome = rule(state, command, actor, now);
  if ("code" in outcome) return { ok: false, error: outcome };
  return number(state, outcome, command.id, now);
}

type Outcome = { drafts: Draft[]; rewrites?: Rewrite[]; effects?: Effect[] };

const nothing: Outcome = { drafts: [] };

function rule(state: ConversationState | null, command: Command, actor: Actor, now: number): Outcome | Refusal {
  if (command.kind === "start") return state === null ? start(command) : refusal("conversation_taken");
  if (state === null) return refusal("not_found");
  switch (command.kind) {
    case "message":
      return message(state, command, actor);
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
    default:
      return command satisfies never;
  }
}

function start(command: Extract<Command, { kind: "start" }>): Outcome | Refusal {
  const { conversation, customer, site, team, topic, page } = command;
  const content = contentOf(command);
  if ("code" in content) return content;
  return {
    drafts: [
      forTeam(system, { kind: "started", conversation, customer, site, team, topic, page }),
      forEveryone({ kind: "customer" }, { kind: "message", ...content }),
    ],
  };
}

function message(
  state: ConversationState,
  command: Extract<Command, { kind: "message" }>,
  actor: Actor,
): Outcome | Refusal {
  const author = authorOf(actor);
  const content = contentOf(command);
  if ("code" in content) return content;
  const { article, buttons } = command;
  if (article === null) return refusal("article_unknown");
  // What a card says of itself is the company's word: a customer sends none.
  if ((article !== undefined || buttons !== undefined) && actor.kind !== "agent") return refusal("forbidden");
  const tap = command.tapped === undefined ? null : answerOf(command.tapped, content.text, actor.kind);
  if (tap !== null && "code" in tap) return tap;
  const said = {
    ...(article === undefined ? {} : { article }),
    ...(buttons === undefined ? {} : { buttons }),
    ...(tap === null ? {} : { answers: tap.answers }),
  };
  const drafts: Draft[] = [
    { ...forEveryone(author, { kind: "message", ...content, ...said }), publicTarget: tap?.publicTarget ?? null },
  ];
  const rewrites = tap === null ? [] : [tap.rewrite];
  if (actor.kind === "agent") {
    drafts.unshift(...addressing(state, actor));
    return { drafts, rewrites };
  }
  const effects: Effect[] = [];
  if (state.status !== "open") {
    drafts.push(forTeam(system, { kind: "status", to: "open", until: null, reason: "customer_wrote" }));
    effects.push({ kind: "wake", at: null });
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

function take(state: ConversationState, expected: string | null, actor: Actor): Outcome | Refusal {
  if (actor.kind !== "agent") return refusal("forbidden");
  const owner = state.assignee;
  if (owner?.id === actor.id) return nothing;
  if (owner !== null && owner.id !== expected) return refusal("already_assigned", { detail: owner.name });
  return { drafts: ownership(state, actor) };
}

function transfer(
  state: ConversationState,
  command: Extract<Command, { kind: "transfer" }>,
  actor: Actor,
): Outcome | Refusal {
  const { place, wanted, comment } = command;
  if (place === null) return refusal(wanted === "agent" ? "agent_unknown" : "team_unknown");
  const { agent: to, team } = place;
  const author = authorOf(actor);
  const said: Draft[] = comment === null ? [] : [forTeam(author, { kind: "note", ...plain(comment), mentions: [] })];
  const isThere = (state.assignee?.id ?? null) === (to?.id ?? null) && state.team.id === team.id;
  // The comment is somebody's words: it is kept even where nothing is left to hand over.
  if (isThere && state.status === "open") return { drafts: said };
  const drafts = [forTeam(author, { kind: "transferred", from: state.assignee, to, team }), ...said];
  const effects: Effect[] = [];
  if (state.status !== "open") {
    drafts.push(opened(state, author));
    effects.push({ kind: "wake", at: null });
  }
  drafts.push(...speaking(state, to));
  if (state.team.id !== team.id) effects.push({ kind: "left_team", team: state.team.id });
  if (to !== null && state.waitingSince !== null) effects.push({ kind: "check_owner" });
  return { drafts, effects };
}

function status(
  state: ConversationState,
  command: Extract<Command, { kind: "status" }>,
  actor: Actor,
  now: number,
): Outcome | Refusal {
  const { to, until } = command;
  if (until !== null && (to !== "snoozed" || until <= now || until > now + limits.snoozeMs)) {
    return refusal("snooze_time_invalid");
  }
  if (state.status === to && state.snoozedUntil === until) return nothing;
  const body: EntryBody = { kind: "status", to, until, reason: "agent" };
  const author = authorOf(actor);
  const effects: Effect[] = [{ kind: "wake", at: until }];
  if (to === "done") {
    const over = cobrowseWhenDone(state, command.facts ?? null, now);
    return { drafts: [forEveryone(author, body), ...over.drafts], effects: [...effects, ...(over.effects ?? [])] };
  }
  if (to === "open") return { drafts: [opened(state, author)], effects };
  // Whoever was told that it is done hears that it is not; that it sleeps is the team's.
  const first = state.status === "done" ? [opened(state, author)] : [];
  return { drafts: [...first, forTeam(author, body)], effects };
}

/** An agent opens the conversation. A customer who was told that it is done hears of it, one whose conversation slept does not. */
function opened(state: ConversationState, author: Draft["author"]): Draft {
  const body: EntryBody = { kind: "status", to: "open", until: null, reason: "agent" };
  return state.status === "done" ? forEveryone(author, body) : forTeam(author, body);
}

/** Nobody takes over what a signed customer wrote: somebody else on the same browser begins a conversation of their own. */
function identify(state: ConversationState, customer: Customer): Outcome | Refusal {
  const known = state.customer;
  if (known.verified && known.id !== customer.id) return refusal("forbidden");
  const same =
    known.id === customer.id &&
    known.name === customer.name &&
    known.email === customer.email &&
    known.verified === customer.verified;
  return same ? nothing : { drafts: [forTeam(system, { kind: "identified", customer })] };
}

/** Decided anew here, since others may have been faster than the inbox that chose: the conversation is its own authority. */
function assign(state: ConversationState, { to, team }: Extract<Command, { kind: "assign" }>): Outcome | Refusal {
  if (state.status !== "open" || state.assignee !== null || state.team.id !== team) return refusal("already_assigned");
  return { drafts: [forTeam(system, { kind: "assigned", to, reason: "method" })] };
}

/** Done conversations keep their owner's name, whoever leaves: nobody waits in them. */
function ownerLost(state: ConversationState, { owner, reason }: Extract<Command, { kind: "owner_lost" }>): Outcome {
  const keeps = state.status === "done" || (reason === "owner_away" && state.status !== "open");
  if (keeps || state.assignee?.id !== owner) return nothing;
  if (reason === "no_reply" && (state.waitingSince === null || state.owedSince === null)) return nothing;
  return { drafts: [forTeam(system, { kind: "assigned", to: null, reason }), ...speaking(state, null)] };
}

/** A team that is no more hands over everything it had, in whatever status. */
function move(state: ConversationState, team: Named): Outcome {
  if (state.team.id === team.id) return nothing;
  const moved = forTeam(system, { kind: "transferred", from: state.assignee, to: null, team });
  const drafts = state.status === "done" ? [moved] : [moved, ...speaking(state, null)];
  return { drafts, effects: [{ kind: "left_team", team: state.team.id }] };
}

function snoozeOver(state: ConversationState, until: number): Outcome {
  if (state.status !== "snoozed" || state.snoozedUntil !== until) return nothing;
  const effects: Effect[] = state.assignee === null ? [] : [{ kind: "check_reopened" }];
  return { drafts: [forTeam(system, { kind: "status", to: "open", until: null, reason: "snooze_over" })], effects };
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
  const main = drafts.findIndex(({ body }) => body.kind === "message" || body.kind === "cobrowse");
  return main === -1 ? 0 : main;
}

import type { ConversationState, Named } from "../protocol/conversation.ts";
import type { Customer } from "../protocol/customer.ts";
import type { EntryBody } from "../protocol/entry.ts";
import { type Refusal, refusal } from "../protocol/error.ts";
import { limits } from "../protocol/limits.ts";
import { cobrowseWhenDone } from "./cobrowse-step.domain.ts";
import { plain } from "./content.domain.ts";
import type { Actor, Command, Effect } from "./conversation.domain.ts";
import {
  authorOf,
  type Draft,
  forEveryone,
  forTeam,
  nothing,
  opened,
  type Outcome,
  ownership,
  speaking,
  system,
} from "./draft.domain.ts";

export function take(state: ConversationState, expected: string | null, actor: Actor): Outcome | Refusal {
  if (actor.kind !== "agent") return refusal("forbidden");
  const owner = state.assignee;
  if (owner?.id === actor.id) return nothing;
  if (owner !== null && owner.id !== expected) return refusal("already_assigned", { detail: owner.name });
  return { drafts: ownership(state, actor) };
}

export function transfer(
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

export function status(
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

/** Nobody takes over what a signed customer wrote: somebody else on the same browser begins a conversation of their own. */
export function identify(state: ConversationState, customer: Customer): Outcome | Refusal {
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
export function assign(
  state: ConversationState,
  { to, team }: Extract<Command, { kind: "assign" }>,
): Outcome | Refusal {
  const waits = state.status === "open" && state.assignee === null && state.flow === null;
  if (!waits || state.team.id !== team) return refusal("already_assigned");
  return { drafts: [forTeam(system, { kind: "assigned", to, reason: "method" })] };
}

/** Done conversations keep their owner's name, whoever leaves: nobody waits in them. */
export function ownerLost(
  state: ConversationState,
  { owner, reason }: Extract<Command, { kind: "owner_lost" }>,
): Outcome {
  const keeps = state.status === "done" || (reason === "owner_away" && state.status !== "open");
  if (keeps || state.assignee?.id !== owner) return nothing;
  if (reason === "no_reply" && (state.waitingSince === null || state.owedSince === null)) return nothing;
  return { drafts: [forTeam(system, { kind: "assigned", to: null, reason }), ...speaking(state, null)] };
}

/** A team that is no more hands over everything it had, in whatever status. */
export function move(state: ConversationState, team: Named): Outcome {
  if (state.team.id === team.id) return nothing;
  const moved = forTeam(system, { kind: "transferred", from: state.assignee, to: null, team });
  const drafts = state.status === "done" ? [moved] : [moved, ...speaking(state, null)];
  return { drafts, effects: [{ kind: "left_team", team: state.team.id }] };
}

export function snoozeOver(state: ConversationState, until: number): Outcome {
  if (state.status !== "snoozed" || state.snoozedUntil !== until) return nothing;
  const effects: Effect[] = state.assignee === null ? [] : [{ kind: "check_reopened" }];
  return { drafts: [forTeam(system, { kind: "status", to: "open", until: null, reason: "snooze_over" })], effects };
}

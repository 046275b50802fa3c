import type { AgentName } from "../protocol/agent.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { Author, EntryBody } from "../protocol/entry.ts";
import type { Actor, Effect, Rewrite } from "./conversation.domain.ts";
import type { Audience } from "./log.domain.ts";

/** An entry that a command asks for, before it has its place in the log. */
export type Draft = { author: Author; audience: Audience; body: EntryBody; publicTarget?: number | null };

/** What a command comes to. */
export type Outcome = { drafts: Draft[]; rewrites?: Rewrite[]; effects?: Effect[] };

export const system: Author = { kind: "system" };
export const nothing: Outcome = { drafts: [] };

export function forEveryone(author: Author, body: EntryBody): Draft {
  return { author, audience: "everyone", body };
}

export function forTeam(author: Author, body: EntryBody): Draft {
  return { author, audience: "team", body };
}

export function authorOf(actor: Actor): Author {
  return actor.kind === "agent" ? { kind: "agent", id: actor.id, name: actor.name } : { kind: actor.kind };
}

/** This agent takes the conversation. */
export function ownership(state: ConversationState, agent: AgentName): Draft[] {
  const to = { id: agent.id, name: agent.name };
  return [
    forTeam(authorOf({ kind: "agent", ...to }), { kind: "assigned", to, reason: "taken" }),
    ...speaking(state, to),
  ];
}

/**
 * What comes before an agent's words to the customer. Answering an unowned conversation is taking it: nobody else should
 * answer it a second time, and it stops ringing. Whom the method chose is only said to talk to the customer once they do. Who was only
 * asked in owns nothing: they could not read it any more after the call.
 */
export function addressing(state: ConversationState, agent: AgentName & { askedIn?: true }): Draft[] {
  if (agent.askedIn) return [];
  if (state.status !== "done" && state.assignee === null) return ownership(state, agent);
  return state.assignee?.id === agent.id ? speaking(state, state.assignee) : [];
}

/** Tells the customer who talks to them now, if that is somebody else than they last heard. */
export function speaking(state: ConversationState, agent: AgentName | null): Draft[] {
  if (agent === null)
    return state.speaker === null ? [] : [forEveryone(system, { kind: "left", agent: state.speaker })];
  return state.speaker?.id === agent.id ? [] : [forEveryone(system, { kind: "joined", agent })];
}

/** The conversation is opened again. A customer who was told that it is done hears of it, one whose conversation slept does not. */
export function opened(state: ConversationState, author: Author): Draft {
  const body: EntryBody = { kind: "status", to: "open", until: null, reason: "agent" };
  return state.status === "done" ? forEveryone(author, body) : forTeam(author, body);
}

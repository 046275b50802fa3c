import { type CallActor, type CallStep, decideCall, isForTeam, personOf } from "../call/call.domain.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { Refusal } from "../protocol/error.ts";
import type { Actor } from "./conversation.domain.ts";
import { addressing, authorOf, type Draft, forEveryone, forTeam } from "./draft.domain.ts";

/** A step of the conversation's call: what the call decides, in the conversation's log. */
export function call(
  state: ConversationState,
  step: CallStep,
  actor: Actor,
  now: number,
): { drafts: Draft[] } | Refusal {
  const author = authorOf(actor);
  const by: CallActor =
    author.kind === "system" ? author : { kind: author.kind, person: personOf(author, state.customer.name) };
  const facts = decideCall(state.call, step, by, now);
  if ("code" in facts) return facts;
  const drafts = facts.map((fact): Draft => {
    const body = { kind: "call" as const, call: step.call, fact };
    return isForTeam(fact) ? forTeam(author, body) : forEveryone(author, body);
  });
  // To ring somebody, or to answer their ring, is to answer them: see the message of an agent.
  const answers = facts.some(({ kind }) => kind === "requested" || kind === "accepted");
  if (actor.kind === "agent" && answers) drafts.push(...addressing(state, actor));
  return { drafts };
}

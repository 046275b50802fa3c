import { type CallActor, type CallStep, decideCall, isForTeam, personOf } from "../call/call.domain.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { Refusal } from "../protocol/error.ts";
import type { Actor, Effect } from "./conversation.domain.ts";
import { addressing, authorOf, type Draft, forEveryone, forTeam, type Outcome, system } from "./draft.domain.ts";

/** A step of the conversation's call: what the call decides, in the conversation's log. */
export function call(state: ConversationState, step: CallStep, actor: Actor, now: number): Outcome | Refusal {
  const author = authorOf(actor);
  const by: CallActor =
    author.kind === "system" ? author : { kind: author.kind, person: personOf(author, state.customer.name) };
  const facts = decideCall(state.call, step, by, now);
  if ("code" in facts) return facts;
  const drafts = facts.map((fact): Draft => {
    const body = { kind: "call" as const, call: step.call, fact };
    return isForTeam(fact) ? forTeam(author, body) : forEveryone(author, body);
  });
  // Who rings the team waits for it, as who writes to it does.
  if (actor.kind === "customer" && facts.some(({ kind }) => kind === "requested")) return customerRings(state, drafts);
  // To ring somebody, or to answer their ring, is to answer them: see the message of an agent.
  const answers = facts.some(({ kind }) => kind === "requested" || kind === "accepted");
  if (actor.kind === "agent" && answers) drafts.push(...addressing(state, actor));
  return { drafts };
}

/** A customer who rings is heard also in a conversation that was done or sleeps, and by whoever may answer where its owner does not. */
function customerRings(state: ConversationState, drafts: Draft[]): Outcome {
  const effects: Effect[] = [];
  if (state.status !== "open") {
    drafts.push(forTeam(system, { kind: "status", to: "open", until: null, reason: "customer_wrote" }));
    effects.push({ kind: "wake", at: null });
  }
  if (state.assignee !== null && (state.waitingSince === null || state.status !== "open"))
    effects.push({ kind: "check_owner" });
  return { drafts, effects };
}

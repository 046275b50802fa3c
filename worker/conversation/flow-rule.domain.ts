import type { ConversationState } from "../protocol/conversation.ts";
import type { Author } from "../protocol/entry.ts";
import { type Refusal, refusal } from "../protocol/error.ts";
import type { FlowEnding, FlowRun } from "../protocol/flow-run.ts";
import type { Actor, Command, Effect } from "./conversation.domain.ts";
import { addressing, authorOf, nothing, opened, type Outcome, type Draft, forEveryone } from "./draft.domain.ts";

/** A flow is sent, stopped, or left for a person. */
export function flow(
  state: ConversationState,
  command: Extract<Command, { kind: "flow" }>,
  actor: Actor,
  now: number,
): Outcome | Refusal {
  if ((command.do === "person") !== (actor.kind === "customer")) return refusal("forbidden");
  switch (command.do) {
    case "start": {
      if (command.begins === null) return refusal("flow_unknown");
      if (state.flow !== null) return refusal("flow_running");
      const begun = command.begins.engine.beginFlow(state, command.begins, now);
      // Sending one is answering, and answering what nobody owns is taking it (decision 8).
      const taken = actor.kind === "agent" ? addressing(state, actor) : [];
      if (state.status === "open") return { ...begun, drafts: [...taken, ...begun.drafts] };
      const effects: Effect[] = [{ kind: "wake", at: null }, ...(begun.effects ?? [])];
      return { drafts: [opened(state, authorOf(actor)), ...taken, ...begun.drafts], effects };
    }
    case "stop":
      return state.flow === null ? nothing : { drafts: [endFlow(state.flow, "stopped", authorOf(actor))] };
    case "person":
      if (state.flow === null || command.going === null) return nothing;
      if (!state.flow.person) return refusal("forbidden");
      if (!command.available) return refusal("nobody_available");
      return command.going.engine.goOn(state, command.going, { kind: "person" }, now);
    default:
      return command satisfies never;
  }
}

/** As soon as an agent talks to the customer, has the conversation, or ends it, no flow does. */
export function takenOver(state: ConversationState | null, outcome: Outcome, command: Command, actor: Actor): Outcome {
  if (state === null || state.flow === null || actor.kind !== "agent" || outcome.drafts.length === 0) return outcome;
  const author = authorOf(actor);
  // Before the words, so that they are the answer.
  if (command.kind === "message")
    return { ...outcome, drafts: [endFlow(state.flow, "taken_over", author), ...outcome.drafts] };
  const ends =
    command.kind === "take" || command.kind === "transfer" || (command.kind === "status" && command.to === "done");
  if (!ends) return outcome;
  const as = command.kind === "status" ? "stopped" : "taken_over";
  const asked: Effect[] = command.kind === "transfer" ? [{ kind: "check_owner" }] : [];
  return {
    ...outcome,
    drafts: [...outcome.drafts, endFlow(state.flow, as, author)],
    effects: [...(outcome.effects ?? []), ...asked],
  };
}

/** A person takes over: the run ends as it stands, with nothing said. */
export function endFlow(run: FlowRun, as: Extract<FlowEnding, "taken_over" | "stopped">, author: Author): Draft {
  return forEveryone(author, { kind: "flow", did: "ended", run: { ...run, turn: run.turn + 1 }, outcome: as });
}

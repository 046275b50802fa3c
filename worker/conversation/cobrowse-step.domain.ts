import type { CobrowseEnd, CobrowseFacts, CobrowseHappened, CobrowseState } from "../protocol/cobrowse.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import { type Refusal, refusal } from "../protocol/error.ts";
import type { Actor } from "./conversation.domain.ts";
import { addressing, authorOf, type Draft, forEveryone, forTeam, system } from "./draft.domain.ts";

/** What is told of a session when it ends, as its object knows it. */
export type Ending = { session: string; reason: CobrowseEnd; facts: CobrowseFacts };

export type CobrowseCommand =
  /** `customerHere`: whether the customer has a page open, who else would never see the question. */
  | { kind: "cobrowse_ask"; id: string; customerHere: boolean }
  | { kind: "cobrowse_answer"; id: string; session: string; accept: boolean; origin: string }
  /** `facts` of a session that runs; null: its object could not be asked. */
  | { kind: "cobrowse_end"; id: string; session: string; notShown?: true | undefined; facts?: CobrowseFacts | null }
  /** Nobody answered in time. */
  | { kind: "cobrowse_missed"; id: string; session: string }
  /** The session's object ended it. */
  | ({ kind: "cobrowse_over"; id: string } & Ending)
  /** The customer lets this agent control the page; an agent did something in it. */
  | { kind: "cobrowse_note"; id: string; session: string; note: CobrowseNote };

/** Something of a session that belongs in the log. */
export type CobrowseNote =
  | { kind: "controlled"; agent: { id: string; name: string } }
  | {
      kind: "acted";
      agent: { id: string; name: string };
      action: "click" | "type" | "choose" | "scroll";
      on: string;
      enter?: true | undefined;
    };

/** What follows: an unanswered question is missed after a while, and a session's object begins and closes. */
export type CobrowseEffect = { kind: "cobrowse_asked" | "cobrowse_begun" | "cobrowse_closed"; session: string };

type Outcome = { drafts: Draft[]; effects?: CobrowseEffect[] };

const nothing: Outcome = { drafts: [] };
export const noFacts: CobrowseFacts = { agents: [], pages: 0, controlled: false };

/** What a step of co-browsing does to the conversation. What was meant for a session that is over by now does nothing. */
export function cobrowseStep(
  state: ConversationState,
  command: CobrowseCommand,
  actor: Actor,
  now: number,
): Outcome | Refusal {
  if (command.kind === "cobrowse_ask") return ask(state, command, actor);
  const running = state.cobrowse;
  if (running === null || running.session !== command.session) {
    return command.kind === "cobrowse_answer" && command.accept ? refusal("cobrowse_over") : nothing;
  }
  switch (command.kind) {
    case "cobrowse_answer":
      return answer(running, command, actor);
    case "cobrowse_end":
      return end(running, command, actor, now);
    case "cobrowse_missed":
      return running.phase === "asked" ? { drafts: [happened(system, running.session, { step: "missed" })] } : nothing;
    case "cobrowse_over":
      return running.phase === "live"
        ? ended(running, system, { reason: command.reason }, command.facts, now)
        : nothing;
    case "cobrowse_note":
      return note(running, command.note);
    default:
      return command satisfies never;
  }
}

/** What else is so when the conversation is done: nobody asks for co-browsing, and none runs. */
export function cobrowseWhenDone(state: ConversationState, facts: CobrowseFacts | null, now: number): Outcome {
  const running = state.cobrowse;
  if (running === null) return nothing;
  if (running.phase === "asked") return { drafts: [happened(system, running.session, { step: "withdrawn" })] };
  return ended(running, system, { reason: "done" }, facts ?? noFacts, now);
}

/** Like words to the customer: asking in a conversation that nobody owns takes it. */
function ask(
  state: ConversationState,
  { id: session, customerHere }: Extract<CobrowseCommand, { kind: "cobrowse_ask" }>,
  actor: Actor,
): Outcome | Refusal {
  if (actor.kind !== "agent") return refusal("forbidden");
  if (state.cobrowse !== null) return refusal("cobrowse_running");
  if (state.status === "done") return refusal("cobrowse_over");
  if (!customerHere) return refusal("customer_not_here");
  return {
    drafts: [...addressing(state, actor), happened(authorOf(actor), session, { step: "asked" })],
    effects: [{ kind: "cobrowse_asked", session }],
  };
}

function answer(
  { phase, session, origins }: CobrowseState,
  { accept, origin }: { accept: boolean; origin: string },
  actor: Actor,
): Outcome | Refusal {
  if (actor.kind !== "customer") return refusal("forbidden");
  const author = authorOf(actor);
  // Pages of one more origin are not shown; those of the others are.
  if (!accept) return phase === "live" ? nothing : { drafts: [happened(author, session, { step: "declined" })] };
  if (phase === "live" && origins.includes(origin)) return nothing;
  return {
    drafts: [happened(author, session, { step: "accepted", origin })],
    effects: [{ kind: "cobrowse_begun", session }],
  };
}

function end(
  running: CobrowseState,
  { notShown, facts }: { notShown?: true | undefined; facts?: CobrowseFacts | null },
  actor: Actor,
  now: number,
): Outcome {
  const author = authorOf(actor);
  const by = actor.kind === "customer" ? "customer" : "agent";
  if (running.phase === "live") {
    const told = by === "customer" && notShown ? { notShown } : {};
    return ended(running, author, { reason: by, ...told }, facts ?? noFacts, now);
  }
  return { drafts: [happened(author, running.session, { step: by === "customer" ? "declined" : "withdrawn" })] };
}

function ended(
  { session, since }: CobrowseState,
  author: Draft["author"],
  why: { reason: CobrowseEnd; notShown?: true },
  facts: CobrowseFacts,
  now: number,
): Outcome {
  const seconds = Math.max(0, Math.round((now - since) / 1_000));
  return {
    drafts: [happened(author, session, { step: "ended", ...why, seconds, ...facts })],
    effects: [{ kind: "cobrowse_closed", session }],
  };
}

function note({ phase, session }: CobrowseState, said: CobrowseNote): Outcome {
  if (phase !== "live") return nothing;
  const { agent } = said;
  if (said.kind === "controlled")
    return { drafts: [happened({ kind: "customer" }, session, { step: "controlled", agent })] };
  const { action, on, enter } = said;
  const body = { kind: "cobrowse_acted" as const, session, action, on, ...(enter && { enter }) };
  return { drafts: [forTeam({ kind: "agent", ...agent }, body)] };
}

function happened(author: Draft["author"], session: string, step: CobrowseHappened): Draft {
  return forEveryone(author, { kind: "cobrowse", session, happened: step });
}

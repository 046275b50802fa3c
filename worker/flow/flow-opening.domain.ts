import type { FlowOpening } from "../protocol/widget.ts";
import type { FlowDefinition } from "../protocol/flow.ts";
import type { FlowFacts } from "./flow-facts.domain.ts";
import { newRun, stepFlow } from "./flow.domain.ts";

type Published = { id: string; name: string; version: number; definition: FlowDefinition };

/** The flow without its pauses: what stands there already when somebody opens the widget is not typed. */
export function untyped(definition: FlowDefinition): FlowDefinition {
  const steps = definition.steps.map((step) => ("typingSeconds" in step ? { ...step, typingSeconds: 0 } : step));
  return { ...definition, steps };
}

/**
 * What a flow can say to somebody of whom nothing is known yet, before there is a conversation: its first messages, up to its first
 * question. Null where it has to do anything else before that: such a flow begins with the customer's first message.
 */
export function openingOf(
  flow: Published,
  site: FlowFacts["site"],
  team: FlowFacts["team"],
  now: number,
): FlowOpening | null {
  const definition = untyped(flow.definition);
  const facts: FlowFacts = {
    ...{ customer: { id: "", name: null, email: null, verified: false }, agent: null, team, site, topic: null },
    ...{ tags: [], page: null, language: null, attributes: {}, collected: [], hours: null, availability: null },
  };
  const begun = stepFlow(newRun("opening", { ...flow, definition }, null, 0), definition, { kind: "begin" }, facts, 0);
  if (begun.run?.waits.kind !== "answer" || begun.effects.some(({ kind }) => kind === "profile")) return null;
  const entries = begun.drafts.flatMap(({ body }, index) =>
    body.kind === "message"
      ? [{ seq: index + 1, id: `opening-${index}`, at: now, author: { kind: "system" as const }, body }]
      : [],
  );
  return { id: flow.id, version: flow.version, entries };
}

/** Which flow of a site begins now: outside of the hours the one that is for then. */
export function flowOfSite(
  site: { openingFlowId: string | null; outsideFlowId: string | null },
  isOpen: boolean,
): string | null {
  return (isOpen ? null : site.outsideFlowId) ?? site.openingFlowId;
}

import type { FlowOpening } from "../protocol/widget.ts";
import type { FlowDefinition } from "../protocol/flow.ts";
import type { FlowRun } from "../protocol/flow-run.ts";
import { contentOf, type FlowSources } from "./flow-content.domain.ts";
import type { FlowFacts } from "./flow-facts.domain.ts";
import { type FlowContent, type FlowStepped, newRun, stepFlow } from "./flow.domain.ts";

type Published = { id: string; name: string; version: number; definition: FlowDefinition };

/** More that stands elsewhere than anybody reads before a first question. */
const mostContents = 20;

/** The flow without its pauses: what stands there already when somebody opens the widget is not typed. */
export function untyped(definition: FlowDefinition): FlowDefinition {
  const steps = definition.steps.map((step) => ("typingSeconds" in step ? { ...step, typingSeconds: 0 } : step));
  return { ...definition, steps };
}

/** What is known of somebody who has just opened the widget: nothing but where, and which files they could send there. */
export function openingFacts({ site, team, files }: Pick<FlowFacts, "site" | "team" | "files">): FlowFacts {
  return {
    ...{ customer: { id: "", name: null, email: null, verified: false }, agent: null, team, site, files, topic: null },
    ...{ tags: [], page: null, language: null, attributes: {}, collected: [], hours: null, availability: null },
  };
}

/**
 * Begins a run and takes it up to where it waits for something else than what stands elsewhere: `contents` are what its steps say of that, in
 * their order.
 */
export function beginWith(
  run: FlowRun,
  definition: FlowDefinition,
  contents: readonly (FlowContent[] | null)[],
  facts: FlowFacts,
  now: number,
): FlowStepped {
  return contents.reduce<FlowStepped>(
    (begun, messages) => {
      if (begun.run?.waits.kind !== "content") return begun;
      const { drafts, effects, run: next } = stepFlow(begun.run, definition, { kind: "content", messages }, facts, now);
      return { drafts: [...begun.drafts, ...drafts], effects: [...begun.effects, ...effects], run: next };
    },
    stepFlow(run, definition, { kind: "begin" }, facts, now),
  );
}

/** What `beginWith` needs of what stands elsewhere, for an untyped flow that begins with these facts. */
export async function contentsBefore(
  definition: FlowDefinition,
  facts: FlowFacts,
  sources: FlowSources,
): Promise<(FlowContent[] | null)[]> {
  const contents: (FlowContent[] | null)[] = [];
  const first = newRun("opening", { id: "", name: "", version: 0, definition }, null, 0);
  while (contents.length < mostContents) {
    const { run } = beginWith(first, definition, contents, facts, 0);
    if (run?.waits.kind !== "content") break;
    const step = definition.steps.find(({ id }) => id === run.step);
    contents.push(step?.kind === "say" ? await contentOf(step.said, facts, sources) : null);
  }
  return contents;
}

/**
 * What a flow can say to somebody of whom nothing is known yet, before there is a conversation: its first messages, up to its first
 * question. Null where it has to do anything else before that: such a flow begins with the customer's first message.
 */
export async function openingOf(
  flow: Published,
  known: Pick<FlowFacts, "site" | "team" | "files">,
  sources: FlowSources,
  now: number,
): Promise<FlowOpening | null> {
  const definition = untyped(flow.definition);
  const facts = openingFacts(known);
  const contents = await contentsBefore(definition, facts, sources);
  // Buttons beside those of the question are answered in a conversation, and there is none yet.
  if (contents.some((messages) => messages?.some(({ buttons }) => buttons !== undefined))) return null;
  const begun = beginWith(newRun("opening", { ...flow, definition }, null, 0), definition, contents, facts, 0);
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

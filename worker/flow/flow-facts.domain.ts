import { type Facts, holds } from "../routing/condition.domain.ts";
import type { AgentName } from "../protocol/agent.ts";
import type { FileKind } from "../protocol/attachment.ts";
import type { Named } from "../protocol/conversation.ts";
import type { Attributes, Customer } from "../protocol/customer.ts";
import type { FlowAnswer, FlowCondition, FlowStep } from "../protocol/flow.ts";
import type { Collected } from "../protocol/flow-run.ts";

/**
 * Everything that a step can depend on. The conversation knows most of it itself; `hours`, `availability` and `files` have to be asked for
 * and are null until they were: then the run waits for them (`waits.kind` "facts").
 */
export type FlowFacts = {
  customer: Customer;
  /** Who talks to the customer, or sent the flow. */
  agent: AgentName | null;
  team: Named;
  site: Named;
  topic: string | null;
  tags: readonly string[];
  /** The address that the customer is on. */
  page: string | null;
  language: string | null;
  attributes: Attributes;
  /** The newest of each key. */
  collected: readonly Collected[];
  hours: "open" | "closed" | null;
  availability: "available" | "nobody" | null;
  /** The kinds of files that customers may send on the conversation's site; none where they may send no file at all. */
  files: readonly FileKind[] | null;
};

/** Whether somebody has to be asked before this branch can be decided. */
export function needsAsking(step: Extract<FlowStep, { kind: "branch" }>, facts: FlowFacts): boolean {
  return step.cases.some(({ conditions }) =>
    conditions.some(
      ({ about }) =>
        (about === "hours" && facts.hours === null) || (about === "availability" && facts.availability === null),
    ),
  );
}

/** Whether customers may send what a question asks for; null: somebody has to be asked first. */
export function canBeAnswered(answer: FlowAnswer, { files }: FlowFacts): boolean | null {
  if (answer.kind !== "file") return true;
  return files && files.some((kind) => answer.kinds.length === 0 || answer.kinds.includes(kind));
}

/** Whether a condition is so. Texts are compared as routing does: see `holds`. */
export function meets(condition: FlowCondition, facts: FlowFacts): boolean {
  const { about, test, values } = condition;
  if (about === "hours" || about === "availability") {
    const fact = about === "hours" ? facts.hours : facts.availability;
    return fact !== null && values.includes(fact) !== (test === "is_not");
  }
  if (about === "answer") {
    const answers: Facts = { ...routingFacts(facts), attributes: Object.fromEntries(facts.collected.map(valueOf)) };
    return holds({ ...condition, about: "attribute" }, answers);
  }
  return holds({ ...condition, about }, routingFacts(facts));
}

/** The first case of which every condition is so; null: otherwise. */
export function chooseCase(step: Extract<FlowStep, { kind: "branch" }>, facts: FlowFacts): string | null {
  return step.cases.find(({ conditions }) => conditions.every((each) => meets(each, facts)))?.id ?? null;
}

function routingFacts({ page, language, topic, attributes, site }: FlowFacts): Facts {
  return { page, language, topic, attributes, site: site.id };
}

function valueOf({ key, value }: Collected): [string, Collected["value"]] {
  return [key, value];
}

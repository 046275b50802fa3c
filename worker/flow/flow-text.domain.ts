import { fillVariables, type VariableValues, variablesIn } from "../text-block/variable.domain.ts";
import type { FlowFacts } from "./flow-facts.domain.ts";

/** Puts values into a text of a flow. A variable without a value and without a fallback leaves nothing: no customer sees braces. */
export function fillFlowText(text: string, facts: FlowFacts): string {
  const { text: filled, open } = fillVariables(text, valuesOf(facts));
  const bare = open.reduceRight((left, { start, end }) => left.slice(0, start) + left.slice(end), filled);
  return bare.trim();
}

/** The same where each value has to be escaped for what it stands in, such as an address. */
export function fillEscaped(text: string, facts: FlowFacts, escape: (value: string) => string): string {
  let filled = "";
  let at = 0;
  for (const variable of variablesIn(text)) {
    const value = fillFlowText(text.slice(variable.start, variable.end), facts);
    filled += text.slice(at, variable.start) + escape(value);
    at = variable.end;
  }
  return filled + text.slice(at);
}

function valuesOf({ customer, agent, team, site, attributes, collected }: FlowFacts): VariableValues {
  return {
    ...{ customer, team, site, attributes },
    agent: { name: agent?.name ?? "" },
    answers: Object.fromEntries(collected.map(({ key, shown }) => [key, shown])),
  };
}

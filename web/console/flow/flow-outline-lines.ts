import { type FlowDefinition, outcomesOf } from "#protocol/flow";
import { reachedFrom } from "#domain/flow/flow-graph";
import { stepOf, type Way } from "./flow-edit.ts";

/** A line of the outline. `way.to`: undefined, its step follows below; null, it leads nowhere; else the step stands elsewhere. */
export type OutlineLine =
  | { kind: "step"; step: string; depth: number }
  | { kind: "way"; step: string; way: Way; to: string | null | undefined; depth: number }
  | { kind: "unreached"; depth: number };

/**
 * A flow as a list. Each step stands once, where a run comes to it first; a step with one way goes on below it, one with
 * several has each of them further in. What no run comes to stands at the end.
 */
export function outlineOf(definition: FlowDefinition): OutlineLine[] {
  const lines: OutlineLine[] = [];
  const shown = new Set<string>();
  const put = (id: string, depth: number) => {
    const step = stepOf(definition, id);
    if (step === null || shown.has(id)) return;
    shown.add(id);
    lines.push({ kind: "step", step: id, depth });
    const outcomes = outcomesOf(step);
    const single = outcomes.length === 1;
    for (const { name, needed } of outcomes) {
      const to = step.exits[name];
      const target = to === undefined || stepOf(definition, to) === null ? null : to;
      // An answer beside the options that nothing asks for is no line of its own.
      if (target === null && name === "next" && !needed) continue;
      const follows = target !== null && !shown.has(target);
      if (!single || !follows)
        lines.push({
          ...{ kind: "way", step: id, way: { step: id, outcome: name }, depth: depth + 1 },
          to: follows ? undefined : target,
        });
      if (follows) put(target, single ? depth : depth + 2);
    }
  };
  if (definition.start !== null) put(definition.start, 0);
  const reached = reachedFrom(definition, definition.start);
  const rest = definition.steps.filter(({ id }) => !reached.has(id));
  if (rest.length > 0) lines.push({ kind: "unreached", depth: 0 });
  for (const { id } of rest) put(id, 0);
  return lines;
}

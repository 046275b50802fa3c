import type { Attachment } from "../protocol/attachment.ts";
import type { FlowDefinition } from "../protocol/flow.ts";

/** The ids of all files that a flow's steps say. */
export function filesOf({ steps }: FlowDefinition): string[] {
  return steps.flatMap((step) =>
    step.kind === "say" && step.said.kind === "text" ? (step.said.files ?? []).map(({ id }) => id) : [],
  );
}

/** Whether a step of it asks customers for a file. */
export function asksForFiles({ steps }: FlowDefinition): boolean {
  return steps.some((step) => step.kind === "ask" && step.answer.kind === "file");
}

/**
 * The flow with what the workspace knows of its files, since what its author wrote of them is not believed. `missing` are steps
 * with a file that is not `known`: those are without it.
 */
export function withKnownFiles(
  definition: FlowDefinition,
  known: ReadonlyMap<string, Attachment>,
): { definition: FlowDefinition; missing: string[] } {
  const missing: string[] = [];
  const steps = definition.steps.map((step) => {
    if (step.kind !== "say" || step.said.kind !== "text" || step.said.files === undefined) return step;
    const { files, ...said } = step.said;
    const there = files.flatMap(({ id }) => known.get(id) ?? []);
    if (there.length < files.length) missing.push(step.id);
    return { ...step, said: there.length === 0 ? said : { ...said, files: there } };
  });
  return { definition: { ...definition, steps }, missing };
}

import { describe, expect, it } from "vitest";
import { problemsOf, stopping } from "../flow/flow-problems.domain.ts";
import { flowDefinitionSchema } from "../protocol/flow.ts";
import { demoFlows } from "./flow.domain.ts";

describe("the demo's flows", () => {
  it.each(demoFlows)("$name: can be saved, and is published only without a problem", ({ draft, published, ends }) => {
    expect(flowDefinitionSchema.parse(draft)).toEqual(draft);
    expect(stopping(problemsOf(draft)).length === 0).toBe(published);
    const steps = new Set(draft.steps.map(({ id }) => id));
    for (const { step } of ends) expect(steps.has(step)).toBe(true);
  });
});

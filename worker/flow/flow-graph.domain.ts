import { type FlowDefinition, type FlowStep, outcomesOf } from "../protocol/flow.ts";

/** Where a step leads: its outcomes that have an exit, in their order. An exit that no outcome takes leads nowhere. */
export function waysFrom(step: FlowStep): { outcome: string; to: string }[] {
  return outcomesOf(step).flatMap(({ name }) => {
    const to = step.exits[name];
    return to === undefined ? [] : [{ outcome: name, to }];
  });
}

/** The steps that a run can come to from `from`, itself among them where it is a step. */
export function reachedFrom(definition: FlowDefinition, from: string | null): Set<string> {
  const steps = new Map(definition.steps.map((step) => [step.id, step]));
  const reached = new Set<string>();
  const open = from === null ? [] : [from];
  for (let id = open.pop(); id !== undefined; id = open.pop()) {
    const step = steps.get(id);
    if (step === undefined || reached.has(id)) continue;
    reached.add(id);
    open.push(...waysFrom(step).map(({ to }) => to));
  }
  return reached;
}

/**
 * Circles that a run could go round for ever without anybody being asked, each as the steps that are on one another's way, in the
 * order of the definition. A wait does not break one: it would only last longer.
 */
export function endlessLoops(definition: FlowDefinition): string[][] {
  const asked = new Set(definition.steps.filter(({ kind }) => kind === "ask").map(({ id }) => id));
  const unasked: FlowDefinition = {
    ...definition,
    steps: definition.steps
      .filter(({ id }) => !asked.has(id))
      .map((step) => ({ ...step, exits: withoutTargets(step.exits, asked) })),
  };
  const loops: string[][] = [];
  const placed = new Set<string>();
  const ahead = new Map(unasked.steps.map((step) => [step.id, aheadOf(unasked, step)]));
  for (const { id } of unasked.steps) {
    if (placed.has(id) || ahead.get(id)?.has(id) !== true) continue;
    const loop = unasked.steps
      .map((step) => step.id)
      .filter((other) => other === id || (ahead.get(id)?.has(other) === true && ahead.get(other)?.has(id) === true));
    for (const each of loop) placed.add(each);
    loops.push(loop);
  }
  return loops;
}

/**
 * The longest way without a stop, in steps, from each step on. Only of a flow without endless loops; an ask, a wait and a call
 * are stops.
 */
export function longestWays(definition: FlowDefinition): Map<string, number> {
  const steps = new Map(definition.steps.map((step) => [step.id, step]));
  const lengths = new Map<string, number>();
  const measure = (id: string): number => {
    const known = lengths.get(id);
    const step = steps.get(id);
    if (known !== undefined || step === undefined) return known ?? 0;
    const goesOn = step.kind !== "ask" && step.kind !== "wait" && step.kind !== "call";
    const length = 1 + (goesOn ? Math.max(0, ...waysFrom(step).map(({ to }) => measure(to))) : 0);
    lengths.set(id, length);
    return length;
  };
  for (const { id } of definition.steps) measure(id);
  return lengths;
}

/** What comes after a step; itself only where a way leads back. */
function aheadOf(definition: FlowDefinition, step: FlowStep): Set<string> {
  const ahead = new Set<string>();
  for (const { to } of waysFrom(step)) for (const id of reachedFrom(definition, to)) ahead.add(id);
  return ahead;
}

function withoutTargets(exits: FlowStep["exits"], gone: ReadonlySet<string>): FlowStep["exits"] {
  return Object.fromEntries(Object.entries(exits).filter(([, to]) => !gone.has(to)));
}

/** The keys of answers that a step leaves behind. */
export function keysOf(step: FlowStep): string[] {
  if (step.kind === "ask") return step.key === "" ? [] : [step.key];
  return step.kind === "call" ? step.take.map(({ key }) => key).filter((key) => key !== "") : [];
}

/** For each step the keys that may have been answered when a run comes to it: somebody who came that way was asked. */
export function keysBefore(definition: FlowDefinition): Map<string, ReadonlySet<string>> {
  const before = new Map<string, Set<string>>(definition.steps.map(({ id }) => [id, new Set()]));
  for (const step of definition.steps) {
    const keys = keysOf(step);
    if (keys.length === 0) continue;
    for (const id of aheadOf(definition, step)) for (const key of keys) before.get(id)?.add(key);
  }
  return before;
}

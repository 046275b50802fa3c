import { waysFrom } from "#domain/flow/flow-graph";
import { type FlowDefinition, type FlowStep, type FlowStepKind, outcomesOf } from "#protocol/flow";
import { boundsOf, gridSize, onGrid, type Point } from "../../ui/graph/graph.ts";
import { cardSize, exitHeight } from "./flow-card.ts";

/** A way from one step to another, as it is drawn: `outcome` names what came of the step. */
export type Way = { step: string; outcome: string };

/** Makes an id that no step of the flow has. */
export type NewId = () => string;

/** How far a step that comes after another stands from it. */
const gap = { x: 96, y: 24 };

/** A step of a kind, with nothing said in it yet. */
export function newStep(kind: FlowStepKind, id: string, position: Point): FlowStep {
  const common = { id, position: { x: onGrid(position.x), y: onGrid(position.y) }, name: "", exits: {} };
  switch (kind) {
    case "say":
      return { kind, ...common, said: { kind: "text", text: "" }, typingSeconds: 1 };
    case "ask":
      return {
        ...{ kind, ...common, text: "", typingSeconds: 1, answer: { kind: "buttons", options: [] } },
        ...{ key: "", label: "", retry: "", tries: 3, fills: null },
      };
    case "set":
      return { kind, ...common, set: { what: "tag", tag: "", on: true } };
    case "branch":
      return { kind, ...common, cases: [{ id: "1", label: "", conditions: [] }] };
    case "call":
      return { kind, ...common, method: "GET", url: "https://", body: "", seconds: 10, take: [] };
    case "jump":
      return { kind, ...common, flow: null };
    case "wait":
      return { kind, ...common, seconds: 60 };
    case "hand_over":
      return { kind, ...common, to: { kind: "here" }, text: "", note: "" };
    case "end":
      return { kind, ...common, text: "", leaves: "done" };
    default:
      return kind satisfies never;
  }
}

export function stepOf(definition: FlowDefinition, id: string | null): FlowStep | null {
  return definition.steps.find((step) => step.id === id) ?? null;
}

/** Every edge that is drawn: ways whose step is not there any more are none. */
export function waysOf(definition: FlowDefinition): (Way & { to: string })[] {
  const there = new Set(definition.steps.map(({ id }) => id));
  return definition.steps.flatMap((step) =>
    waysFrom(step)
      .filter(({ to }) => there.has(to))
      .map(({ outcome, to }) => ({ step: step.id, outcome, to })),
  );
}

/** A change of one step. Exits of outcomes that it does not have any more go. */
export function changeStep(
  definition: FlowDefinition,
  id: string,
  change: (step: FlowStep) => FlowStep,
): FlowDefinition {
  return {
    ...definition,
    steps: definition.steps.map((step) => (step.id === id ? withoutLooseExits(change(step)) : step)),
  };
}

function withoutLooseExits(step: FlowStep): FlowStep {
  const names = new Set(outcomesOf(step).map(({ name }) => name));
  return { ...step, exits: keptExits(step.exits, (name) => names.has(name)) };
}

function keptExits(exits: FlowStep["exits"], keeps: (outcome: string, to: string) => boolean): FlowStep["exits"] {
  return Object.fromEntries(Object.entries(exits).filter(([outcome, to]) => keeps(outcome, to)));
}

/** Leads an outcome to a step; what it led to before, it does no more. */
export function connect(definition: FlowDefinition, { step, outcome }: Way, to: string): FlowDefinition {
  return changeStep(definition, step, (from) => ({ ...from, exits: { ...from.exits, [outcome]: to } }));
}

export function disconnect(definition: FlowDefinition, { step, outcome }: Way): FlowDefinition {
  return changeStep(definition, step, (from) => ({
    ...from,
    exits: keptExits(from.exits, (name) => name !== outcome),
  }));
}

export function moveSteps(definition: FlowDefinition, moves: readonly ({ id: string } & Point)[]): FlowDefinition {
  const to = new Map(moves.map(({ id, x, y }) => [id, { x, y }]));
  return {
    ...definition,
    steps: definition.steps.map((step) => ({ ...step, position: to.get(step.id) ?? step.position })),
  };
}

/**
 * Puts a new step at a place, or behind an outcome, where it takes over what that led to. The first step of a flow is where it
 * begins.
 */
export function addStep(
  definition: FlowDefinition,
  kind: FlowStepKind,
  id: string,
  where: { at?: Point | undefined; after?: Way | undefined },
): FlowDefinition {
  const { after } = where;
  const before = after === undefined ? null : stepOf(definition, after.step);
  const wanted = where.at ?? (before && after ? besideExit(before, after.outcome) : belowAll(definition));
  const made = newStep(kind, id, freePlace(definition, wanted));
  const next = after === undefined ? undefined : before?.exits[after.outcome];
  const goesOn = next !== undefined && outcomesOf(made).some(({ name }) => name === "next");
  const grown: FlowDefinition = {
    ...definition,
    start: definition.start ?? id,
    steps: [...definition.steps, goesOn ? { ...made, exits: { next } } : made],
  };
  return after === undefined ? grown : connect(grown, after, id);
}

/**
 * Takes steps away. Whatever led to one of them leads to what came next after it, so that taking a step out of a row leaves a
 * row; where nothing came next, it leads nowhere. A flow that lost its first step begins with the next one.
 */
export function removeSteps(definition: FlowDefinition, ids: readonly string[]): FlowDefinition {
  const gone = new Map(definition.steps.filter(({ id }) => ids.includes(id)).map((step) => [step.id, step]));
  const heirOf = (id: string): string | null => {
    const passed = new Set<string>();
    let at: string | undefined = id;
    while (at !== undefined && gone.has(at)) {
      if (passed.has(at)) return null;
      passed.add(at);
      at = gone.get(at)?.exits["next"];
    }
    return at ?? null;
  };
  const steps = definition.steps
    .filter(({ id }) => !gone.has(id))
    .map((step) => {
      const heirs = Object.entries(step.exits).map(([outcome, to]) => [outcome, heirOf(to)] as const);
      return { ...step, exits: Object.fromEntries(heirs.flatMap(([name, to]) => (to === null ? [] : [[name, to]]))) };
    });
  const start = definition.start === null ? null : heirOf(definition.start);
  return { ...definition, start: start ?? steps[0]?.id ?? null, steps };
}

/** Steps as they are copied: with the ways between them, and without those that lead out. */
export function copyOf(definition: FlowDefinition, ids: readonly string[]): FlowStep[] {
  const copied = new Set(ids);
  return definition.steps
    .filter(({ id }) => copied.has(id))
    .map((step) => ({ ...step, exits: keptExits(step.exits, (_, to) => copied.has(to)) }));
}

/** Puts copies into a flow, around a place or a little beside where they were copied. Answers their new ids as well. */
export function pasteSteps(
  definition: FlowDefinition,
  copied: readonly FlowStep[],
  newId: NewId,
  around?: Point,
): { definition: FlowDefinition; ids: string[] } {
  const named = new Map(copied.map(({ id }) => [id, newId()]));
  const bounds = boundsOf(copied.map((step) => ({ ...step.position, ...cardSize(step) })));
  const from = bounds && { x: bounds.x + bounds.width / 2, y: bounds.y + bounds.height / 2 };
  const [dx, dy] = around && from ? [around.x - from.x, around.y - from.y] : [4 * gridSize, 4 * gridSize];
  const steps = copied.map((step) => ({
    ...step,
    id: named.get(step.id) ?? step.id,
    position: { x: onGrid(step.position.x + dx), y: onGrid(step.position.y + dy) },
    exits: Object.fromEntries(
      Object.entries(step.exits).flatMap(([outcome, to]) => {
        const renamed = named.get(to);
        return renamed === undefined ? [] : [[outcome, renamed]];
      }),
    ),
  }));
  return {
    definition: {
      ...definition,
      start: definition.start ?? steps[0]?.id ?? null,
      steps: [...definition.steps, ...steps],
    },
    ids: steps.map(({ id }) => id),
  };
}

/** Beside the step whose exit it is, at the height of that exit. */
function besideExit(step: FlowStep, outcome: string): Point {
  const { width } = cardSize(step);
  return { x: step.position.x + width + gap.x, y: step.position.y + exitHeight(step, outcome) - gap.y };
}

function belowAll(definition: FlowDefinition): Point {
  const bounds = boundsOf(definition.steps.map((step) => ({ ...step.position, ...cardSize(step) })));
  return bounds === null ? { x: 0, y: 0 } : { x: bounds.x, y: bounds.y + bounds.height + 2 * gap.y };
}

/** The first place from there downwards where no other step is in the way. */
function freePlace(definition: FlowDefinition, wanted: Point): Point {
  const boxes = definition.steps.map((step) => ({ ...step.position, ...cardSize(step) }));
  const room = { width: 256, height: 88 };
  let y = wanted.y;
  for (;;) {
    const inTheWay = boxes.find(
      (box) =>
        box.x < wanted.x + room.width + gap.y &&
        wanted.x < box.x + box.width + gap.y &&
        box.y < y + room.height + gap.y &&
        y < box.y + box.height + gap.y,
    );
    if (inTheWay === undefined) return { x: wanted.x, y };
    y = inTheWay.y + inTheWay.height + gap.y;
  }
}

import type { FlowDefinition, FlowStep } from "../protocol/flow.ts";
import { endlessLoops, keysBefore, longestWays, reachedFrom, waysFrom } from "./flow-graph.domain.ts";
import { stepProblems } from "./flow-step-problems.domain.ts";

/** `gone`: what the step names does not exist (any more), or is not published. */
export type FlowProblemKind =
  | "nothing"
  | "exit_missing"
  | "unreachable"
  | "endless"
  | "too_long"
  | "text_missing"
  | "variable_unknown"
  | "answer_unknown"
  | "answer_unused"
  | "options_missing"
  | "option_empty"
  | "option_twice"
  | "bounds_crossed"
  | "set_incomplete"
  | "files_off"
  | "cases_missing"
  | "condition_incomplete"
  | "url_invalid"
  | "host_not_allowed"
  | "body_invalid"
  | "mapping_incomplete"
  | "failure_unhandled"
  | "article_missing"
  | "article_gone"
  | "block_missing"
  | "block_gone"
  | "flow_missing"
  | "flow_gone"
  | "team_missing"
  | "team_gone"
  | "agent_missing"
  | "agent_gone"
  | "site_gone";

/**
 * What is wrong with a flow, seen while it is drawn and before it is published. `stops`: it is not published like this.
 * `at` says where in its step: an outcome, an option, a case, the name of a variable, a host.
 */
export type FlowProblem = {
  kind: FlowProblemKind;
  /** Null: the whole flow. */
  step: string | null;
  at: string | null;
  weight: "stops" | "warns";
};

/**
 * What there is outside of the flow, as ids (hosts by name). Whatever is not said is not judged: an editor may know less
 * than the server that publishes.
 */
export type FlowSurroundings = {
  teams?: ReadonlySet<string>;
  agents?: ReadonlySet<string>;
  sites?: ReadonlySet<string>;
  /** Those that are published; a flow may always begin itself anew. */
  flows?: ReadonlySet<string>;
  articles?: ReadonlySet<string>;
  blocks?: ReadonlySet<string>;
  hosts?: ReadonlySet<string>;
  /** Names of the sites on which customers may send no files. */
  sitesWithoutFiles?: readonly string[];
};

/**
 * Everything that is wrong with a flow, in the order of its steps. Of a flow of which this names nothing that stops, no run
 * breaks for what its definition says: every way leads on, and none leads round for ever without a question.
 */
export function problemsOf(definition: FlowDefinition, around: FlowSurroundings = {}): FlowProblem[] {
  const steps = new Set(definition.steps.map(({ id }) => id));
  if (definition.start === null || !steps.has(definition.start))
    return [{ kind: "nothing", step: null, at: null, weight: "stops" }];

  const found: FlowProblem[] = [];
  const reached = reachedFrom(definition, definition.start);
  const lived = { ...definition, steps: definition.steps.filter(({ id }) => reached.has(id)) };
  const keys = keysBefore(lived);
  const loops = endlessLoops(lived);
  const firstSteps = [
    definition.start,
    ...lived.steps
      .flatMap(stops)
      .flatMap(waysFrom)
      .map(({ to }) => to),
  ];
  const lengths = loops.length === 0 ? longestWays(lived) : null;
  const tooLong = firstSteps.find((id) => (lengths?.get(id) ?? 0) > mostWithoutStop);
  if (tooLong !== undefined) found.push({ kind: "too_long", step: tooLong, at: null, weight: "stops" });
  for (const step of definition.steps) {
    const loop = loops.find(([first]) => first === step.id);
    if (loop) found.push({ kind: "endless", step: step.id, at: null, weight: "stops" });
    // What no run comes to keeps nobody from publishing, whatever is wrong with it.
    if (!reached.has(step.id)) found.push({ kind: "unreachable", step: step.id, at: null, weight: "warns" });
    else found.push(...stepProblems(step, keys.get(step.id) ?? new Set(), around, steps));
  }
  return found;
}

/** Somebody who is told a hundred things in a row reads none of them; a run that has more to do at once breaks off. */
const mostWithoutStop = 90;

function stops(step: FlowStep): FlowStep[] {
  return step.kind === "ask" || step.kind === "wait" || step.kind === "call" ? [step] : [];
}

/** Those that keep a flow from being published. */
export function stopping(problems: readonly FlowProblem[]): FlowProblem[] {
  return problems.filter(({ weight }) => weight === "stops");
}

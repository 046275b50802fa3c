import { type FlowCondition, type FlowStep, flowTestsOf, outcomesOf } from "../protocol/flow.ts";
import { valuesOf } from "../protocol/routing.ts";
import { type Variable, variableNames, variablesIn } from "../text-block/variable.domain.ts";
import type { FlowProblem, FlowProblemKind, FlowSurroundings } from "./flow-problems.domain.ts";

/** What is wrong with a step by itself. `keys`: the answers that there may be when a run comes to it. */
export function stepProblems(
  step: FlowStep,
  keys: ReadonlySet<string>,
  around: FlowSurroundings,
  steps: ReadonlySet<string>,
): FlowProblem[] {
  const found: FlowProblem[] = [];
  const add = (kind: FlowProblemKind, at: string | null = null, weight: FlowProblem["weight"] = "stops") =>
    found.push({ kind, step: step.id, at, weight });

  for (const { name, needed } of outcomesOf(step)) {
    const to = step.exits[name];
    if (to === undefined ? needed : !steps.has(to)) add("exit_missing", name);
  }
  for (const text of textsOf(step)) {
    for (const variable of variablesIn(text)) if (isUnknown(variable, keys)) add("variable_unknown", variable.name);
    for (const [, name = ""] of text.matchAll(SPOILT))
      if (variablesIn(`{{${name}}}`).length === 0) add("variable_unknown", name.trim());
  }

  switch (step.kind) {
    case "say":
      sayProblems(step.said, around, add);
      break;
    case "ask":
      askProblems(step, around, add);
      break;
    case "set":
      setProblems(step.set, add);
      break;
    case "branch":
      branchProblems(step, keys, around, add);
      break;
    case "call":
      callProblems(step, around, add);
      break;
    case "jump":
      if (step.flow === null) add("flow_missing");
      else if (around.flows?.has(step.flow) === false) add("flow_gone");
      break;
    case "hand_over":
      if (step.to.kind === "team") targetProblem(step.to.id, around.teams, "team", add);
      if (step.to.kind === "agent") targetProblem(step.to.id, around.agents, "agent", add);
      break;
    case "wait":
    case "end":
      break;
    default:
      step satisfies never;
  }
  return found;
}

type Add = (kind: FlowProblemKind, at?: string | null, weight?: FlowProblem["weight"]) => void;
type Step<Kind extends FlowStep["kind"]> = Extract<FlowStep, { kind: Kind }>;

function sayProblems(said: Step<"say">["said"], around: FlowSurroundings, add: Add): void {
  if (said.kind === "text") {
    if (said.text.trim() === "" && said.files === undefined) add("text_missing");
  } else if (said.kind === "article") {
    if (said.article === null) add("article_missing");
    else if (around.articles?.has(said.article.id) === false) add("article_gone");
  } else if (said.block === null) add("block_missing");
  else if (around.blocks?.has(said.block) === false) add("block_gone");
}

function askProblems(step: Step<"ask">, around: FlowSurroundings, add: Add): void {
  const { answer } = step;
  if (step.text.trim() === "") add("text_missing");
  switch (answer.kind) {
    case "buttons":
    case "list": {
      if (answer.options.length === 0) add("options_missing");
      const seen = new Set<string>();
      for (const { id, text } of answer.options) {
        const words = text.trim().toLowerCase();
        if (words === "") add("option_empty", id);
        else if (seen.has(words)) add("option_twice", id);
        seen.add(words);
      }
      break;
    }
    case "text":
    case "number":
      if (answer.least !== null && answer.most !== null && answer.least > answer.most) add("bounds_crossed");
      break;
    case "date":
      if (daysCross(answer.earliest, answer.latest)) add("bounds_crossed");
      break;
    case "file":
      if (around.sitesWithoutFiles?.length) add("files_off", around.sitesWithoutFiles.join(", "), "warns");
      break;
    default:
  }
  const leads = outcomesOf(step).some(({ name }) => name.startsWith("option:") && step.exits[name] !== undefined);
  if (step.key === "" && step.fills === null && !leads) add("answer_unused", null, "warns");
}

/** Two days of the calendar, or two counted from today; a mixture is known only on the day. */
function daysCross(earliest: string | null, latest: string | null): boolean {
  if (earliest === null || latest === null) return false;
  const [from, to] = [/^[+-]/.test(earliest), /^[+-]/.test(latest)];
  return from && to ? Number(earliest) > Number(latest) : !from && !to && earliest > latest;
}

function setProblems(set: Step<"set">["set"], add: Add): void {
  if (set.what === "attribute" && set.key === "") add("set_incomplete");
  if (set.what === "tag" && set.tag === "") add("set_incomplete");
}

function branchProblems(step: Step<"branch">, keys: ReadonlySet<string>, around: FlowSurroundings, add: Add): void {
  if (step.cases.length === 0) add("cases_missing");
  for (const { id, conditions } of step.cases) {
    if (conditions.length === 0 || !conditions.every((condition) => isWholeFlowCondition(condition)))
      add("condition_incomplete", id);
    for (const { about, key, values } of conditions) {
      if (about === "answer" && key !== "" && !keys.has(key)) add("answer_unknown", id);
      if (about === "site" && values.some((site) => around.sites?.has(site) === false)) add("site_gone", id);
    }
  }
}

/** Whether a condition lacks nothing, so that it can be asked. */
export function isWholeFlowCondition({ about, key, test, values }: FlowCondition): boolean {
  const tests: readonly string[] = flowTestsOf[about];
  if (!tests.includes(test)) return false;
  if ((about === "answer" || about === "attribute") !== (key.trim() !== "")) return false;
  const filled = values.filter((value) => value.trim() !== "");
  if (filled.length !== values.length) return false;
  if (about === "hours") return filled.length === 1 && ["open", "closed"].includes(filled[0] ?? "");
  if (about === "availability") return filled.length === 1 && ["available", "nobody"].includes(filled[0] ?? "");
  const wanted = valuesOf(test);
  if (wanted === "none") return filled.length === 0;
  if (wanted === "texts") return filled.length > 0;
  return filled.length === 1 && Number.isFinite(Number(filled[0]));
}

function callProblems(step: Step<"call">, around: FlowSurroundings, add: Add): void {
  const host = hostOf(step.url);
  if (host === null) add("url_invalid");
  else if (around.hosts?.has(host) === false) add("host_not_allowed", host);
  if (step.method === "POST" && step.body.trim() !== "" && !isJson(step.body)) add("body_invalid");
  if (step.take.some(({ key }) => key === "")) add("mapping_incomplete");
  if (step.take.length === 0 && step.method === "GET") add("answer_unused", null, "warns");
  if (step.exits["failed"] === undefined) add("failure_unhandled", "failed", "warns");
}

/**
 * The host of an address that may be asked: https, a name with a dot, nobody's password, and nothing in it that an answer decides.
 * Null: there is none.
 */
export function hostOf(url: string): string | null {
  const host = ADDRESS.exec(plain(url))?.[1] ?? null;
  return AUTHORITY.exec(url)?.[0].includes("{") === true ? null : (host?.toLowerCase() ?? null);
}

const AUTHORITY = /^https:\/\/[^/?#]*/i;
const ADDRESS = /^https:\/\/([a-z0-9-]+(?:\.[a-z0-9-]+)+)(?::\d{1,5})?(?:[/?#]\S*)?$/i;

/** A text as it is with a harmless value for each of its variables. */
function plain(text: string): string {
  return variablesIn(text).reduceRight((left, { start, end }) => `${left.slice(0, start)}x${left.slice(end)}`, text);
}

function isJson(body: string): boolean {
  try {
    JSON.parse(plain(body));
    return true;
  } catch {
    return false;
  }
}

function targetProblem(
  id: string | null,
  known: ReadonlySet<string> | undefined,
  what: "team" | "agent",
  add: Add,
): void {
  if (id === null) add(`${what}_missing`);
  else if (known?.has(id) === false) add(`${what}_gone`);
}

/** Braces that look like a variable of ours and are none: a slip of the pen, which customers would read. */
const SPOILT = /\{\{([^{}\n]{0,120})\}\}/g;

/** Answers that nobody was asked for; whoever gives a fallback knows that it may be so. */
function isUnknown({ name, fallback }: Variable, keys: ReadonlySet<string>): boolean {
  if (name.startsWith("answer.")) return fallback === null && !keys.has(name.slice("answer.".length));
  const known: readonly string[] = variableNames;
  return !name.startsWith("attribute.") && !known.includes(name);
}

/** Every text of a step in which variables are filled in. */
function textsOf(step: FlowStep): string[] {
  switch (step.kind) {
    case "say":
      return step.said.kind === "block" ? [] : [step.said.text];
    case "ask":
      return [step.text, step.retry];
    case "set":
      return step.set.what === "attribute" ? [step.set.value] : step.set.what === "topic" ? [step.set.to] : [];
    case "call":
      return [step.url, step.body];
    case "hand_over":
      return [step.text, step.note];
    case "end":
      return [step.text];
    case "branch":
    case "jump":
    case "wait":
      return [];
    default:
      return step satisfies never;
  }
}

import type { FlowProblem } from "#domain/flow/flow-problems";
import type { FlowCondition, FlowDefinition, FlowStep } from "#protocol/flow";
import { markupWords } from "../../ui/markup.ts";
import { intl } from "../console-intl.ts";
import { languageText } from "../routing/routing-words.ts";
import { mainText } from "./flow-card.ts";
import { t } from "./flow-intl.ts";
import type { FlowNames } from "./flow-names.ts";

/** What a step is called: its own name, else what it does. */
export function stepTitle(step: FlowStep): string {
  if (step.name !== "") return step.name;
  return step.kind === "ask" ? t(`flows.ask.${step.answer.kind}`) : t(`flows.kind.${step.kind}`);
}

/** In lists of steps, where the kind alone would not tell one from another. */
export function stepLabel(step: FlowStep, names: FlowNames): string {
  const words = stepWords(step, names);
  return step.name !== "" || words === "" ? stepTitle(step) : `${stepTitle(step)}: ${words}`;
}

/** What a step says or does, in a line; empty where nothing is said yet. */
export function stepWords(step: FlowStep, names: FlowNames): string {
  switch (step.kind) {
    case "say":
      if (step.said.kind === "text") return markupWords(mainText(step) ?? "");
      if (step.said.kind === "article") return names.nameIn(names.articles(), step.said.article?.id ?? null) ?? "";
      return names.nameIn(names.blocks(), step.said.block) ?? "";
    case "ask":
      return markupWords(step.text);
    case "set":
      return setWords(step.set);
    case "branch":
      return t("flows.words.cases", { count: step.cases.length });
    case "call":
      return `${step.method} ${step.url.replace(/^https:\/\//, "")}`;
    case "jump":
      return names.nameIn(names.flows(), step.flow) ?? "";
    case "wait":
      return durationText(step.seconds);
    case "hand_over":
      if (step.to.kind === "here") return t("flows.words.here");
      return names.nameIn(step.to.kind === "team" ? names.teams() : names.agents(), step.to.id) ?? "";
    case "end":
      return step.text === "" ? t(`flows.words.${step.leaves}`) : markupWords(step.text);
    default:
      return step satisfies never;
  }
}

function setWords(set: Extract<FlowStep, { kind: "set" }>["set"]): string {
  switch (set.what) {
    case "attribute":
      return set.key === "" ? "" : `${set.key} = ${set.value}`;
    case "tag":
      return set.tag === "" ? "" : `${set.on ? "+" : "−"} ${set.tag}`;
    case "priority":
      return `${t("flows.set.priority")}: ${t(`flows.priority.${set.to}`)}`;
    case "language":
      return `${t("flows.set.language")}: ${set.to === null ? t("flows.set.browser") : languageText(set.to)}`;
    case "topic":
      return `${t("flows.set.topic")}: ${set.to}`;
    default:
      return set satisfies never;
  }
}

/** "2 minutes": the largest unit that says it without a fraction. */
export function durationText(seconds: number): string {
  const units = [
    ["day", 86_400],
    ["hour", 3_600],
    ["minute", 60],
    ["second", 1],
  ] as const;
  const [unit, size] = units.find(([, each]) => seconds >= each && seconds % each === 0) ?? ["second", 1];
  return new Intl.NumberFormat(intl.locale(), { style: "unit", unit, unitDisplay: "long" }).format(seconds / size);
}

/** What came of a step, as its exit is called. */
export function outcomeText(step: FlowStep, outcome: string): string {
  if (outcome.startsWith("option:") && step.kind === "ask") {
    const { answer } = step;
    const options = answer.kind === "buttons" || answer.kind === "list" ? answer.options : [];
    return options.find(({ id }) => outcome === `option:${id}`)?.text || t("flows.outcome.emptyOption");
  }
  if (outcome.startsWith("case:") && step.kind === "branch") {
    const at = step.cases.findIndex(({ id }) => outcome === `case:${id}`);
    const found = step.cases[at];
    return found?.label || (found && conditionsText(found.conditions)) || t("flows.outcome.case", { number: at + 1 });
  }
  if (outcome === "otherwise") return t("flows.outcome.otherwise");
  if (outcome === "failed")
    return step.kind === "ask" ? t("flows.outcome.tries", { count: step.tries }) : t("flows.outcome.failed");
  if (step.kind === "ask")
    return step.answer.kind === "buttons" || step.answer.kind === "list"
      ? t("flows.outcome.other")
      : t("flows.outcome.answered");
  return step.kind === "call" ? t("flows.outcome.called") : t("flows.outcome.next");
}

function conditionsText(conditions: readonly FlowCondition[]): string {
  return intl.list(conditions.map(conditionText));
}

/** A condition as one reads it, in short: "plan is Gold". */
export function conditionText({ about, key, test, values }: FlowCondition): string {
  if (about === "hours" || about === "availability") {
    const [value] = values;
    return value === "open" || value === "closed" || value === "available" || value === "nobody"
      ? t(`flows.fact.${value}`)
      : t(`flows.about.${about}`);
  }
  const subject = key || t(`flows.about.${about}`);
  const shown = about === "language" ? values.map(languageText) : values;
  return [subject, t(`routing.test.${test}`), intl.list(shown, { type: "disjunction" })].filter(Boolean).join(" ");
}

/** What is wrong, as a sentence that says what to do. */
export function problemText(problem: FlowProblem, definition: FlowDefinition): string {
  const step = definition.steps.find(({ id }) => id === problem.step);
  const at = problem.at ?? "";
  switch (problem.kind) {
    case "exit_missing":
    case "failure_unhandled":
      return t(`flows.problem.${problem.kind}`, { outcome: step ? outcomeText(step, at) : at });
    case "variable_unknown":
      return t("flows.problem.variable_unknown", { name: `{{${at}}}` });
    case "host_not_allowed":
      return t("flows.problem.host_not_allowed", { host: at });
    case "files_off":
      return t("flows.problem.files_off", { sites: at });
    case "condition_incomplete":
    case "answer_unknown":
      return t(`flows.problem.${problem.kind}`, { name: step ? outcomeText(step, `case:${at}`) : at });
    default:
      return t(`flows.problem.${problem.kind}`);
  }
}

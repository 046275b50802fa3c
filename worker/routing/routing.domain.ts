import type { RoutingRule } from "../protocol/routing.ts";
import { type Facts, holds } from "./condition.domain.ts";

/** The rule that chooses the team; null: none does, and the site's default team gets the conversation. */
export function chooseRule(rules: readonly RoutingRule[], facts: Facts): RoutingRule | null {
  return rules.find((rule) => rule.on && rule.conditions.every((condition) => holds(condition, facts))) ?? null;
}

/** How a rule fared: `passed` did not match, `later` was not asked any more because an earlier one was chosen. */
export type Outcome = "chosen" | "passed" | "later" | "off";

/** The same choice with its reasons: for each rule how it fared, and of each of its conditions whether it was so. */
export function explainRules(
  rules: readonly RoutingRule[],
  facts: Facts,
): { rule: RoutingRule; outcome: Outcome; held: boolean[] }[] {
  const chosen = chooseRule(rules, facts);
  const at = chosen === null ? rules.length : rules.indexOf(chosen);
  return rules.map((rule, index) => ({
    rule,
    outcome: !rule.on ? "off" : index < at ? "passed" : index === at ? "chosen" : "later",
    held: rule.conditions.map((condition) => holds(condition, facts)),
  }));
}

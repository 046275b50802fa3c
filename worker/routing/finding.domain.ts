import { type About, type Condition, isWhole, type RoutingRule } from "../protocol/routing.ts";
import { type Base, barePage, baseOf, isLanguage, normal, wantedOf } from "./condition.domain.ts";

/**
 * What is wrong with a rule. `incomplete`: a condition lacks something. `everything`: no conversation fails it, so the
 * site's default team would never get one. `nothing`: its own conditions exclude each other. `shadowed`: whatever
 * matches it has matched the rule `by` before. The last is a warning; the others are not saved.
 */
export type Finding =
  | { kind: "incomplete" | "everything"; rule: string }
  | { kind: "nothing"; rule: string; conditions: number[] }
  | { kind: "shadowed"; rule: string; by: string };

/**
 * Looks at a list of rules before anybody is routed by it. Never wrong in what it says, though it does not see
 * everything: rules that only together shadow a third one are not found. `siteIds` are the sites that there are.
 */
export function findingsOf(rules: readonly RoutingRule[], siteIds: readonly string[]): Finding[] {
  const found: Finding[] = [];
  const before: { id: string; claims: Claim[] }[] = [];
  for (const rule of rules) {
    const own = ownFinding(rule, siteIds);
    if (own !== null) found.push(own);
    if (own !== null || !rule.on) continue;
    const claims = rule.conditions.map((condition) => claimOf(condition, siteIds));
    const by = before.find((earlier) => covers(earlier.claims, claims));
    if (by !== undefined) found.push({ kind: "shadowed", rule: rule.id, by: by.id });
    else before.push({ id: rule.id, claims });
  }
  return found;
}

function ownFinding(rule: RoutingRule, siteIds: readonly string[]): Finding | null {
  if (!rule.conditions.every(isWhole)) return { kind: "incomplete", rule: rule.id };
  const claims = rule.conditions.map((condition) => claimOf(condition, siteIds));
  for (const [index, claim] of claims.entries()) {
    if (!claim.negated && claim.values.length === 0) return { kind: "nothing", rule: rule.id, conditions: [index] };
    const other = claims.findIndex((each, at) => at < index && excludes(each, claim));
    if (other !== -1) return { kind: "nothing", rule: rule.id, conditions: [other, index] };
  }
  return claims.every((claim) => isTrivial(claim, siteIds)) ? { kind: "everything", rule: rule.id } : null;
}

/** A condition as it is compared with others: about what, and which of the few tests, or the opposite of one. */
type Claim = { about: About; key: string; base: Base; negated: boolean; values: string[] };

function claimOf({ about, key, test, values }: Condition, siteIds: readonly string[]): Claim {
  const { base, negated } = baseOf(test);
  const claim = { about, key: normal(key), base, negated };
  if (about === "site") {
    // There are only so many sites: "not this one" means "one of the others".
    const named = siteIds.filter((id) => values.includes(id) !== negated);
    return { ...claim, negated: false, values: named };
  }
  return { ...claim, values: base === "set" ? [""] : values.map((value) => wantedOf(about, value)) };
}

/** Every page has a path, and its path begins with a slash. */
function isTrivial({ about, base, negated, values }: Claim, siteIds: readonly string[]): boolean {
  if (negated) return false;
  if (about === "site") return values.length === siteIds.length;
  return about === "page" && base !== "is" && values.some((value) => value === "" || value === "/");
}

/** Whether the first rule matches whatever the second one matches. */
function covers(first: readonly Claim[], second: readonly Claim[]): boolean {
  return first.every((claim) => second.some((each) => implies(each, claim)));
}

function implies(a: Claim, b: Claim): boolean {
  if (a.about !== b.about || a.key !== b.key) return false;
  if (!a.negated && !b.negated) return each(a, (one) => some(b, (other) => narrower(a, one, b, other)));
  if (a.negated && b.negated) return each(b, (other) => some(a, (one) => narrower(b, other, a, one)));
  return !a.negated && b.negated && each(a, (one) => each(b, (other) => !compatible(a, one, b, other)));
}

function excludes(a: Claim, b: Claim): boolean {
  if (a.about !== b.about || a.key !== b.key || (a.negated && b.negated)) return false;
  if (a.negated) return excludes(b, a);
  if (b.negated) return implies(a, { ...b, negated: false });
  return each(a, (one) => each(b, (other) => !compatible(a, one, b, other)));
}

/** Whether a fact of which the first is so must have the second as well. */
function narrower(a: Claim, one: string, b: Claim, other: string): boolean {
  if (b.base === "set") return true;
  if (a.base === "at_least") return b.base === "at_least" && Number(one) >= Number(other);
  if (a.base === "at_most") return b.base === "at_most" && Number(one) <= Number(other);
  if (a.base === "set") return false;
  if (b.base === "at_least") return a.base === "is" && one !== "" && Number(one) >= Number(other);
  if (b.base === "at_most") return a.base === "is" && one !== "" && Number(one) <= Number(other);
  if (a.about === "language") return isLanguage(one, other);
  const text = a.about === "page" && a.base === "is" ? barePage(one, one.includes("?")) : one;
  if (b.base === "contains") return text.includes(other);
  if (b.base === "starts") return a.base !== "contains" && text.startsWith(other);
  return a.base === "is" && (a.about === "page" ? isSamePage(one, other) : one === other);
}

/** Every page that is the first one is the second one too. */
function isSamePage(one: string, other: string): boolean {
  const [oneQuery, otherQuery] = [one.includes("?"), other.includes("?")];
  if (otherQuery && !oneQuery) return false;
  return barePage(one, otherQuery) === barePage(other, otherQuery);
}

/** Whether one fact can have both; true where that is not known. */
function compatible(a: Claim, one: string, b: Claim, other: string): boolean {
  if (a.base === "set" || b.base === "set") return true;
  if (isNumber(b.base) && !isNumber(a.base)) return compatible(b, other, a, one);
  if (isNumber(a.base)) return canBeNumber(a.base, one, b, other);
  if (a.about === "language") return isLanguage(one, other) || isLanguage(other, one);
  if (a.about === "page") return pagesMeet(a.base, one, b.base, other);
  if (a.base === "is" && b.base === "is") return one === other;
  if (b.base === "is") return compatible(b, other, a, one);
  if (a.base === "is") return b.base === "contains" ? one.includes(other) : one.startsWith(other);
  return a.base === "contains" || b.base === "contains" || one.startsWith(other) || other.startsWith(one);
}

function isNumber(base: Base): boolean {
  return base === "at_least" || base === "at_most";
}

function canBeNumber(bound: Base, one: string, b: Claim, other: string): boolean {
  if (b.base === bound || b.base === "contains" || b.base === "starts") return true;
  const low = bound === "at_least" ? Number(one) : Number(other);
  const high = bound === "at_least" ? Number(other) : Number(one);
  return b.base === "is" && other === "" ? false : low <= high;
}

/** A path and a whole address may always meet, and a query may contain anything. */
function pagesMeet(a: Base, one: string, b: Base, other: string): boolean {
  if (a === "contains" || b === "contains" || one.startsWith("/") !== other.startsWith("/")) return true;
  const [first, second] = [barePage(one, false), barePage(other, false)];
  if (a === "is" && b === "is") return first === second;
  if (a === "is") return first.startsWith(second) || second.startsWith(first);
  if (b === "is") return pagesMeet(b, other, a, one);
  return one.startsWith(other) || other.startsWith(one);
}

function each(claim: Claim, test: (value: string) => boolean): boolean {
  return claim.values.every(test);
}

function some(claim: Claim, test: (value: string) => boolean): boolean {
  return claim.values.some(test);
}

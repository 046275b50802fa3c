import type { Attributes } from "../protocol/customer.ts";
import type { About, Condition, Test } from "../protocol/routing.ts";

/** What is known of a conversation when it starts. `page` is the address the customer is on, `site` an id. */
export type Facts = {
  page: string | null;
  language: string | null;
  topic: string | null;
  attributes: Attributes;
  site: string;
};

/** A test without its "not". */
export type Base = "is" | "contains" | "starts" | "at_least" | "at_most" | "set";

/** Each test is one of a few, or the opposite of one. */
export function baseOf(test: Test): { base: Base; negated: boolean } {
  switch (test) {
    case "is_not":
      return { base: "is", negated: true };
    case "contains_not":
      return { base: "contains", negated: true };
    case "starts_not":
      return { base: "starts", negated: true };
    case "unset":
      return { base: "set", negated: true };
    default:
      return { base: test, negated: false };
  }
}

/**
 * Whether a condition is so. Texts are compared without regard to case; a page's value that begins with a slash means
 * the path, any other one the whole address. There are no patterns: every test takes time linear in the text.
 */
export function holds(condition: Condition, facts: Facts): boolean {
  const { base, negated } = baseOf(condition.test);
  const fact = factOf(condition, facts);
  if (fact === null) return negated;
  if (base === "set") return !negated;
  return condition.values.some((value) => isSo(condition.about, base, fact, value)) !== negated;
}

/** The name under which an attribute is looked up. */
export function normal(text: string): string {
  return text.trim().normalize("NFC").toLowerCase();
}

/** A value as it is compared. */
export function wantedOf(about: About, value: string): string {
  return about === "page" ? address(value) : about === "site" ? value : normal(value);
}

/** Whether a language tag is this one or a regional form of it. */
export function isLanguage(tag: string, wanted: string): boolean {
  return tag === wanted || tag.startsWith(`${wanted}-`);
}

/** A page without what `is` does not look at: a slash at the end, and a query that the value does not name. */
export function barePage(page: string, withQuery: boolean): string {
  const kept = withQuery ? page : (page.split("?", 1)[0] ?? "");
  return kept.endsWith("/") ? kept.slice(0, -1) : kept;
}

function factOf({ about, key }: Condition, facts: Facts): string | null {
  if (about !== "attribute") return facts[about];
  const name = normal(key);
  const found = Object.entries(facts.attributes).find(([each]) => normal(each) === name);
  return found === undefined ? null : String(found[1]);
}

function isSo(about: About, base: Exclude<Base, "set">, fact: string, value: string): boolean {
  if (base === "at_least") return fact.trim() !== "" && Number(normal(fact)) >= Number(value);
  if (base === "at_most") return fact.trim() !== "" && Number(normal(fact)) <= Number(value);
  const wanted = wantedOf(about, value);
  if (about === "page") return isPage(base, fact, wanted);
  const text = wantedOf(about, fact);
  if (about === "language") return isLanguage(text, wanted);
  if (base === "is") return text === wanted;
  return base === "contains" ? text.includes(wanted) : text.startsWith(wanted);
}

function isPage(base: "is" | "contains" | "starts", url: string, wanted: string): boolean {
  const whole = withPath(address(url));
  const page = wanted.startsWith("/") ? whole.slice(whole.indexOf("/")) : whole;
  if (base === "contains") return page.includes(wanted);
  if (base === "starts") return page.startsWith(wanted);
  const withQuery = wanted.includes("?");
  return barePage(page, withQuery) === barePage(wanted, withQuery);
}

/** An address as people write it: without scheme and fragment, accents instead of percent signs, in small letters. */
function address(url: string): string {
  const bare = url.trim().replace(/^https?:\/\//i, "");
  return normal(decoded(bare.split("#", 1)[0] ?? ""));
}

function withPath(host: string): string {
  return host.includes("/") ? host : `${host}/`;
}

function decoded(text: string): string {
  try {
    return decodeURI(text);
  } catch {
    return text;
  }
}

import fc from "fast-check";
import { describe, expect, test } from "vitest";
import {
  type About,
  type Condition,
  conditionSchema,
  type RoutingRule,
  type Test,
  testsFor,
  valuesOf,
} from "../protocol/routing.ts";
import { type Facts, holds } from "./condition.domain.ts";
import { findingsOf } from "./finding.domain.ts";
import { chooseRule, explainRules } from "./routing.domain.ts";

const sites = ["site-of-coffee", "site-of-bread", "site-of-tea"];
const somebody: Facts = {
  page: "https://shop.example/Atacado/Caf%C3%A9?utm=1#top",
  language: "pt-BR",
  topic: "Order",
  attributes: { plan: "Gold", orders: 12, vip: true },
  site: "site-of-coffee",
};

function where(about: About, asked: Test, values: string[] = [], key = about === "attribute" ? "plan" : ""): Condition {
  return { about, key, test: asked, values };
}

function rule(id: string, ...conditions: Condition[]): RoutingRule {
  return { id: `rule-of-${id}`, name: id, on: true, conditions, teamId: `team-of-${id}` };
}

const found = (...rules: RoutingRule[]) =>
  findingsOf(rules, sites).map(({ kind, rule: id }) => `${id.slice("rule-of-".length)} ${kind}`);

describe("a condition", () => {
  test.each<[boolean, Condition]>([
    [true, where("page", "contains", ["/atacado"])],
    [true, where("page", "contains", ["nowhere", "CAFÉ"])],
    [true, where("page", "starts", ["/atacado/caf"])],
    [false, where("page", "starts", ["/caf"])],
    [true, where("page", "starts", ["shop.example/"])],
    [true, where("page", "starts", ["https://shop.example"])],
    [true, where("page", "is", ["/atacado/café/"])],
    [false, where("page", "is", ["/atacado/café?utm=2"])],
    [true, where("page", "is", ["http://shop.example/atacado/caf%C3%A9"])],
    [false, where("page", "contains_not", ["nowhere", "atacado"])],
    [true, where("language", "is", ["en", "pt"])],
    [false, where("language", "is", ["p"])],
    [false, where("language", "is_not", ["PT-br"])],
    [true, where("topic", "is", ["order"])],
    [true, where("topic", "set")],
    [false, where("topic", "unset")],
    [true, where("attribute", "is", ["gold"], "Plan")],
    [true, where("attribute", "is", ["true"], "vip")],
    [true, where("attribute", "at_least", ["12"], "orders")],
    [false, where("attribute", "at_most", ["9"], "orders")],
    [false, where("attribute", "at_least", ["0"], "plan")],
    [true, where("attribute", "unset", [], "city")],
    [true, where("attribute", "is_not", ["x"], "city")],
    [false, where("attribute", "at_most", ["5"], "city")],
    [true, where("site", "is", ["site-of-tea", "site-of-coffee"])],
    [false, where("site", "is_not", ["site-of-coffee"])],
  ])("[RR2][RR3][RR4] is %s: %j", (answer, condition) => {
    expect(conditionSchema.safeParse(condition).success).toBe(true);
    expect(holds(condition, somebody)).toBe(answer);
  });

  test.each<[string, object]>([
    ["a text test without a value", where("page", "contains")],
    ["a number that is none", where("attribute", "at_least", ["many"])],
    ["two numbers", where("attribute", "at_least", ["1", "2"])],
    ["an attribute without a name", where("attribute", "set", [], " ")],
    ["a name where there is no attribute", where("topic", "set", [], "plan")],
    ["a test that the fact does not have", where("language", "starts", ["pt"])],
    ["an empty value", where("topic", "is", [" "])],
    [
      "too many values",
      where(
        "topic",
        "is",
        Array.from({ length: 21 }, (_, at) => `${at}`),
      ),
    ],
  ])("[RR11] %s is none", (_, condition) => {
    expect(conditionSchema.safeParse(condition).success).toBe(false);
  });
});

describe("the choice", () => {
  const rules = [
    { ...rule("off"), on: false },
    rule("bread", where("site", "is", ["site-of-bread"])),
    rule("portuguese", where("language", "is", ["pt"]), where("topic", "set")),
    rule("gold", where("attribute", "is", ["gold"])),
  ];

  test("[RR1][RR5] is the first rule that is on and matches, with its reasons", () => {
    expect(chooseRule(rules, somebody)?.name).toBe("portuguese");
    expect(explainRules(rules, somebody).map(({ rule: { name }, outcome, held }) => [name, outcome, held])).toEqual([
      ["off", "off", []],
      ["bread", "passed", [false]],
      ["portuguese", "chosen", [true, true]],
      ["gold", "later", [true]],
    ]);
  });

  test("[RR1] is nobody's where no rule matches", () => {
    const stranger = { page: null, language: null, topic: null, attributes: {}, site: "site-of-tea" };
    expect(chooseRule(rules, stranger)).toBeNull();
    expect(explainRules(rules, stranger).map(({ outcome }) => outcome)).toEqual(["off", "passed", "passed", "passed"]);
  });
});

describe("what is found", () => {
  test.each<[string, RoutingRule]>([
    ["no condition", rule("a")],
    ["any page", rule("a", where("page", "starts", ["/"]))],
    ["an address without anything", rule("a", where("page", "contains", ["https://"]))],
    ["all sites", rule("a", where("site", "is", sites))],
  ])("[RR7] everything: %s", (_, it) => {
    expect(found(it)).toEqual(["a everything"]);
  });

  test.each<[string, RoutingRule]>([
    ["two topics at once", rule("a", where("topic", "is", ["order"]), where("topic", "is", ["refund"]))],
    ["what is there and is not", rule("a", where("topic", "contains", ["x"]), where("topic", "unset"))],
    [
      "a number too high and too low",
      rule("a", where("attribute", "at_least", ["9"]), where("attribute", "at_most", ["5"])),
    ],
    ["a word as a number", rule("a", where("attribute", "is", ["gold"]), where("attribute", "at_least", ["1"]))],
    ["every site excluded", rule("a", where("site", "is_not", sites))],
    ["a site that is gone", rule("a", where("site", "is", ["site-of-yesterday"]))],
    ["two languages", rule("a", where("language", "is", ["pt-BR"]), where("language", "is", ["en", "pt-PT"]))],
    [
      "a region without its language",
      rule("a", where("language", "is", ["pt-BR"]), where("language", "is_not", ["pt"])),
    ],
    ["two paths", rule("a", where("page", "starts", ["/help/"]), where("page", "is", ["/cart"]))],
  ])("[RR7] nothing: %s", (_, it) => {
    expect(found(it)).toEqual(["a nothing"]);
  });

  test("[RR8] shadowed: by an earlier rule that asks for less", () => {
    const wide = rule("wide", where("page", "contains", ["/help"]));
    const narrow = rule("narrow", where("page", "starts", ["/help/returns"]), where("language", "is", ["pt"]));
    expect(found(wide, narrow)).toEqual(["narrow shadowed"]);
    expect(found(narrow, wide)).toEqual([]);
    expect(found({ ...wide, on: false }, narrow)).toEqual([]);
    expect(
      found(rule("few", where("attribute", "at_least", ["5"])), rule("many", where("attribute", "is", ["7"]))),
    ).toEqual(["many shadowed"]);
  });

  test("an unfinished condition is incomplete, and nothing else is said of the rule", () => {
    expect(found(rule("a", where("topic", "is"), where("topic", "unset")))).toEqual(["a incomplete"]);
  });

  // Few words that contain each other, so that conditions meet often.
  const words = ["a", "ab", "/a", "/ab", "/a/", "/a?b", "h.x/a", "b", "5", "9", "-1"];
  const tags = ["pt", "pt-br", "pt-pt", "en"];
  const conditions = fc.constantFrom<About>("page", "language", "topic", "attribute", "site").chain((about) =>
    fc.constantFrom(...testsFor(about)).chain((asked) => {
      const pool = about === "site" ? sites : about === "language" ? tags : words;
      const wanted = valuesOf(asked);
      const values =
        wanted === "none"
          ? fc.constant<string[]>([])
          : wanted === "number"
            ? fc.constantFrom("5", "9", "-1").map((number) => [number])
            : fc.uniqueArray(fc.constantFrom(...pool), { minLength: 1, maxLength: 3 });
      return values.map((some) => where(about, asked, some));
    }),
  );
  const lists = fc
    .array(fc.array(conditions, { maxLength: 3 }), { minLength: 1, maxLength: 4 })
    .map((all) => all.map((some, at) => rule(`r${at}`, ...some)));
  const facts = fc.record<Facts>({
    page: fc.constantFrom(
      "https://h.x",
      "http://h.x/a",
      "https://h.x/a/?b=/ab",
      "https://h.x/ab",
      "https://y/b#a",
      "https://h.x/a?b",
    ),
    language: fc.constantFrom(null, "pt", "pt-BR", "en-GB"),
    topic: fc.constantFrom(null, ...words, ""),
    attributes: fc.constantFrom(
      {},
      { plan: "ab" },
      { plan: 5 },
      { plan: 7 },
      { PLAN: "9" },
      { plan: true },
      { plan: "" },
    ),
    site: fc.constantFrom(...sites),
  });

  test("[RR9] is true of every conversation", () => {
    fc.assert(
      fc.property(lists, fc.array(facts, { minLength: 5, maxLength: 20 }), (rules, people) => {
        for (const finding of findingsOf(rules, sites)) {
          const at = rules.findIndex(({ id }) => id === finding.rule);
          const own = rules.filter((_, index) => index === at);
          for (const person of people) {
            const matched = chooseRule(own, person) !== null;
            if (finding.kind === "nothing") expect({ rules, person, matched }).toMatchObject({ matched: false });
            if (finding.kind === "everything") expect({ rules, person, matched }).toMatchObject({ matched: true });
            if (finding.kind === "shadowed")
              expect(chooseRule(rules, person)?.id, JSON.stringify({ rules, person })).not.toBe(finding.rule);
          }
        }
      }),
      { numRuns: 3_000 },
    );
  });
});

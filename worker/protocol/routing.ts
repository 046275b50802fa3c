import * as z from "zod/mini";
import { idSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { nameSchema } from "./text.ts";

/** What a condition can ask about each fact. Those that end in `_not` and `unset` hold where the fact is missing. */
export const testsOf = {
  page: ["contains", "contains_not", "starts", "starts_not", "is", "is_not"],
  language: ["is", "is_not"],
  topic: ["is", "is_not", "contains", "contains_not", "starts", "starts_not", "set", "unset"],
  attribute: [
    ...["is", "is_not", "contains", "contains_not", "starts", "starts_not"],
    ...["at_least", "at_most", "set", "unset"],
  ],
  site: ["is", "is_not"],
} as const satisfies Record<string, readonly Test[]>;

export const aboutSchema = z.enum(["page", "language", "topic", "attribute", "site"]);
export type About = z.infer<typeof aboutSchema>;

export const testSchema = z.enum([
  ...(["is", "is_not", "contains", "contains_not", "starts", "starts_not"] as const),
  ...(["at_least", "at_most", "set", "unset"] as const),
]);
export type Test = z.infer<typeof testSchema>;

const values = z
  .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.routingValueCharacters)))
  .check(z.maxLength(limits.routingValues));

/**
 * One thing that must be so. Of several `values` one is enough (with a `_not`: none may be so); `set` and `unset` have
 * none, `at_least` and `at_most` one number. A site's value is its id. `key` names the attribute, and is empty otherwise.
 */
export const conditionSchema = z
  .object({
    about: aboutSchema,
    key: z.string().check(z.trim(), z.maxLength(limits.attributeKeyCharacters)),
    test: testSchema,
    values,
  })
  .check(
    z.refine(isWhole, "a condition that can be checked"),
    z.refine(({ about, test }) => testsFor(about).includes(test), "a test that this fact has"),
  );
export type Condition = z.infer<typeof conditionSchema>;

/** Every test that there is for a fact, as a list that can be searched. */
export function testsFor(about: About): readonly Test[] {
  return testsOf[about];
}

/** How many values a test takes. */
export function valuesOf(test: Test): "none" | "number" | "texts" {
  if (test === "set" || test === "unset") return "none";
  return test === "at_least" || test === "at_most" ? "number" : "texts";
}

/** Whether nothing is missing: the form holds conditions that are not whole yet. */
export function isWhole({ about, key, test, values: given }: Condition): boolean {
  if ((about === "attribute") !== (key.trim() !== "")) return false;
  const wanted = valuesOf(test);
  if (wanted === "none") return given.length === 0;
  if (wanted === "texts") return given.length > 0;
  return given.length === 1 && given.every((value) => value.trim() !== "" && Number.isFinite(Number(value)));
}

/** Every condition must be so; the first rule of the list of which that is true chooses the team. */
export const routingRuleSchema = z.object({
  id: idSchema,
  name: nameSchema,
  on: z.boolean(),
  conditions: z.array(conditionSchema).check(z.maxLength(limits.routingConditions)),
  teamId: idSchema,
});
export type RoutingRule = z.infer<typeof routingRuleSchema>;

/** `GET /api/routing`: the rules in their order. `version` goes back with the change. */
export const routingSchema = z.object({ version: z.int(), rules: z.array(routingRuleSchema) });
export type Routing = z.infer<typeof routingSchema>;

/** `PUT /api/routing`: the whole list, saved as one or refused as one. Answers with the new `Routing`. */
export const routingChangeSchema = z.object({
  version: z.int(),
  rules: z.array(routingRuleSchema).check(
    z.maxLength(limits.routingRules),
    z.refine((rules) => new Set(rules.map(({ id }) => id)).size === rules.length, "an id of its own for each rule"),
  ),
});
export type RoutingChange = z.infer<typeof routingChangeSchema>;

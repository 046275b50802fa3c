import * as z from "zod/mini";

/**
 * What stays hidden on a site's pages. `standard`: every form value; `private`: all text and images but what is shown by a rule or by
 * `data-fala-show`. Passwords, hidden fields and numbers that look like a card's are hidden whatever stands here.
 */
export const cobrowseRuleSchema = z.object({
  /** `mask` hides words and values, `block` the whole element, `show` is the exception in `private`. */
  action: z.enum(["mask", "block", "show"]),
  /** A CSS selector. Whoever writes one looks at whether browsers understand it; without comments, which could swallow the next one. */
  selector: z.string().check(
    z.trim(),
    z.minLength(1),
    z.maxLength(300),
    z.refine((selector) => !selector.includes("/*"), "no comments"),
  ),
  /** Paths of the site that it is for, with `*` for anything ("/checkout/*"); empty: all. */
  pages: z.string().check(z.trim(), z.maxLength(300), z.regex(/^([/*]\S*)?$/, "a path")),
});
export type CobrowseRule = z.infer<typeof cobrowseRuleSchema>;

/** Rules of one site. */
export const cobrowseRulesMost = 100;

export const cobrowseRulesSchema = z.object({
  mode: z.enum(["standard", "private"]),
  rules: z.array(cobrowseRuleSchema).check(z.maxLength(cobrowseRulesMost)),
});
export type CobrowseRules = z.infer<typeof cobrowseRulesSchema>;

export const standardRules: CobrowseRules = { mode: "standard", rules: [] };

export const isStandard = ({ mode, rules }: CobrowseRules): boolean => mode === "standard" && rules.length === 0;

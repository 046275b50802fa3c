import * as z from "zod/mini";

/**
 * What stays hidden on a site's pages. `standard`: every form value; `private`: all text and images but what is shown by a rule or by
 * `data-fala-show`. Passwords, hidden fields and numbers that look like a card's are hidden whatever stands here.
 */
export const cobrowseRuleSchema = z.object({
  /** `mask` hides words and values, `block` the whole element, `show` is the exception in `private`. */
  action: z.enum(["mask", "block", "show"]),
  /** A CSS selector. */
  selector: z.string().check(z.minLength(1), z.maxLength(300)),
  /** Paths of the site that it is for, with `*` for anything ("/checkout/*"); empty: all. */
  pages: z.string().check(z.maxLength(300)),
});
export type CobrowseRule = z.infer<typeof cobrowseRuleSchema>;

export const cobrowseRulesSchema = z.object({
  mode: z.enum(["standard", "private"]),
  rules: z.array(cobrowseRuleSchema).check(z.maxLength(100)),
});
export type CobrowseRules = z.infer<typeof cobrowseRulesSchema>;

export const standardRules: CobrowseRules = { mode: "standard", rules: [] };

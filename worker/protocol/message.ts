import * as z from "zod/mini";

export const buttonLimits = { count: 6, characters: 60 } as const;

/** What stands under a message of the team's, to be answered with one tap: its words are the answer. Each stands once. */
export const buttonsSchema = z
  .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(buttonLimits.characters)))
  .check(
    z.minLength(1),
    z.maxLength(buttonLimits.count),
    z.refine((all) => new Set(all).size === all.length, "each button once"),
  );
export type Buttons = z.infer<typeof buttonsSchema>;

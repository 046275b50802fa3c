import * as z from "zod/mini";
import { seqSchema } from "./ids.ts";

export const buttonLimits = { count: 6, characters: 60 } as const;

/** What stands under a message of the team's, to be answered with one tap: its words are the answer. Each stands once. */
export const buttonsSchema = z
  .array(z.string().check(z.trim(), z.minLength(1), z.maxLength(buttonLimits.characters)))
  .check(
    z.minLength(1),
    z.maxLength(buttonLimits.count),
    z.refine((all) => new Set(all).size === all.length, "each button once"),
  );

/**
 * The answer of a tap or another control: to which message, in the reader's count, and which of its buttons (or of its
 * list's options) it was. `value`: a control's own form of what the text says, a day as `2026-11-25`.
 */
export const answersSchema = z.object({
  target: seqSchema,
  button: z.optional(z.int().check(z.nonnegative())),
  value: z.optional(z.string().check(z.maxLength(64))),
});
export type Answers = z.infer<typeof answersSchema>;

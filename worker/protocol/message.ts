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

/** The answer of a tap: which message's button it was. `target` is a seq in the reader's count. */
export const answersSchema = z.object({ target: seqSchema, button: z.int().check(z.nonnegative()) });
export type Answers = z.infer<typeof answersSchema>;

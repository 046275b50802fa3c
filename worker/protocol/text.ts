import * as z from "zod/mini";
import { limits } from "./limits.ts";

/**
 * What somebody wrote. White space around it is dropped; line breaks inside it stay. The two errors have codes of
 * their own, because people meet them: see `refusalOf` in codec.ts.
 */
export const textSchema = z
  .string()
  .check(z.trim(), z.minLength(1, "text_empty"), z.maxLength(limits.textCharacters, "text_too_long"));

/** A text that may be empty, because what carries it can say something without words. */
export const contentTextSchema = z.string().check(z.trim(), z.maxLength(limits.textCharacters, "text_too_long"));

/** What a message is made of: words, or something in their place. */
type Content = { text: string; attachments?: readonly unknown[] | undefined; article?: unknown };

/** A message without words must have something else to say. */
export const saysSomething = z.refine<Content>(
  ({ text, attachments, article }) => text !== "" || (attachments ?? []).length > 0 || article !== undefined,
  "text_empty",
);

export const nameSchema = z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.nameCharacters));

export const emailSchema = z.string().check(z.trim(), z.toLowerCase(), z.maxLength(limits.emailCharacters), z.email());

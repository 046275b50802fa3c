import * as z from "zod/mini";
import { articleCardSchema } from "./article-card.ts";
import { attachedSchema } from "./attachment.ts";
import { idSchema } from "./ids.ts";
import { answersSchema, buttonsSchema } from "./message.ts";
import { contentTextSchema, saysSomething } from "./text.ts";

/*
 * By itself: the widget keeps its unsent messages by this, and need not know all else that can be sent.
 */

/** The text may be empty where something else is said: see `saysSomething`. */
export const messageCommandSchema = z
  .object({
    kind: z.literal("message"),
    id: idSchema,
    text: contentTextSchema,
    attachments: attachedSchema,
    /** Agents only. As the sender saw it: what stands in the log is read anew. */
    article: z.optional(articleCardSchema),
    /** Agents only. */
    buttons: z.optional(buttonsSchema),
    /** Customers only: the text is that of the button. */
    answers: z.optional(answersSchema),
  })
  .check(saysSomething);

/** What goes along with the words of a message. */
export type Enclosed = Omit<z.infer<typeof messageCommandSchema>, "kind" | "id" | "text">;

import * as z from "zod/mini";

/** What is still to be erased of a conversation that is over; `looked`: all of it was, once. */
export const endingSchema = z.object({
  conversation: z.string(),
  customer: z.string(),
  holder: z.nullable(z.string()),
  /** The co-browsing that was live. */
  cobrowse: z.nullable(z.string()),
  teams: z.array(z.string()),
  /** The flow's run that went on, as the figures name it. */
  run: z._default(z.nullable(z.string()), null),
  looked: z.boolean(),
});
export type Ending = z.infer<typeof endingSchema>;

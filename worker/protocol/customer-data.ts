import * as z from "zod/mini";
import { attributesSchema, customerSchema, placeSchema, visitSchema } from "./customer.ts";
import { customerEntrySchema, entrySchema } from "./entry.ts";
import { statusSchema } from "./entry-first.ts";
import { collectedSchema } from "./flow-run.ts";
import { idSchema, seqSchema, timeSchema } from "./ids.ts";

/*
 * Everything of one customer, given out or erased because they asked for it. The console walks along it in steps, so that it can say how
 * far it is and nothing is too large for one request.
 */
export const customerDataPaths = {
  /** `GET`, from the conversation behind number `after` on. */
  data: (customer: string) => `/api/customers/${customer}/data`,
  /** `GET`, for this `audience`, from the entry behind seq `after` on. */
  conversation: (customer: string, conversation: string) => `/api/customers/${customer}/data/${conversation}`,
  /** `DELETE`, the same way. */
  customer: (customer: string) => `/api/customers/${customer}`,
};

export const customerDataSchema = z.object({
  /** As the newest of their conversations knows them; null where nothing is known of them. */
  customer: z.nullable(
    z.extend(customerSchema, {
      attributes: attributesSchema,
      country: z.nullable(z.string()),
      city: z.nullable(z.string()),
      language: z.nullable(z.string()),
      firstSeenAt: timeSchema,
      lastSeenAt: timeSchema,
    }),
  ),
  /** How many conversations there are in all. */
  total: z.int(),
  conversations: z.array(z.object({ id: idSchema, number: z.int() })),
  /** The `after` of the next step; null: that was all. */
  next: z.nullable(z.int()),
});
export type CustomerData = z.infer<typeof customerDataSchema>;

const facts = {
  id: idSchema,
  number: z.nullable(z.int()),
  site: z.string(),
  topic: z.nullable(z.string()),
  startedAt: timeSchema,
  status: statusSchema,
  customer: customerSchema,
  attributes: attributesSchema,
  place: placeSchema,
  visits: z.array(visitSchema),
  /** What flows asked them for. */
  collected: z.array(collectedSchema),
};
const next = z.nullable(seqSchema);

/** `everyone`: what the customer saw of it themselves. `team`: the notes and the facts between them too. */
export const conversationDataSchema = z.discriminatedUnion("audience", [
  z.object({ audience: z.literal("everyone"), facts: z.object(facts), entries: z.array(customerEntrySchema), next }),
  z.object({ audience: z.literal("team"), facts: z.object(facts), entries: z.array(entrySchema), next }),
]);
export type ConversationData = z.infer<typeof conversationDataSchema>;

/** How many conversations this step erased. `next` as above. */
export const erasedSchema = z.object({ erased: z.int(), next: z.nullable(z.int()) });
export type Erased = z.infer<typeof erasedSchema>;

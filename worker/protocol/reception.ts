import * as z from "zod/mini";
import { timeSchema } from "./ids.ts";

/**
 * `GET /api/widget/reception?site=&conversation=`: whether somebody is there for this site, or for the team that has this
 * conversation. Everybody may ask: it is what stands on a shop's door.
 */
export const receptionSchema = z.object({
  /** Within the business hours. */
  open: z.boolean(),
  /** When they begin next; null: now, or nobody knows. */
  next: z.nullable(timeSchema),
  /** Some agent of the team is available. */
  available: z.boolean(),
});
export type Reception = z.infer<typeof receptionSchema>;

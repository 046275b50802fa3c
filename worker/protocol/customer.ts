import * as z from "zod/mini";
import { idSchema, timeSchema } from "./ids.ts";
import { limits } from "./limits.ts";

/** What a site tells about a customer beyond name and e-mail: flat, small, shown to agents as it is. */
export const attributesSchema = z
  .record(
    z.string().check(z.minLength(1), z.maxLength(limits.attributeKeyCharacters)),
    z.union([z.string().check(z.maxLength(limits.attributeValueCharacters)), z.number(), z.boolean()]),
  )
  .check(z.refine((value) => Object.keys(value).length <= limits.attributeCount, "at most 50 attributes"));
export type Attributes = z.infer<typeof attributesSchema>;

/** Who the customer is, as agents see it. `verified` is true only where the company signed for the name (a JWT). */
export const customerSchema = z.object({
  id: idSchema,
  name: z.nullable(z.string()),
  email: z.nullable(z.string()),
  verified: z.boolean(),
});
export type Customer = z.infer<typeof customerSchema>;

export const urlSchema = z
  .string()
  .check(z.maxLength(limits.urlCharacters), z.regex(/^https?:\/\//, "an http address"));
export const pageTitleSchema = z.string().check(z.maxLength(300));

/** One page of the company's site that the customer looked at. The address comes without its fragment. */
export const visitSchema = z.object({ url: urlSchema, title: pageTitleSchema, at: timeSchema });
export type Visit = z.infer<typeof visitSchema>;

/** From where the customer writes, as Cloudflare and the browser report it. Nothing here is a proof. */
export const placeSchema = z.object({
  country: z.nullable(z.string()),
  city: z.nullable(z.string()),
  language: z.nullable(z.string()),
  browser: z.nullable(z.string()),
  system: z.nullable(z.string()),
  device: z.enum(["desktop", "phone", "tablet"]),
});
export type Place = z.infer<typeof placeSchema>;

/** The customer's panel: everything an agent sees about the customer of one conversation. */
export const customerPanelSchema = z.object({
  customer: customerSchema,
  attributes: attributesSchema,
  place: placeSchema,
  /** Newest first; the first one is where they are now, if `online`. */
  visits: z.array(visitSchema),
  online: z.boolean(),
});
export type CustomerPanel = z.infer<typeof customerPanelSchema>;

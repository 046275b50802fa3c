import * as z from "zod/mini";
import { idSchema, siteKeySchema, timeSchema } from "./ids.ts";
import { nameSchema } from "./text.ts";
import { siteLookSchema } from "./widget.ts";

/** An origin as browsers send it: scheme, host, port where it is not the scheme's own; no path, no slash at the end. */
export const originSchema = z
  .string()
  .check(z.maxLength(255), z.regex(/^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, "an origin"));

/** A site as the console's settings show it. */
export const siteSchema = z.object({
  id: idSchema,
  key: siteKeySchema,
  name: nameSchema,
  allowedOrigins: z.array(originSchema).check(z.maxLength(50)),
  defaultTeamId: idSchema,
  look: siteLookSchema,
  greeting: z.record(z.string(), z.string()),
  /** The company's server signs customers' names with it: it belongs in no browser but the owner's. */
  identitySecret: z.string(),
  createdAt: timeSchema,
});
export type Site = z.infer<typeof siteSchema>;

/** `GET /api/sites`, for owners and admins. */
export const sitesSchema = z.object({ sites: z.array(siteSchema) });
export type Sites = z.infer<typeof sitesSchema>;

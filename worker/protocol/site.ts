import * as z from "zod/mini";
import { cobrowseRulesSchema } from "./cobrowse-rules.ts";
import { idSchema, siteKeySchema, timeSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { nameSchema } from "./text.ts";
import { siteLookSchema } from "./widget.ts";
import { versionSchema, widgetLanguages } from "./workspace-settings.ts";

/** An origin as browsers send it: scheme, host, port where it is not the scheme's own; no path, no slash at the end. */
export const originSchema = z
  .string()
  .check(z.maxLength(255), z.regex(/^https?:\/\/[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?$/, "origin_invalid"));

/** The first words of the panel in each language of the widget; empty: the widget says nothing of its own in it. */
export const greetingSchema = z.record(
  z.enum(widgetLanguages),
  z.string().check(z.trim(), z.maxLength(limits.greetingCharacters)),
);

/** A key of Turnstile's, as its dashboard shows it. */
const turnstileKey = z.string().check(z.trim(), z.regex(/^[\w.-]{10,100}$/, "a key of Turnstile"));

/** What an owner or admin decides about a site. */
export const siteFieldsSchema = z.object({
  name: nameSchema,
  allowedOrigins: z.array(originSchema).check(
    z.maxLength(limits.siteOrigins),
    z.refine((origins) => new Set(origins).size === origins.length, "each origin once"),
  ),
  defaultTeamId: idSchema,
  look: siteLookSchema,
  greeting: greetingSchema,
  /** Whether customers may send files; absent: as it was, and on for a new site. */
  customerUploads: z.optional(z.boolean()),
  /** Whether customers may ask for a call; absent: as it was, and off for a new site. */
  customerCalls: z.optional(z.boolean()),
  /** The flow that begins when a customer opens the widget; null: none; absent: as it was. */
  openingFlowId: z.optional(z.nullable(idSchema)),
  /** The one that begins instead of it outside of the team's hours. */
  outsideFlowId: z.optional(z.nullable(idSchema)),
  /** What stays hidden in co-browsing; absent: as it was, and the standard for a new site. */
  cobrowse: z.optional(cobrowseRulesSchema),
  /** New conversations of one customer address within half a day; null: as many as they like; absent: as it was, and 6 for a new site. */
  newConversations: z.optional(z.nullable(z.int().check(z.gte(1), z.lte(10_000)))),
  /** Customers confirm by Turnstile that they are people; null: they need not; absent: as it was. `secret` null: the one there is. */
  turnstile: z.optional(z.nullable(z.object({ siteKey: turnstileKey, secret: z.nullable(turnstileKey) }))),
});
export type SiteFields = z.infer<typeof siteFieldsSchema>;

/** Where the script tag was seen, and when last (to within some minutes). */
export const sightingSchema = z.object({ origin: originSchema, at: timeSchema });
export type Sighting = z.infer<typeof sightingSchema>;

/** A site as the console's settings show it. Its identity key has an address of its own. */
export const siteSchema = z.extend(siteFieldsSchema, {
  id: idSchema,
  version: versionSchema,
  key: siteKeySchema,
  customerUploads: z.boolean(),
  customerCalls: z.boolean(),
  openingFlowId: z.nullable(idSchema),
  outsideFlowId: z.nullable(idSchema),
  cobrowse: cobrowseRulesSchema,
  newConversations: z.nullable(z.int()),
  /** The secret key can be replaced, not read: it is null here. */
  turnstile: z.nullable(z.object({ siteKey: turnstileKey, secret: z.null() })),
  createdAt: timeSchema,
  /** Newest first. */
  sightings: z.array(sightingSchema),
});
export type Site = z.infer<typeof siteSchema>;

/** `GET /api/sites`, for owners and admins. `POST /api/sites` with `siteFieldsSchema` makes one and answers with it. */
export const sitesSchema = z.object({ sites: z.array(siteSchema) });
export type Sites = z.infer<typeof sitesSchema>;

/** `PUT /api/sites/<id>`: whole; answers with the new site. `DELETE /api/sites/<id>?version=` takes it away. */
export const siteChangeSchema = z.extend(siteFieldsSchema, { version: versionSchema });

/**
 * `GET /api/sites/<id>/identity`: the key with which the company's server signs customers' names (HS256). It belongs in no browser
 * but the owner's.
 */
export const siteIdentitySchema = z.object({
  version: versionSchema,
  secret: z.string(),
  /** The one before, while it still counts beside the new one. */
  previous: z.nullable(z.object({ secret: z.string(), until: timeSchema })),
});
export type SiteIdentity = z.infer<typeof siteIdentitySchema>;

/** `POST /api/sites/<id>/identity`: a new key. The old one counts for so many hours more; 0: it is gone at once. */
export const identityRotationSchema = z.object({
  version: versionSchema,
  overlapHours: z.int().check(z.gte(0), z.lte(limits.keyOverlapHours)),
});

import * as z from "zod/mini";
import type { CobrowseRules } from "./cobrowse-rules.ts";
import type { CustomerEntry } from "./entry.ts";
import { attributesSchema, customerSchema, visitSchema } from "./customer.ts";
import { idSchema, seqSchema, siteKeySchema, timeSchema } from "./ids.ts";
import { attachedSchema, uploadLimitsSchema } from "./attachment.ts";
import { contentTextSchema, emailSchema, saysSomething } from "./text.ts";

/** How the widget looks on one site. Stands in the loader and in the frame, so it holds nothing secret. */
export const siteLookSchema = z.object({
  color: z.string().check(z.regex(/^#[0-9a-f]{6}$/i, "a colour like #0a7cff")),
  position: z.enum(["start", "end"]),
});
export type SiteLook = z.infer<typeof siteLookSchema>;

/** What the Worker puts in front of the loader's script. */
export const loaderConfigSchema = z.object({
  key: siteKeySchema,
  /** Where the frame comes from: Fala's own origin. */
  origin: z.string(),
  allowedOrigins: z.array(z.string()),
  look: siteLookSchema,
  /** What is seen on that colour. */
  ink: z.string(),
});
export type LoaderConfig = z.infer<typeof loaderConfigSchema>;

/** What the site's flow says before there is a conversation: entries as they would stand in the log, drawn as such. */
export type FlowOpening = { id: string; version: number; entries: CustomerEntry[] };

/** What the Worker writes into the frame's HTML beside the site's colours, as JSON in `<script type="application/json" id="fala-config">`. */
export const frameConfigSchema = z.object({
  key: siteKeySchema,
  allowedOrigins: z.array(z.string()),
  /** The company, as the customer knows it. */
  name: z.string(),
  /** The company's, at /api/logo/<it>. */
  logo: z.nullable(z.string()),
  /** Of the workspace: the widget speaks these, the first where the browser wants another. */
  languages: z.array(z.string()),
  /** First words of the panel, per language tag; empty or absent: none in that language. */
  greeting: z.record(z.string(), z.string()),
  sneakPeek: z.boolean(),
  /** Null where customers may not send files on this site. */
  uploads: z.nullable(uploadLimitsSchema),
  /** Absent where customers may not ask for a call on this site. */
  calls: z.optional(z.literal(true)),
  /** The languages in which articles are published; empty: there are none to search. */
  articles: z.array(z.string()),
  /** Turnstile's public key, where customers confirm that they are people. */
  turnstile: z.optional(z.string()),
  /** Absent: no flow begins when a customer opens the widget, or none that can say something before it knows them. */
  opening: z.optional(z.custom<FlowOpening>()),
  /** What stays hidden in co-browsing; absent: the standard. */
  cobrowse: z.optional(z.custom<CobrowseRules>()),
});
export type FrameConfig = z.infer<typeof frameConfigSchema>;

/** What the console tells the widget's preview (`paths.framePreview`) by postMessage, as `{ falaPreview: … }`. */
export const framePreviewSchema = z.object({
  ...z.pick(frameConfigSchema, { name: true, logo: true, greeting: true }).shape,
  look: siteLookSchema,
  theme: z.enum(["light", "dark"]),
  language: z.string(),
});
export type FramePreview = z.infer<typeof framePreviewSchema>;

/**
 * `POST /api/widget/session`: when the panel is opened for the first time, and when a token runs out. Stores nothing.
 * The token goes into `Authorization: Bearer` and into the socket's subprotocols; never into an address.
 */
export const sessionRequestSchema = z.object({ site: siteKeySchema, token: z.nullable(z.string()) });

export const sessionResponseSchema = z.object({
  token: z.string(),
  expiresAt: timeSchema,
  customer: customerSchema,
  /** The newest conversation of this customer that the index knows, or null. */
  conversation: z.nullable(idSchema),
});
export type WidgetSession = z.infer<typeof sessionResponseSchema>;

/**
 * `POST /api/widget/identify`: either the JWT that the company's server signed (HS256 with the site's identity secret;
 * claims `sub`, `exp`, and optionally `name`, `email`), or plain words, which agents see as unverified.
 * `conversation` is the one that goes on under the new name. Answers with a new session.
 */
export const identifyRequestSchema = z.object({
  identity: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("signed"), jwt: z.string().check(z.maxLength(4_096)) }),
    z.object({
      kind: z.literal("unverified"),
      name: z.nullable(z.string().check(z.maxLength(120))),
      email: z.nullable(emailSchema),
    }),
  ]),
  conversation: z.nullable(idSchema),
});
export type IdentifyRequest = z.infer<typeof identifyRequestSchema>;

/** `POST /api/widget/conversations`: the first message. `conversation` and `id` are made by the client; repeating is safe. */
export const startRequestSchema = z
  .object({
    conversation: idSchema,
    id: idSchema,
    text: contentTextSchema,
    /** Uploaded to this conversation before it began. */
    attachments: attachedSchema,
    topic: z.nullable(z.string().check(z.maxLength(120))),
    /** Newest first; the first one is the page they are on. */
    visits: z.array(visitSchema).check(z.maxLength(20)),
    attributes: attributesSchema,
    language: z.nullable(z.string().check(z.maxLength(35))),
    /** What Turnstile gave whoever solved its challenge, where the site asks for it: else `challenge_required`. */
    challenge: z.optional(z.string().check(z.maxLength(2_048))),
    /** The flow whose first question this answers, as it stood before the customer, and which control did. */
    opening: z.optional(
      z.object({
        flow: idSchema,
        version: z.int(),
        button: z.optional(z.int().check(z.nonnegative())),
        value: z.optional(z.string().check(z.maxLength(64))),
      }),
    ),
  })
  .check(saysSomething);
export type StartRequest = z.infer<typeof startRequestSchema>;

export const startResponseSchema = z.object({ conversation: idSchema, seq: seqSchema });

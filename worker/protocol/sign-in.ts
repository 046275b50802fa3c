import * as z from "zod/mini";
import { idSchema } from "./ids.ts";
import { nameSchema } from "./text.ts";

/** A domain of e-mail addresses, as "example.com". */
export const mailDomainSchema = z
  .string()
  .check(z.trim(), z.toLowerCase(), z.maxLength(253), z.regex(/^[a-z0-9-]+(\.[a-z0-9-]+)+$/, "a domain"));

/** What somebody becomes who comes in by their domain: nothing that manages. */
export const newcomerRoleSchema = z.enum(["supervisor", "agent"]);

const issuerSchema = z.url({ protocol: /^https?$/ }).check(z.maxLength(500));

const fields = {
  /** What the button says after "Continue with". */
  label: nameSchema,
  /** The provider's issuer: its settings are found at <issuer>/.well-known/openid-configuration. */
  issuer: issuerSchema,
  clientId: z.string().check(z.trim(), z.minLength(1), z.maxLength(500)),
  /** Also believes a provider that does not say whether it has verified an e-mail address. */
  trustEmails: z.boolean(),
  /** Whoever has an address of one of these comes in without an invitation. */
  domains: z.array(mailDomainSchema).check(z.maxLength(50)),
  newcomerRole: newcomerRoleSchema,
  newcomerTeamIds: z.array(idSchema).check(z.maxLength(100)),
};

/** `GET /api/sign-in`, for owners: how people sign in here. */
export const signInSettingsSchema = z.object({
  version: z.int(),
  /** The company's own sign-in by OpenID Connect; null: there is none. Its client secret can be replaced, not read. */
  singleSignOn: z.nullable(z.object({ ...fields, hasSecret: z.boolean() })),
  /** What the provider must allow as redirect URI. */
  callback: z.string(),
  /** Cloudflare Access in front of this deployment, as its environment says; null: it is not set. */
  access: z.nullable(z.object({ team: z.string(), audience: z.string() })),
});
export type SignInSettings = z.infer<typeof signInSettingsSchema>;

/** `PUT /api/sign-in`. `clientSecret` null: as it is, or none. Refused: `changed_meanwhile`, `provider_unreachable`, `team_unknown`. */
export const signInChangeSchema = z.object({
  version: z.int(),
  singleSignOn: z.nullable(
    z.object({ ...fields, clientSecret: z.nullable(z.string().check(z.minLength(1), z.maxLength(1_000))) }),
  ),
});
export type SignInChange = z.infer<typeof signInChangeSchema>;

/** `GET /api/session/ways`, for everybody: what the sign-in page offers beside the password. */
export const signInWaysSchema = z.object({
  singleSignOn: z.nullable(z.object({ label: z.string() })),
  /** This request came through Cloudflare Access, which says who it is: `POST /api/session/access` signs them in. */
  access: z.boolean(),
});
export type SignInWays = z.infer<typeof signInWaysSchema>;

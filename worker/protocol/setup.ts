import * as z from "zod/mini";
import { siteKeySchema } from "./ids.ts";
import { newPasswordSchema } from "./session.ts";
import { originSchema } from "./site.ts";
import { emailSchema, nameSchema } from "./text.ts";

/** `GET /api/setup` */
export const setupStateSchema = z.object({ needed: z.boolean() });
export type SetupState = z.infer<typeof setupStateSchema>;

const setupTokenSchema = z.string().check(z.minLength(1), z.maxLength(256));

/** `POST /api/setup/token`: whether this is the SETUP_TOKEN, for who has not typed all the rest yet. Changes nothing. */
export const setupTokenRequestSchema = z.object({ token: setupTokenSchema });

/**
 * `POST /api/setup`: creates the workspace, its first owner, a team with the owner in it and a site, and signs the
 * owner in. Works once, with the SETUP_TOKEN of the deployment.
 */
export const setupRequestSchema = z.object({
  token: setupTokenSchema,
  workspace: nameSchema,
  name: nameSchema,
  email: emailSchema,
  password: newPasswordSchema,
  team: nameSchema,
  site: nameSchema,
  allowedOrigin: originSchema,
});
export type SetupRequest = z.infer<typeof setupRequestSchema>;

/** What goes into the script tag. */
export const setupResponseSchema = z.object({ siteKey: siteKeySchema });
export type SetupResponse = z.infer<typeof setupResponseSchema>;

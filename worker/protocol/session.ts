import * as z from "zod/mini";
import { idSchema, timeSchema } from "./ids.ts";
import { emailSchema } from "./text.ts";

/** A new password. An old one is only bounded, so that somebody with a short one can still change it. */
export const newPasswordSchema = z.string().check(z.minLength(10), z.maxLength(128));
export const passwordSchema = z.string().check(z.minLength(1), z.maxLength(128));

/**
 * `POST /api/session`. 204 and the session's cookies, or `second_factor_required`: then the browser holds a challenge
 * for ten minutes and `POST /api/session/second-factor` finishes.
 */
export const signInRequestSchema = z.object({ email: emailSchema, password: passwordSchema });

/** Six digits of the authenticator app, or one of the backup codes (each works once). Spaces are dropped. */
export const secondFactorRequestSchema = z.object({
  code: z.string().check(z.trim(), z.minLength(6), z.maxLength(32)),
});

/** `GET /api/session`: where this agent is signed in, the newest first. */
export const sessionsSchema = z.object({
  sessions: z.array(
    z.object({
      id: idSchema,
      current: z.boolean(),
      createdAt: timeSchema,
      expiresAt: timeSchema,
      /** As the browser named itself when it signed in. */
      userAgent: z.nullable(z.string()),
      ipAddress: z.nullable(z.string()),
    }),
  ),
});
export type Sessions = z.infer<typeof sessionsSchema>;

/** `POST /api/session/password`. Ends every other session of the agent. */
export const changePasswordRequestSchema = z.object({
  currentPassword: passwordSchema,
  newPassword: newPasswordSchema,
});

/** `POST /api/session/second-factor/start`, `…/disable` and `…/backup-codes`. */
export const passwordRequestSchema = z.object({ password: passwordSchema });

/** The backup codes are shown this once; nobody can read them again. The factor counts after `…/confirm` only. */
export const secondFactorStartSchema = z.object({
  uri: z.string(),
  secret: z.string(),
  backupCodes: z.array(z.string()),
});
export type SecondFactorStart = z.infer<typeof secondFactorStartSchema>;

export const backupCodesSchema = z.object({ backupCodes: z.array(z.string()) });
export type BackupCodes = z.infer<typeof backupCodesSchema>;

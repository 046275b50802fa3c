import { backupCodesSchema, secondFactorStartSchema, sessionsSchema } from "#protocol/session";
import { nothingSchema, request } from "../../connection/http.ts";

/** What the security page asks the Worker for; see worker/protocol/session.ts. */
const session = "/api/session";
const factor = `${session}/second-factor`;

export const askSessions = () => request({ method: "GET", path: session, schema: sessionsSchema });

export const revokeSession = (id: string) =>
  request({ method: "DELETE", path: `${session}/${id}`, schema: nothingSchema });

export const revokeOthers = () => request({ method: "DELETE", path: `${session}/others`, schema: nothingSchema });

/** Ends every other session of the agent. */
export const changePassword = (currentPassword: string, newPassword: string) =>
  request({
    method: "POST",
    path: `${session}/password`,
    body: { currentPassword, newPassword },
    schema: nothingSchema,
  });

/** The factor counts only after `confirmFactor`. */
export const startFactor = (password: string) =>
  request({ method: "POST", path: `${factor}/start`, body: { password }, schema: secondFactorStartSchema });

export const confirmFactor = (code: string) =>
  request({ method: "POST", path: `${factor}/confirm`, body: { code }, schema: nothingSchema });

export const disableFactor = (password: string) =>
  request({ method: "POST", path: `${factor}/disable`, body: { password }, schema: nothingSchema });

/** The old ones stop working. */
export const renewBackupCodes = (password: string) =>
  request({ method: "POST", path: `${factor}/backup-codes`, body: { password }, schema: backupCodesSchema });

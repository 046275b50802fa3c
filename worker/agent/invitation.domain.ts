import type { ErrorCode } from "../protocol/error.ts";

/** How long a link works. */
export const invitationLifeMs = 7 * 24 * 3600_000;

/** A link that replaces a password is worth more to a thief, and is used at once. */
export const passwordLinkLifeMs = 24 * 3600_000;

/** Why an invitation cannot be used (any more); null where it can. `null` as the invitation: there is none with this token. */
export function refusesUse(
  invitation: { usedAt: number | null; revokedAt: number | null; expiresAt: number } | null,
  now: number,
): ErrorCode | null {
  if (invitation === null || invitation.revokedAt !== null) return "invitation_unknown";
  if (invitation.usedAt !== null) return "invitation_used";
  return invitation.expiresAt <= now ? "invitation_expired" : null;
}

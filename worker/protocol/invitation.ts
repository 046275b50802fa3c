import * as z from "zod/mini";
import { roleSchema } from "./agent.ts";
import { idSchema, timeSchema } from "./ids.ts";
import { newPasswordSchema } from "./session.ts";
import { emailSchema, nameSchema } from "./text.ts";

const teamIdsSchema = z.array(idSchema).check(z.maxLength(100));

/** An invitation that was not used yet. One whose `expiresAt` has passed can be sent again, with a new link. */
export const invitationSchema = z.object({
  id: idSchema,
  email: z.string(),
  role: roleSchema,
  teamIds: z.array(idSchema),
  /** The agent who sent it last. */
  invitedBy: z.string(),
  sentAt: timeSchema,
  expiresAt: timeSchema,
});
export type Invitation = z.infer<typeof invitationSchema>;

/** `POST /api/invitations`. Refused: `role_above_own`, `agent_exists`, `already_invited`, `team_unknown`. */
export const inviteRequestSchema = z.object({ email: emailSchema, role: roleSchema, teamIds: teamIdsSchema });

/**
 * The answer to it, and to `POST /api/invitations/:id/send` (a new link; the old one stops working). The link is shown
 * this once, since only its hash is kept. `mailed`: Fala has also sent it by e-mail.
 */
export const sentInvitationSchema = z.object({ invitation: invitationSchema, link: z.string(), mailed: z.boolean() });
export type SentInvitation = z.infer<typeof sentInvitationSchema>;

/** `POST /api/agents/:id/password-link`: the one way to a new password for who forgot theirs. */
export const passwordLinkSchema = z.object({ link: z.string(), expiresAt: timeSchema });
export type PasswordLink = z.infer<typeof passwordLinkSchema>;

/** What stands in the link, after `#`, so that no server and no referrer ever gets it in an address. */
export const invitationTokenSchema = z.string().check(z.minLength(1), z.maxLength(128));

/** `POST /api/invitations/open`: what the invited person sees. Refused: `invitation_unknown`, `_used`, `_expired`. */
export const openInvitationRequestSchema = z.object({ token: invitationTokenSchema });
export const openedInvitationSchema = z.object({
  /** `join`: whoever accepts becomes an agent. `password`: this agent, `name`, chooses a new one. */
  kind: z.enum(["join", "password"]),
  name: z.string(),
  workspace: z.string(),
  email: z.string(),
  role: roleSchema,
  teams: z.array(z.string()),
  invitedBy: z.string(),
  expiresAt: timeSchema,
});
export type OpenedInvitation = z.infer<typeof openedInvitationSchema>;

/**
 * `POST /api/invitations/accept`: makes the agent and signs them in (204); or sets the new password, ends the agent's sessions,
 * and signs them in, or asks for their second factor (`second_factor_required`).
 */
export const acceptInvitationRequestSchema = z.object({
  token: invitationTokenSchema,
  name: nameSchema,
  password: newPasswordSchema,
});

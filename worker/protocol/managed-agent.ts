import * as z from "zod/mini";
import { agentLimitSchema, agentSchema, availabilitySchema, roleSchema } from "./agent.ts";
import { idSchema, timeSchema } from "./ids.ts";
import { invitationSchema } from "./invitation.ts";
import { emailSchema, nameSchema } from "./text.ts";

/** An agent as the settings show them to who manages agents. */
export const managedAgentSchema = z.extend(agentSchema, {
  email: z.string(),
  teamIds: z.array(idSchema),
  /** What they say of themselves. */
  availability: availabilitySchema,
  /** How many conversations they are given by themselves at most; null: as many as everybody (the workspace's). */
  limit: z.nullable(z.int()),
  /** Whether a code is asked for after their password. */
  secondFactor: z.boolean(),
  /** When they last did something in the console, within minutes; null: never. */
  lastSeenAt: z.nullable(timeSchema),
  /** When they left; null: they are here. */
  deactivatedAt: z.nullable(timeSchema),
  version: z.int(),
});
export type ManagedAgent = z.infer<typeof managedAgentSchema>;

/** `GET /api/agents/all`: also those who left, and who is invited. `mail`: whether this deployment can send e-mail. */
export const managedAgentsSchema = z.object({
  agents: z.array(managedAgentSchema),
  invitations: z.array(invitationSchema),
  mail: z.boolean(),
});
export type ManagedAgents = z.infer<typeof managedAgentsSchema>;

/**
 * `PATCH /api/agents/:id`: saved whole or not at all; what is absent stays. `version` is the one that was read. Answers with the
 * agent as they are now. Refused: `changed_meanwhile`, `role_above_own`, `last_owner`, `agent_exists`, `team_unknown`.
 */
export const agentChangeSchema = z.object({
  version: z.int(),
  name: z.optional(nameSchema),
  email: z.optional(emailSchema),
  role: z.optional(roleSchema),
  limit: z.optional(z.nullable(agentLimitSchema)),
  teamIds: z.optional(z.array(idSchema).check(z.maxLength(100))),
});
export type AgentChange = z.infer<typeof agentChangeSchema>;

/**
 * `POST /api/agents/:id/deactivate`, `…/reactivate` and `…/second-factor/reset` (for who lost their authenticator: the password
 * alone lets them in again, every session of theirs ends). Answers with the agent as they are now.
 */
export const agentVersionSchema = z.object({ version: z.int() });

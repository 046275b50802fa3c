import * as z from "zod/mini";
import { agentLimitSchema } from "./agent.ts";
import { idSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { assignmentMethodSchema, firstReplySecondsSchema, teamSchema } from "./team.ts";
import { nameSchema } from "./text.ts";
import { versionSchema } from "./workspace-settings.ts";

/** What an owner or admin decides about a team, beside who is in it. */
const fields = {
  name: nameSchema,
  method: assignmentMethodSchema,
  firstReplySeconds: firstReplySecondsSchema,
};

const agentIds = z.array(idSchema).check(z.maxLength(limits.teamAgents));

/** A team as the console's settings show it, with the ids of its agents who have not left. */
export const managedTeamSchema = z.extend(teamSchema, { ...fields, agentIds, version: versionSchema });
export type ManagedTeam = z.infer<typeof managedTeamSchema>;

/** `GET /api/teams`, for owners and admins. `agentLimit` is what holds for each agent without a limit of their own. */
export const managedTeamsSchema = z.object({
  teams: z.array(managedTeamSchema),
  agentLimit: z.object({ limit: agentLimitSchema, version: versionSchema }),
});
export type ManagedTeams = z.infer<typeof managedTeamsSchema>;

/** `PUT /api/teams/limit`. Answers with the new `agentLimit`. */
export const agentLimitChangeSchema = z.object({ limit: agentLimitSchema, version: versionSchema });
export type AgentLimitChange = z.infer<typeof agentLimitChangeSchema>;

/** `POST /api/teams`. Answers with the team. */
export const newTeamSchema = z.object({ ...fields, agentIds });
export type NewTeam = z.infer<typeof newTeamSchema>;

/**
 * `PUT /api/teams/<id>`: whole, but for its agents, of whom only who joins and who leaves is said: so nobody who was put into
 * the team meanwhile, from their own settings, is taken out again. Answers with the team.
 */
export const teamChangeSchema = z.object({ ...fields, version: versionSchema, join: agentIds, leave: agentIds });
export type TeamChange = z.infer<typeof teamChangeSchema>;

/** `GET /api/teams/<id>/use`: what goes to another team when this one is deleted. */
export const teamUseSchema = z.object({
  conversations: z.object({ open: z.int(), snoozed: z.int(), done: z.int() }),
  sites: z.array(z.string()),
  rules: z.array(z.string()),
});
export type TeamUse = z.infer<typeof teamUseSchema>;

/**
 * `POST /api/teams/<id>/delete`: its conversations, sites and routing rules go to `to`; with `agentsToo` its agents join it.
 * Refused: `changed_meanwhile`, `last_team`, `team_unknown` (of `to`).
 */
export const teamDeletionSchema = z.object({ version: versionSchema, to: idSchema, agentsToo: z.boolean() });
export type TeamDeletion = z.infer<typeof teamDeletionSchema>;

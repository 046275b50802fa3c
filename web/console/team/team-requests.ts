import {
  agentLimitChangeSchema,
  type AgentLimitChange,
  type ManagedTeam,
  managedTeamSchema,
  managedTeamsSchema,
  type NewTeam,
  teamUseSchema,
  type TeamChange,
  type TeamDeletion,
} from "#protocol/managed-team";
import { paths } from "#protocol/paths";
import { type HttpResult, nothingSchema, request } from "../../connection/http.ts";
import { refusal } from "#protocol/error";

/** What the settings of teams ask the Worker for; see worker/protocol/managed-team.ts. */
export const askTeams = () => request({ method: "GET", path: paths.teams, schema: managedTeamsSchema });

/** `not_found` where there is none of this id. */
export async function askTeam(id: string): Promise<HttpResult<ManagedTeam>> {
  const answer = await askTeams();
  if (!answer.ok) return answer;
  const found = answer.value.teams.find((team) => team.id === id);
  return found === undefined ? { ok: false, error: refusal("not_found") } : { ok: true, value: found };
}

export const createTeam = (team: NewTeam) =>
  request({ method: "POST", path: paths.teams, body: team, schema: managedTeamSchema });

export const saveTeam = (id: string, change: TeamChange) =>
  request({ method: "PUT", path: `${paths.teams}/${id}`, body: change, schema: managedTeamSchema });

export const askTeamUse = (id: string) =>
  request({ method: "GET", path: `${paths.teams}/${id}/use`, schema: teamUseSchema });

export const deleteTeam = (id: string, deletion: TeamDeletion) =>
  request({ method: "POST", path: `${paths.teams}/${id}/delete`, body: deletion, schema: nothingSchema });

export const saveAgentLimit = (change: AgentLimitChange) =>
  request({ method: "PUT", path: `${paths.teams}/limit`, body: change, schema: agentLimitChangeSchema });

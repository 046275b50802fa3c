import type { Me } from "#protocol/workspace";
import { canReadTeam } from "#domain/agent/agent";

/** The teams whose conversations this agent may read: their own, or all of them. */
export function readableTeams({ agent, teams, allTeams }: Me): Me["teams"] {
  const own = teams.map(({ id }) => id);
  return allTeams.filter(({ id }) => canReadTeam(agent.role, own, id));
}

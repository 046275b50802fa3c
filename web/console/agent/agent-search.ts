import type { ManagedAgent } from "#protocol/managed-agent";
import type { Team } from "#protocol/team";

/** Without marks and case, so that "jose" finds José. */
const plain = (text: string) => text.normalize("NFD").replaceAll(/\p{M}/gu, "").toLocaleLowerCase();

/** Agents in whose name, e-mail or teams every word of the query stands. All of them for an empty query. */
export function foundAgents(
  agents: readonly ManagedAgent[],
  teams: readonly Team[],
  query: string,
): readonly ManagedAgent[] {
  const words = plain(query).split(/\s+/).filter(Boolean);
  if (words.length === 0) return agents;
  const names = new Map(teams.map((team) => [team.id, team.name]));
  return agents.filter((agent) => {
    const text = plain([agent.name, agent.email, ...agent.teamIds.map((id) => names.get(id) ?? "")].join(" "));
    return words.every((word) => text.includes(word));
  });
}

import { type Agent, type AgentStatus, availabilitySchema } from "#protocol/agent";
import type { RosterAgent } from "#protocol/inbox";
import type { Team } from "#protocol/team";

/** Somebody, or a team, to whom a conversation can be handed. */
export type TransferTarget = {
  kind: "agent" | "team";
  /** Unique over agents and teams. */
  value: string;
  id: string;
  name: string;
  picture: string | null;
  isMe: boolean;
  /** Has it already. */
  current: boolean;
  /** Teams: the conversation is in it; to go there is to go back to its waiting line. */
  isHere: boolean;
  /** Agents: how they stand; null while that is not known. */
  status: AgentStatus | null;
  /** Agents: their teams, in words. */
  detail: string | undefined;
  /** Teams: how many of its agents are available; null while that is not known. */
  available: number | null;
};

type Known = {
  meId: string;
  directory: readonly (Agent & { teamIds: string[] })[];
  teams: readonly Team[];
  /** Live, of my own teams. */
  rosterOf: (teamId: string) => readonly RosterAgent[];
  /** Of all teams, as they stood when the picker was opened. */
  standings: readonly ({ id: string } & AgentStatus)[];
  owner: string | null;
  team: string | null;
};

/** Agents with whoever is available first, then by name; teams by name. */
export function transferTargets(known: Known): { agents: TransferTarget[]; teams: TransferTarget[] } {
  const status = new Map<string, AgentStatus>(known.standings.map((each) => [each.id, each]));
  for (const { id } of known.teams) for (const agent of known.rosterOf(id)) status.set(agent.id, agent);
  const teamName = new Map(known.teams.map(({ id, name }) => [id, name]));
  const rank = (target: TransferTarget) =>
    target.status === null
      ? availabilitySchema.options.length
      : availabilitySchema.options.indexOf(target.status.availability);
  const agents = known.directory.map((agent): TransferTarget => ({
    kind: "agent",
    value: `agent-${agent.id}`,
    id: agent.id,
    name: agent.name,
    picture: agent.picture,
    isMe: agent.id === known.meId,
    current: agent.id === known.owner,
    isHere: false,
    status: status.get(agent.id) ?? null,
    detail: agent.teamIds.flatMap((id) => teamName.get(id) ?? []).join(", ") || undefined,
    available: null,
  }));
  const teams = known.teams.map(({ id, name }): TransferTarget => {
    const members = known.directory
      .filter(({ teamIds }) => teamIds.includes(id))
      .flatMap((agent) => status.get(agent.id) ?? []);
    return {
      kind: "team",
      value: `team-${id}`,
      id,
      name,
      picture: null,
      isMe: false,
      // A team has the conversation for itself only while nobody owns it.
      current: id === known.team && known.owner === null,
      isHere: id === known.team,
      status: null,
      detail: undefined,
      available:
        members.length === 0 ? null : members.filter(({ availability }) => availability === "available").length,
    };
  });
  return {
    agents: agents.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)),
    teams: teams.toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

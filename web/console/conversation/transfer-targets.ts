import { type Agent, type Availability, availabilitySchema } from "#protocol/agent";
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
  /** Agents: null where no team of mine knows. */
  availability: Availability | null;
  /** Agents: their teams, in words. */
  detail: string | undefined;
  /** Teams: how many of its agents are available; null where it is not a team of mine. */
  available: number | null;
};

type Known = {
  meId: string;
  directory: readonly (Agent & { teamIds: string[] })[];
  teams: readonly Team[];
  rosterOf: (teamId: string) => readonly RosterAgent[];
  owner: string | null;
  team: string | null;
};

/** Agents with whoever is available first, then by name; teams by name. */
export function transferTargets(known: Known): { agents: TransferTarget[]; teams: TransferTarget[] } {
  const availability = new Map<string, Availability>();
  for (const { id } of known.teams) {
    for (const agent of known.rosterOf(id)) availability.set(agent.id, agent.availability);
  }
  const teamName = new Map(known.teams.map(({ id, name }) => [id, name]));
  const rank = ({ availability: known }: TransferTarget) =>
    known === null ? availabilitySchema.options.length : availabilitySchema.options.indexOf(known);
  const agents = known.directory.map((agent): TransferTarget => ({
    kind: "agent",
    value: `agent-${agent.id}`,
    id: agent.id,
    name: agent.name,
    picture: agent.picture,
    isMe: agent.id === known.meId,
    current: agent.id === known.owner,
    availability: availability.get(agent.id) ?? null,
    detail: agent.teamIds.flatMap((id) => teamName.get(id) ?? []).join(", ") || undefined,
    available: null,
  }));
  const teams = known.teams.map(({ id, name }): TransferTarget => {
    const roster = known.rosterOf(id);
    return {
      kind: "team",
      value: `team-${id}`,
      id,
      name,
      picture: null,
      isMe: false,
      // A team has the conversation for itself only while nobody owns it.
      current: id === known.team && known.owner === null,
      availability: null,
      detail: undefined,
      available: roster.length === 0 ? null : roster.filter((agent) => agent.availability === "available").length,
    };
  });
  return {
    agents: agents.toSorted((a, b) => rank(a) - rank(b) || a.name.localeCompare(b.name)),
    teams: teams.toSorted((a, b) => a.name.localeCompare(b.name)),
  };
}

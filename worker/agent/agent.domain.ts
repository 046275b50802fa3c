import type { Role } from "../protocol/agent.ts";

/** Everything that not every agent may do. A route asks `can`; no route compares roles. */
export type Capability =
  /** Conversations of teams the agent is not in. */
  | "read_all_teams"
  /** Take over colleagues' conversations, see reports of the team. */
  | "supervise"
  /** The workspace's settings, teams, sites and their identity secrets. */
  | "manage_workspace"
  /** Invite, change and deactivate agents (other than owners). */
  | "manage_agents"
  /** Make and unmake owners. */
  | "manage_owners";

const capabilities: Record<Role, readonly Capability[]> = {
  agent: [],
  supervisor: ["read_all_teams", "supervise"],
  admin: ["read_all_teams", "supervise", "manage_workspace", "manage_agents"],
  owner: ["read_all_teams", "supervise", "manage_workspace", "manage_agents", "manage_owners"],
};

export function can(role: Role, capability: Capability): boolean {
  return capabilities[role].includes(capability);
}

/** `teamIds` are the teams with the agent in it. A conversation without a team does not exist. */
export function canReadTeam(role: Role, teamIds: readonly string[], teamId: string): boolean {
  return teamIds.includes(teamId) || can(role, "read_all_teams");
}

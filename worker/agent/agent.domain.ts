import type { ErrorCode } from "../protocol/error.ts";
import { type Role, roleSchema } from "../protocol/agent.ts";

/**
 * THE PERMISSION TABLE: everything that not every agent may do, and who may. Routes and console ask `can`; nobody compares
 * roles elsewhere.
 */
const table = {
  /** Conversations of teams the agent is not in. */
  read_all_teams: ["owner", "admin", "supervisor"],
  /** Take over colleagues' conversations, see reports of the team. */
  supervise: ["owner", "admin", "supervisor"],
  /** Drafts of articles: everybody's, since who answers knows what is asked. */
  write_articles: ["owner", "admin", "supervisor", "agent"],
  /** What customers see of articles: publish, take back, delete, and the categories. */
  publish_articles: ["owner", "admin", "supervisor"],
  /** The workspace's settings, teams, sites and their identity secrets. */
  manage_workspace: ["owner", "admin"],
  /** Erase a conversation, with everything that was said and sent in it. */
  erase_conversations: ["owner", "admin"],
  /** Give out, or erase, everything of one customer, in whatever team it is. */
  manage_customers: ["owner", "admin"],
  /** Invite, change and deactivate agents whose role can do no more than one's own. */
  manage_agents: ["owner", "admin"],
  /** Text blocks and chat blocks of teams and of everybody. */
  manage_text_blocks: ["owner", "admin", "supervisor"],
  /** Make and unmake owners. */
  manage_owners: ["owner"],
  /** Take all of the workspace out, to keep it or to move it: everything that anybody ever wrote. */
  copy_workspace: ["owner"],
  /** Take a colleague's second factor away: with a password's link, that is the way into anybody's account. */
  reset_second_factor: ["owner"],
  /** Draw and publish flows. Sending one needs nothing. */
  manage_flows: ["owner", "admin", "supervisor"],
  /** How agents sign in: who controls the company's sign-in could come in as anybody, owners too. */
  manage_sign_in: ["owner"],
} as const satisfies Record<string, readonly Role[]>;

export type Capability = keyof typeof table;

export function can(role: Role, capability: Capability): boolean {
  const allowed: readonly Role[] = table[capability];
  return allowed.includes(role);
}

/** Whether `role` can do everything that `other` can. */
export function covers(role: Role, other: Role): boolean {
  return capabilities.every((capability) => can(role, capability) || !can(other, capability));
}

/** Every capability, in the order of the table. */
export const capabilities = Object.keys(table).filter((name): name is Capability => name in table);

/** The roles that somebody may give, the mightiest first: those that can do no more than their own. None without `manage_agents`. */
export function rolesToGive(role: Role): Role[] {
  return can(role, "manage_agents") ? roleSchema.options.filter((other) => covers(role, other)) : [];
}

/**
 * Why `by` may not change an agent of the role `whom` (or may not give them the role `to`); null where they may. So a role
 * never raises itself, and only owners make, change or unmake owners. That the last owner stays is kept where it is
 * written (agent.store.ts), because two owners may go at once.
 */
export function refusesChange(by: Role, whom: Role, to: Role = whom): ErrorCode | null {
  if (!can(by, "manage_agents")) return "forbidden";
  return covers(by, whom) && covers(by, to) ? null : "role_above_own";
}

/** `teamIds` are the teams with the agent in it. A conversation without a team does not exist. */
export function canReadTeam(role: Role, teamIds: readonly string[], teamId: string): boolean {
  return teamIds.includes(teamId) || can(role, "read_all_teams");
}

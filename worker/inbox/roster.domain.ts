import type { RosterAgent } from "../protocol/inbox.ts";

/** What became of a roster: who joined or stands differently, and who is in it no more. */
export type RosterChange = { agents: RosterAgent[]; left: string[] };

/** Null where nobody changed. Its size is that of the change, not of the team. */
export function rosterChange(before: readonly RosterAgent[], now: readonly RosterAgent[]): RosterChange | null {
  const known = new Map(before.map((agent) => [agent.id, JSON.stringify(agent)]));
  const here = new Set(now.map(({ id }) => id));
  const agents = now.filter((agent) => known.get(agent.id) !== JSON.stringify(agent));
  const left = before.flatMap(({ id }) => (here.has(id) ? [] : [id]));
  return agents.length === 0 && left.length === 0 ? null : { agents, left };
}

/** Who joined stands last: whoever shows a roster sorts it. Being told the same twice changes nothing. */
export function withRosterChange(roster: readonly RosterAgent[], { agents, left }: RosterChange): RosterAgent[] {
  const after = new Map(roster.map((agent) => [agent.id, agent]));
  for (const agent of agents) after.set(agent.id, agent);
  for (const id of left) after.delete(id);
  return [...after.values()];
}

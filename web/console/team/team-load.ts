import type { Availability } from "#protocol/agent";
import type { InboxRow, RosterAgent } from "#protocol/inbox";

/** How a team (or all of them) stands at this moment. */
export type TeamLoad = {
  waiting: number;
  /** Since when whoever waits longest waits, in milliseconds since 1970; null: nobody does. */
  longest: number | null;
  agents: Record<Availability, number>;
  /** How many conversations could be given out now: to those who are available, up to their limits. */
  free: number;
};

/** `line` is what waits, those who wait longest first; `agents` each once. */
export function loadOf(line: readonly InboxRow[], agents: readonly RosterAgent[]): TeamLoad {
  const count = (availability: Availability) => agents.filter((agent) => agent.availability === availability).length;
  return {
    waiting: line.length,
    longest: line[0] === undefined ? null : waitsSince(line[0]),
    agents: { available: count("available"), busy: count("busy"), away: count("away") },
    free: agents.reduce((sum, agent) => sum + freeOf(agent), 0),
  };
}

/** A conversation that nobody answered yet waits since the customer's words, another one since it was last spoken in. */
export function waitsSince(row: Pick<InboxRow, "waitingSince" | "lastAt">): number {
  return row.waitingSince ?? row.lastAt;
}

function freeOf({ availability, load, limit }: RosterAgent): number {
  return availability === "available" ? Math.max(0, limit - load) : 0;
}

/** The agents of several teams, each once, by name. */
export function eachOnce(
  rosters: readonly (readonly RosterAgent[])[],
  compare: (a: string, b: string) => number,
): RosterAgent[] {
  const found = new Map(rosters.flat().map((agent) => [agent.id, agent]));
  return [...found.values()].sort((a, b) => compare(a.name, b.name) || (a.id < b.id ? -1 : 1));
}

/** The lines of several teams as one, those who wait longest first. */
export function oneLine(lines: readonly (readonly InboxRow[])[]): InboxRow[] {
  return lines.flat().sort((a, b) => waitsSince(a) - waitsSince(b) || (a.id < b.id ? -1 : 1));
}

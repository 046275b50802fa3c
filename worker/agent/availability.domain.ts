import type { Availability } from "../protocol/agent.ts";

/** Where an agent is: the teams in whose inbox they have a socket, and when the last of these was lost (null: there is one, or never was). */
export type Whereabouts = { inboxes: readonly string[]; lostAt: number | null };

/** What decides how an agent stands. `active` false: they left the company. Times in milliseconds since 1970. */
export type Presence = Whereabouts & { said: Availability; active: boolean };

/** Away without a socket for as long as the grace, whatever they say. */
export function availabilityOf(
  { said, active, inboxes, lostAt }: Presence,
  now: number,
  graceMs: number,
): Availability {
  if (!active) return "away";
  const reachable = inboxes.length > 0 || (lostAt !== null && now - lostAt < graceMs);
  return reachable ? said : "away";
}

/** Whether customers of theirs are in good hands. */
export function canAnswer(availability: Availability): boolean {
  return availability !== "away";
}

/** When the grace of a lost socket ends; null: none runs. */
export function graceEndsAt({ inboxes, lostAt }: Whereabouts, graceMs: number): number | null {
  return inboxes.length > 0 || lostAt === null ? null : lostAt + graceMs;
}

/** An inbox said whether this agent has a socket there. */
export function withInbox<Where extends Whereabouts>(
  where: Where,
  inbox: string,
  isThere: boolean,
  now: number,
): Omit<Where, keyof Whereabouts> & { inboxes: string[]; lostAt: number | null } {
  const { inboxes: known, lostAt, ...rest } = where;
  if (known.includes(inbox) === isThere) return { ...rest, inboxes: [...known], lostAt };
  const inboxes = isThere ? [...known, inbox] : known.filter((each) => each !== inbox);
  return { ...rest, inboxes, lostAt: inboxes.length > 0 ? null : now };
}

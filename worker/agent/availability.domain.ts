import type { Availability } from "../protocol/agent.ts";

/** What is known of an agent's presence. Times in milliseconds since 1970. */
export type Presence = {
  /** What they say. */
  said: Availability;
  /** False: they left the company. */
  active: boolean;
  /** The teams in whose inbox they have a socket. */
  inboxes: readonly string[];
  /** When the last of these sockets was lost; null while there is one, or where there never was. */
  lostAt: number | null;
};

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
export function graceEndsAt({ inboxes, lostAt }: Presence, graceMs: number): number | null {
  return inboxes.length > 0 || lostAt === null ? null : lostAt + graceMs;
}

/** An inbox said whether this agent has a socket there. */
export function withInbox<P extends Presence>(presence: P, inbox: string, isThere: boolean, now: number): P {
  if (presence.inboxes.includes(inbox) === isThere) return presence;
  const inboxes = isThere ? [...presence.inboxes, inbox] : presence.inboxes.filter((each) => each !== inbox);
  return { ...presence, inboxes, lostAt: inboxes.length > 0 ? null : now };
}

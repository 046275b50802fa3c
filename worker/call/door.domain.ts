import type { GuestPlace } from "../protocol/guest.ts";

/**
 * Whom the agents of one call asked in from elsewhere, beside the log: guests by what was said to them, and agents who may
 * not read the conversation otherwise, by the team through whose inbox they are reached. Kept until the next call's door, since
 * it says through whom a socket was admitted that closes late.
 */
export type Door = {
  call: string;
  guests: { [id: string]: Exclude<GuestPlace, "waiting"> };
  agents: { [id: string]: string };
  /** The teams whose inboxes told the agents who were asked in. */
  told?: string[] | undefined;
};

/** The door of this call; nobody came to it where the one that is kept is another call's. */
export function doorOf(kept: Door | null, call: string): Door {
  return kept?.call === call ? kept : { call, guests: {}, agents: {} };
}

export function guestPlace(door: Door, guest: string): GuestPlace {
  return door.guests[guest] ?? "waiting";
}

/** Lets a guest in, or turns them away: for this call, whichever page they come with. */
export function answerGuest(door: Door, guest: string, on: boolean): Door {
  return { ...door, guests: { ...door.guests, [guest]: on ? "admitted" : "refused" } };
}

/**
 * `team`: through whose inbox they are told; those of another team than `home`, the conversation's, may have it open through that one while
 * the call runs.
 */
export function askIn(door: Door, agents: readonly { id: string; team: string }[], home: string): Door {
  const strangers = agents.filter(({ team }) => team !== home);
  return {
    ...door,
    agents: { ...door.agents, ...Object.fromEntries(strangers.map(({ id, team }) => [id, team])) },
    told: [...new Set([...(door.told ?? []), ...agents.map(({ team }) => team)])],
  };
}

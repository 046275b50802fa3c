/**
 * The version of everything that goes over a socket. The contract's hash test fails when the wire changes and this does not.
 *
 * 1  2026-11  first
 * 2  2026-11  busy, loads and limits, places in the line, why a conversation was assigned
 * 3  2026-11  co-browsing: its commands, entries and socket; calls; flows: their command, entries and questions
 * 4  2026-11  of a team's agents only those who changed; that a flow could not ask for a file
 * 5  2026-11  co-browsing in frames of 64 KiB, of which those with more to come are answered; who was asked into a call; Enter in a field
 */
export const PROTOCOL_VERSION = 5;

/** The oldest client that is still served. Widgets stay cached on customers' pages: raise it rarely, with a reason above. */
export const MIN_PROTOCOL_VERSION = 1;

/** Older clients are told a team's agents whole whenever one of them changed. Gone when `MIN_PROTOCOL_VERSION` gets here. */
export const ROSTER_CHANGES_SINCE = 4;

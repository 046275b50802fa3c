import type { InboxRow } from "#protocol/inbox";

/**
 * What to ring, show and say, decided from rows that changed and the moment they did. Pure: rows, windows, sound and the
 * clock come in as values, so that every rule here is a test.
 */

/** One row that came or changed; `before` is null for one that was not known. */
export type Change = { row: InboxRow; before: InboxRow | null };

/** What this browser knows when something changed. */
export type Moment = {
  /** Waiting in the agent's teams. */
  waiting: readonly InboxRow[];
  /** Whose customer rings this agent. */
  calling: readonly InboxRow[];
  me: string;
  teamIds: readonly string[];
  /** Conversations where a note or an invitation into a call names this agent, who has not looked. */
  mentioned: ReadonlySet<string>;
  available: boolean;
  /** Conversations that are on screen in a window of this browser that can be seen. */
  seen: ReadonlySet<string>;
  /** The lists stand on this tab's screen: what waits already can be seen there. */
  lists: boolean;
  /** Some window of the console, in this browser, can be seen. */
  visible: boolean;
  /** Conversations whose ring this agent switched off, until they leave the line. */
  silenced: ReadonlySet<string>;
  /** This tab is the one that makes sounds, and may ring. */
  sounds: boolean;
  /** This tab is the one that shows desktop notifications. */
  notifies: boolean;
  /** The agent wants to be rung while away too. */
  ringWhileAway: boolean;
};

/**
 * Why somebody should look at a conversation. `calling`: its customer rings. `assigned`: somebody else gave it to this agent. `returned`: theirs, open
 * again because the customer wrote. `line`: several that waited already when this console first heard of their team.
 */
export type Card =
  | { kind: "calling" | "waiting" | "assigned" | "returned" | "message"; row: InboxRow }
  | { kind: "line"; count: number }
  | {
      kind: "mention";
      conversationId: string;
      customer: string | null;
      by: string;
      text: string;
      call?: true | undefined;
    };

export type SoundName = "message" | "attention";

export type Decision = {
  /** Cards to add at the top right. */
  cards: Card[];
  /** One short sound, the most important of what happened. */
  sound: SoundName | null;
  /** Desktop notifications, while no window of the console can be seen. */
  desktop: Card[];
};

/** In the line of one of the agent's teams: open, and nobody's. */
export function isWaiting(row: InboxRow, teamIds: readonly string[]): boolean {
  return row.status === "open" && row.assignee === null && row.flow === undefined && teamIds.includes(row.team.id);
}

/** Its customer rings, and this agent owns it, or it is nobody's and in one of their teams. */
export function isCalling(row: InboxRow, me: string, teamIds: readonly string[]): boolean {
  if (row.call?.phase !== "ringing" || row.call.by.kind !== "customer") return false;
  return row.assignee === null ? teamIds.includes(row.team.id) : row.assignee.id === me;
}

const isMine = (row: InboxRow, me: string) => row.status === "open" && row.assignee?.id === me;

/** The last message, where the customer wrote it. */
const customersLast = ({ lastMessage }: InboxRow) => (lastMessage?.by === "customer" ? lastMessage.seq : 0);

/** Changes of one row in a burst count as one: what was before the first, what is after the last. */
export function mergeChanges(changes: readonly Change[]): Change[] {
  const merged = new Map<string, Change>();
  for (const { row, before } of changes) {
    const earlier = merged.get(row.id);
    merged.set(row.id, { row, before: earlier ? earlier.before : before });
  }
  return [...merged.values()];
}

/** What to do about rows that changed while the console was open. */
export function decide(changes: readonly Change[], now: Moment): Decision {
  const cards = mergeChanges(changes).flatMap((change): Card[] => {
    const kind = now.seen.has(change.row.id) ? null : kindOf(change, now);
    return kind === null ? [] : [{ kind, row: change.row }];
  });
  // What waits or calls has the ring, which is a state (see ringOf), not a sound.
  const calls = cards.some(({ kind }) => kind === "assigned" || kind === "returned");
  const sound = calls ? "attention" : cards.some(({ kind }) => kind === "message") ? "message" : null;
  return {
    cards: cards.filter(({ kind }) => kind !== "message"),
    sound: now.sounds ? sound : null,
    desktop: now.notifies && !now.visible ? cards.filter((card) => mayDisturb(card, now)) : [],
  };
}

/** In teams that were heard of only now nothing happened yet, but what waits there already is said once, with all that waits elsewhere. */
export function decideStart(now: Moment, teamIds: ReadonlySet<string>): Decision {
  const waiting = now.lists ? [] : now.waiting.filter((row) => !now.seen.has(row.id));
  const isNews = waiting.some((row) => teamIds.has(row.team.id));
  return { cards: isNews ? [{ kind: "line", count: waiting.length }] : [], sound: null, desktop: [] };
}

/** A new conversation is no business of somebody who is away; what is theirs already is. */
const mayDisturb = (card: Card, { available, ringWhileAway }: Moment) =>
  card.kind !== "waiting" || available || ringWhileAway;

function kindOf(
  { row, before }: Change,
  now: Moment,
): "calling" | "waiting" | "assigned" | "returned" | "message" | null {
  if (isCalling(row, now.me, now.teamIds)) return before && isCalling(before, now.me, now.teamIds) ? null : "calling";
  if (isWaiting(row, now.teamIds)) return before && isWaiting(before, now.teamIds) ? null : "waiting";
  if (!isMine(row, now.me)) return null;
  if (before?.assignee?.id !== now.me) return "assigned";
  if (customersLast(row) <= (before.lastMessage?.seq ?? 0)) return null;
  return before.status === "open" ? "message" : "returned";
}

/** A note named this agent. Nothing when they have that conversation before their eyes. */
export function decideMention(card: Extract<Card, { kind: "mention" }>, now: Moment): Decision {
  if (now.seen.has(card.conversationId)) return { cards: [], sound: null, desktop: [] };
  return {
    cards: [card],
    sound: now.sounds ? "attention" : null,
    desktop: now.notifies && !now.visible ? [card] : [],
  };
}

/** `urgent` rings without a pause, `patient` every half a minute. `soft` is half as loud. */
export type Ring = { pace: "urgent" | "patient"; soft: boolean };

/** For how long a conversation that waits rings without a pause. */
export const URGENT_MS = 120_000;

/**
 * How it rings now; null: it does not. Somebody new rings without a pause; who waits longer than two minutes is not forgotten,
 * but agents who are busy with others must be able to think. Softer while all that rings is on screen already.
 */
export function ringOf(now: Moment, at: number): Ring | null {
  if (!now.sounds || !(now.available || now.ringWhileAway)) return null;
  const isHeard = (row: InboxRow) => !now.silenced.has(row.id);
  const calling = now.calling.filter(isHeard);
  const ringing = [...calling, ...now.waiting.filter(isHeard)];
  if (ringing.length === 0) return null;
  return {
    pace: calling.length > 0 || ringing.some((row) => at < urgentUntil(row)) ? "urgent" : "patient",
    soft: ringing.every((row) => now.seen.has(row.id)),
  };
}

/** When the ring has to be decided again although nothing changes; null: never. */
export function ringChangesAt(now: Moment, at: number): number | null {
  const ends = now.waiting
    .filter((row) => !now.silenced.has(row.id))
    .map(urgentUntil)
    .filter((end) => end > at);
  return ends.length > 0 ? Math.min(...ends) : null;
}

const urgentUntil = (row: InboxRow) => (row.waitingSince ?? row.lastAt) + URGENT_MS;

/** A call rings now: whoever has room for some cards alone shows these before newer ones. */
export const isOfCall = (card: Card): boolean =>
  card.kind === "calling" || (card.kind === "mention" && card.call === true);

/** Whether a card still says something true and new. `row` is its conversation as it is now. */
export function isCurrent(card: Card, now: Moment, row: InboxRow | undefined): boolean {
  if (card.kind === "line") return !now.lists && now.waiting.some(({ id }) => !now.seen.has(id));
  if (card.kind === "mention") return now.mentioned.has(card.conversationId) && !now.seen.has(card.conversationId);
  if (!row || now.seen.has(row.id)) return false;
  if (card.kind === "calling") return isCalling(row, now.me, now.teamIds);
  return card.kind === "waiting" ? isWaiting(row, now.teamIds) : isMine(row, now.me);
}

/** The conversation that a card is about; null for the line. */
export function conversationOf(card: Card): string | null {
  if (card.kind === "line") return null;
  return card.kind === "mention" ? card.conversationId : card.row.id;
}

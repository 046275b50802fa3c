import type { InboxRow } from "#protocol/inbox";

/**
 * What to ring, show and say, decided from two moments of the agent's rows. Pure: rows, windows, sound and the clock come in
 * as values, so that every rule here is a test.
 */

/** What this browser knew at one moment. */
export type Moment = {
  /** Rows that need this agent: waiting in their teams, and their own that are open. */
  rows: readonly InboxRow[];
  me: string;
  teamIds: readonly string[];
  available: boolean;
  /** Conversations that are on screen in a window of this browser that can be seen. */
  seen: ReadonlySet<string>;
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

/** Why somebody should look at a conversation. `line` is about several that waited already when the console was opened. */
export type Card =
  | { kind: "waiting" | "assigned" | "message"; row: InboxRow }
  | { kind: "line"; count: number }
  | { kind: "mention"; conversationId: string; customer: string | null; by: string; text: string };

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
  return row.status === "open" && row.assignee === null && teamIds.includes(row.team.id);
}

const isMine = (row: InboxRow, me: string) => row.status === "open" && row.assignee?.id === me;

/** The last message, where the customer wrote it. */
const customersLast = (row: InboxRow | undefined) =>
  row?.lastMessage?.by === "customer" ? row.lastMessage.seq : 0;

/**
 * What happened between two moments. `before` is null when the console has just got its rows: nothing happened then, but
 * what waits already is said once.
 */
export function decide(before: Moment | null, after: Moment): Decision {
  const cards = before === null ? lineOf(after) : happened(before, after);
  const audible = cards.filter((card) => card.kind !== "line");
  // A waiting conversation has the ring, which is a state (see ringOf), not a sound.
  const sound = audible.some(({ kind }) => kind === "assigned" || kind === "mention")
    ? "attention"
    : audible.some(({ kind }) => kind === "message")
      ? "message"
      : null;
  return {
    cards: cards.filter(({ kind }) => kind !== "message"),
    sound: after.sounds ? sound : null,
    desktop: after.notifies && !after.visible ? audible.filter((card) => mayDisturb(card, after)) : [],
  };
}

/** A new conversation is no business of somebody who is away; what is theirs already is. */
const mayDisturb = (card: Card, { available, ringWhileAway }: Moment) =>
  card.kind !== "waiting" || available || ringWhileAway;

function lineOf(now: Moment): Card[] {
  const count = now.rows.filter((row) => isWaiting(row, now.teamIds) && !now.seen.has(row.id)).length;
  return count > 0 ? [{ kind: "line", count }] : [];
}

function happened(before: Moment, after: Moment): Card[] {
  const earlier = new Map(before.rows.map((row) => [row.id, row]));
  const cards: Card[] = [];
  for (const row of after.rows) {
    if (after.seen.has(row.id)) continue;
    const was = earlier.get(row.id);
    if (isWaiting(row, after.teamIds)) {
      if (!was || !isWaiting(was, before.teamIds)) cards.push({ kind: "waiting", row });
    } else if (isMine(row, after.me)) {
      if (!was || was.assignee?.id !== after.me) cards.push({ kind: "assigned", row });
      else if (customersLast(row) > (was.lastMessage?.seq ?? 0)) cards.push({ kind: "message", row });
    }
  }
  return cards;
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
  const ringing = now.rows.filter((row) => isWaiting(row, now.teamIds) && !now.silenced.has(row.id));
  if (ringing.length === 0) return null;
  return {
    pace: ringing.some((row) => at < urgentUntil(row)) ? "urgent" : "patient",
    soft: ringing.every((row) => now.seen.has(row.id)),
  };
}

/** When the ring has to be decided again although nothing changes; null: never. */
export function ringChangesAt(now: Moment, at: number): number | null {
  const ends = now.rows
    .filter((row) => isWaiting(row, now.teamIds) && !now.silenced.has(row.id))
    .map(urgentUntil)
    .filter((end) => end > at);
  return ends.length > 0 ? Math.min(...ends) : null;
}

const urgentUntil = (row: InboxRow) => (row.waitingSince ?? row.lastAt) + URGENT_MS;

/** Whether a card still says something true and new. */
export function isCurrent(card: Card, now: Moment): boolean {
  if (card.kind === "line") return now.rows.some((row) => isWaiting(row, now.teamIds));
  if (card.kind === "mention") return !now.seen.has(card.conversationId);
  const row = now.rows.find(({ id }) => id === card.row.id);
  if (!row || now.seen.has(row.id)) return false;
  return card.kind === "waiting" ? isWaiting(row, now.teamIds) : isMine(row, now.me);
}

/** Conversations that need this agent: who waits in their teams, and their own with something unread. */
export function needing(rows: readonly InboxRow[], me: string, teamIds: readonly string[]): number {
  return rows.filter((row) => isWaiting(row, teamIds) || (isMine(row, me) && row.unread > 0)).length;
}

import type { Tried } from "../assignment/assignment.domain.ts";

/** A customer's place in the line, from 1; null: not in it. And whether an agent of the team is available. */
export type PlaceInLine = { place: number | null; available: boolean };

/**
 * A conversation that waits: `version` of the row that said so, since when, who did not answer it, whether the agents were told of it,
 * whether its customer is to be told their place, and what they were told last.
 */
export type LineEntry = {
  conversation: string;
  version: number;
  since: number;
  tried: Tried[];
  rung: boolean;
  watched: boolean;
  told: PlaceInLine | null;
};

/** What one customer who watches their place is to hear. */
export type PlaceNews = { conversation: string; place: PlaceInLine };

/**
 * Who is to be told a place that they do not know yet, and who of them now: `most` of those who know theirs worst in proportion to how long
 * it is, so that a line of any length costs the same and nobody's place is far from true. `isRest`: others are still to be told.
 */
export function placesToTell(
  inOrder: readonly LineEntry[],
  available: boolean,
  most: number,
): { now: PlaceNews[]; isRest: boolean } {
  const news = inOrder.flatMap(({ conversation, watched, told }, index) => {
    const place = { place: index + 1, available };
    const off = howFarOff(told, place);
    return watched && off > 0 ? [{ conversation, place, off }] : [];
  });
  // Stable: of those who are equally far off the first in the line.
  const now = news.toSorted((a, b) => b.off - a.off).slice(0, most);
  return { now: now.map(({ conversation, place }) => ({ conversation, place })), isRest: now.length < news.length };
}

export function isOtherPlace(told: PlaceInLine | null, now: PlaceInLine): boolean {
  return howFarOff(told, now) > 0;
}

/**
 * As a part of the true place. Who knows nothing, or something else of whether anybody is there or they are in the line, is told before
 * all others.
 */
function howFarOff(told: PlaceInLine | null, now: PlaceInLine): number {
  if (told === null || told.available !== now.available) return Number.POSITIVE_INFINITY;
  if (told.place === now.place) return 0;
  if (told.place === null || now.place === null) return Number.POSITIVE_INFINITY;
  return Math.abs(told.place - now.place) / now.place;
}

import type { CallMedia, CallPerson } from "../protocol/call.ts";
import { callLimits } from "../protocol/call-limits.ts";
import { type CallPeer } from "../protocol/call-message.ts";

/**
 * Somebody's page in a call, as the object keeps it beside the log: nobody needs it tomorrow, but an eviction must not lose it.
 * `seenAt`: when its socket was last known to be open. `lostAt`: since when it is gone; null: it is open.
 */
export type Peer = { peer: string; person: CallPerson; media: CallMedia; seenAt: number; lostAt: number | null };

/** A page comes in, or comes back. One person has one page in a call: `replaced` is the other one, which is told to let go. */
export function comeIn(
  peers: readonly Peer[],
  { peer, person, media }: Pick<Peer, "peer" | "person" | "media">,
  now: number,
): { peers: Peer[]; replaced: string | null } {
  const mine = peers.find((each) => each.person.id === person.id);
  const others = peers.filter((each) => each.person.id !== person.id);
  return {
    peers: [...others, { peer, person, media, seenAt: now, lostAt: null }],
    replaced: mine !== undefined && mine.peer !== peer ? mine.peer : null,
  };
}

/** Its socket closed. The same list where it is nobody's in the call. */
export function lose(peers: readonly Peer[], gone: string, now: number): readonly Peer[] {
  if (!peers.some(({ peer, lostAt }) => peer === gone && lostAt === null)) return peers;
  return peers.map((each) => (each.peer === gone ? { ...each, lostAt: now } : each));
}

/**
 * A look at the sockets that are open: `heardAt` of each by its page. Finds who went without a word (a cut line, a crash of
 * their browser or of our machine), and since when.
 */
export function lookAt(peers: readonly Peer[], open: ReadonlyMap<string, number>, now: number): Peer[] {
  return peers.map((each) => {
    const heardAt = open.get(each.peer);
    if (heardAt === undefined) return { ...each, lostAt: each.lostAt ?? each.seenAt };
    if (now - heardAt >= callLimits.silentMs) return { ...each, lostAt: each.lostAt ?? heardAt };
    return { ...each, seenAt: now, lostAt: null };
  });
}

/**
 * Media of one page (null: of everybody) ended at `at`, says who carries it. Whoever was not heard since is gone from then on, also
 * while their socket seems open; who comes back, or was heard later, is not. So it does not matter when this comes, or how often.
 */
export function mediaEnded(
  peers: readonly Peer[],
  { peer, at }: { peer: string | null; at: number },
  heard: ReadonlyMap<string, number>,
): Peer[] {
  return peers.map((each) => {
    if (peer !== null && each.peer !== peer) return each;
    const last = Math.max(heard.get(each.peer) ?? 0, each.lostAt === null ? 0 : Math.min(each.seenAt, each.lostAt));
    return last > at ? each : { ...each, lostAt: Math.min(each.lostAt ?? at, at) };
  });
}

/** Those who were gone for longer than the grace, who was lost first coming first. */
export function overdue(peers: readonly Peer[], now: number): (Peer & { lostAt: number })[] {
  return peers
    .flatMap((each) =>
      each.lostAt !== null && each.lostAt + callLimits.graceMs <= now ? [{ ...each, lostAt: each.lostAt }] : [],
    )
    .toSorted((a, b) => a.lostAt - b.lostAt);
}

/** When somebody's grace ends; null: everybody is here. */
export function graceEnds(peers: readonly Peer[]): number | null {
  const lost = peers.flatMap(({ lostAt }) => (lostAt === null ? [] : [lostAt]));
  return lost.length === 0 ? null : Math.min(...lost) + callLimits.graceMs;
}

export function rosterOf(peers: readonly Peer[]): CallPeer[] {
  return peers.map(({ peer, person, media, lostAt }) => ({ peer, person, media, here: lostAt === null }));
}

/** How many signals a page sent in this minute. */
export type SignalCount = { since: number; count: number };

/** Counts one; null: it is one too many. */
export function countSignal(count: SignalCount | undefined, now: number): SignalCount | null {
  if (count === undefined || now - count.since >= 60_000) return { since: now, count: 1 };
  return count.count >= callLimits.signalsPerMinute ? null : { ...count, count: count.count + 1 };
}

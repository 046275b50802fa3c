import { createMemo, createSignal, type Accessor } from "solid-js";
import type { Entry } from "#protocol/entry";

/** Entries drawn at first, and added each time the reader comes near an edge. */
const STEP = 120;
/** More are never drawn at once: what is furthest from the reader goes. */
const MOST = 480;

/**
 * Which of a conversation's entries are drawn, as seqs, so that ten thousand cost no more than a few hundred. It follows the
 * newest entry while its end is open.
 */
export function createEntryWindow(entries: Accessor<readonly Entry[]>) {
  const [from, setFrom] = createSignal(Number.MAX_SAFE_INTEGER);
  const [to, setTo] = createSignal(Number.POSITIVE_INFINITY);
  const oldest = () => entries()[0]?.seq ?? 0;
  const newest = () => entries().at(-1)?.seq ?? 0;

  return {
    drawn: createMemo(() => {
      const all = entries();
      const first = Math.max(0, from() - oldest());
      const last = to() >= newest() ? all.length : to() - oldest() + 1;
      return first === 0 && last >= all.length ? all : all.slice(first, last);
    }),
    /** Whether entries that are here are not drawn above, or below. */
    hidesOlder: () => from() > oldest(),
    hidesNewer: () => to() < newest(),
    /** The newest ones, and whatever comes. */
    toEnd: () => {
      setTo(Number.POSITIVE_INFINITY);
      setFrom(newest() - STEP);
    },
    /** Around one entry. */
    around: (seq: number) => {
      if (seq >= from() && seq <= to()) return;
      setFrom(seq - STEP / 2);
      setTo(seq + STEP >= newest() ? Number.POSITIVE_INFINITY : seq + STEP);
    },
    /** More above; also before those entries are here. */
    older: () => {
      const next = Math.max(from(), oldest()) - STEP;
      if (Math.min(to(), newest()) - next > MOST) setTo(next + MOST);
      setFrom(next);
    },
    newer: () => {
      const next = to() + STEP;
      setTo(next >= newest() ? Number.POSITIVE_INFINITY : next);
      setFrom((first) => Math.max(first, Math.min(next, newest()) - MOST));
    },
  };
}

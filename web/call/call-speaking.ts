import { type Accessor, createEffect, createSignal, onCleanup, untrack } from "solid-js";
import { speaksAbove, watchLoudness } from "../media/loudness.ts";

/** A pause between words is no silence. */
const pauseMs = 700;
/** Who was heard last stays in the middle for so long at the least: a cough moves nobody. */
const dwellMs = 1_500;

/** Who speaks now, and who spoke last. Listens to the tracks as they are played. */
export function createSpeaking(heard: Accessor<readonly { id: string; track: MediaStreamTrack | undefined }[]>) {
  const [now, setNow] = createSignal<ReadonlySet<string>>(new Set());
  const [active, setActive] = createSignal<string | null>(null);
  const watched = new Map<string, { track: MediaStreamTrack; stop: () => void }>();
  const lastAt = new Map<string, number>();
  let activeSince = 0;

  function level(id: string, loud: number) {
    const at = performance.now();
    if (loud > speaksAbove) {
      lastAt.set(id, at);
      if (untrack(active) !== id && at - activeSince > dwellMs) {
        activeSince = at;
        setActive(id);
      }
    }
    const speaks = at - (lastAt.get(id) ?? -pauseMs) < pauseMs;
    if (untrack(now).has(id) === speaks) return;
    setNow((before) => {
      const after = new Set(before);
      if (speaks) after.add(id);
      else after.delete(id);
      return after;
    });
  }

  function forget(id: string) {
    watched.get(id)?.stop();
    watched.delete(id);
    lastAt.delete(id);
    setNow((before) => new Set([...before].filter((each) => each !== id)));
  }

  createEffect(() => {
    const wanted = new Map(heard().flatMap(({ id, track }) => (track === undefined ? [] : [[id, track] as const])));
    for (const [id, { track }] of watched) if (wanted.get(id) !== track) untrack(() => forget(id));
    for (const [id, track] of wanted) {
      if (!watched.has(id)) watched.set(id, { track, stop: watchLoudness(track, (loud) => level(id, loud)) });
    }
    const last = untrack(active);
    if (last !== null && !wanted.has(last)) setActive(null);
  });
  onCleanup(() => {
    for (const { stop } of watched.values()) stop();
  });
  return { is: (id: string) => now().has(id), active };
}

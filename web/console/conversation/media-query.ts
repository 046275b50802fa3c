import { createSignal, onCleanup, type Accessor } from "solid-js";

/** Whether a media query holds, for what CSS alone cannot decide. */
export function createMediaQuery(query: string): Accessor<boolean> {
  const list = matchMedia(query);
  const [holds, setHolds] = createSignal(list.matches);
  const change = (event: MediaQueryListEvent) => setHolds(event.matches);
  list.addEventListener("change", change);
  onCleanup(() => list.removeEventListener("change", change));
  return holds;
}

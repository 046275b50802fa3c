import { createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";

/**
 * Whether the element that is given to `watch` is at most so many rem wide; known before it is painted, null until then. For what CSS
 * cannot decide (which of two things there is); everything else belongs in a container query.
 */
export function createNarrow(rem: number): { isNarrow: Accessor<boolean | null>; watch: (element: Element) => void } {
  const [isNarrow, setNarrow] = createSignal<boolean | null>(null);
  const most = rem * Number.parseFloat(getComputedStyle(document.documentElement).fontSize);
  const observer = new ResizeObserver(([entry]) => entry && setNarrow(entry.contentRect.width <= most));
  onCleanup(() => observer.disconnect());
  return { isNarrow, watch: (element) => observer.observe(element) };
}

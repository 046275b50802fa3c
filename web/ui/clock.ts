import { createSignal, onCleanup } from "solid-js";
import type { Accessor } from "solid-js";

const TICK_MS = 10_000;

const [now, setNow] = createSignal(Date.now());
let readers = 0;
let timer: ReturnType<typeof setInterval> | undefined;

const tick = () => {
  if (document.visibilityState === "visible") setNow(Date.now());
};

/**
 * The time of this machine in milliseconds, moving every ten seconds: one timer for the whole page, none while nobody
 * reads it, and none of its work while the page is hidden (it catches up when the page is seen again). Call inside a component.
 */
export function useClock(): Accessor<number> {
  if (readers === 0) {
    setNow(Date.now());
    timer = setInterval(tick, TICK_MS);
    document.addEventListener("visibilitychange", tick);
  }
  readers += 1;
  onCleanup(() => {
    readers -= 1;
    if (readers > 0) return;
    clearInterval(timer);
    document.removeEventListener("visibilitychange", tick);
  });
  return now;
}

import { createEffect, createSignal, onCleanup, type Accessor } from "solid-js";

/**
 * Whether this time (milliseconds, less than 24 days away; null: never) has come. One timer per call, set for that moment alone, so that what
 * depends on it changes in time although nothing else happens.
 */
export function createPassed(at: Accessor<number | null>): Accessor<boolean> {
  const [passed, setPassed] = createSignal(isOver(at()));
  createEffect(() => {
    const time = at();
    setPassed(isOver(time));
    if (time === null || isOver(time)) return;
    const timer = setTimeout(() => setPassed(true), time - Date.now());
    onCleanup(() => clearTimeout(timer));
  });
  return passed;
}

function isOver(time: number | null): boolean {
  return time !== null && Date.now() >= time;
}

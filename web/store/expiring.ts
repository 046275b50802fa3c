import { type Accessor, createSignal } from "solid-js";
import type { Clock } from "../connection/clock.ts";

/** A value that ends by itself: somebody who types and loses the network does not type for ever. */
export function createExpiring<T>(clock: Clock, ms: number): { value: Accessor<T | null>; set(next: T | null): void } {
  const [value, setValue] = createSignal<T | null>(null);
  let cancel = () => {};
  return {
    value,
    set(next) {
      cancel();
      setValue(() => next);
      if (next !== null) cancel = clock.after(ms, () => setValue(null));
    },
  };
}

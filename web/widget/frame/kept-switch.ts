import { type Accessor, createSignal } from "solid-js";
import type { KeptText } from "../../connection/kept-text.ts";

/** A switch that is on until somebody turns it off on this browser. */
export function keptSwitch(kept: KeptText, key: string): [on: Accessor<boolean>, set: (on: boolean) => void] {
  const [on, setOn] = createSignal(kept.get(key) !== "off");
  return [
    on,
    (next) => {
      setOn(next);
      if (next) kept.remove(key);
      else kept.set(key, "off");
    },
  ];
}

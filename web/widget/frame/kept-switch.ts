import { type Accessor, createSignal } from "solid-js";

/** A switch that is on until somebody turns it off on this browser. Where storage is blocked, it is kept as long as the page. */
export function keptSwitch(key: string): [on: Accessor<boolean>, set: (on: boolean) => void] {
  const kept = () => {
    try {
      return localStorage.getItem(key) !== "off";
    } catch {
      return true;
    }
  };
  const [on, setOn] = createSignal(kept());
  return [
    on,
    (next) => {
      setOn(next);
      try {
        if (next) localStorage.removeItem(key);
        else localStorage.setItem(key, "off");
      } catch {
        // Kept in memory.
      }
    },
  ];
}

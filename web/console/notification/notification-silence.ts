import { createSignal, type Accessor } from "solid-js";

const KEY = "fala.silenced";

function stored(): ReadonlySet<string> {
  try {
    const value: unknown = JSON.parse(localStorage.getItem(KEY) ?? "[]");
    return new Set(Array.isArray(value) ? value.filter((id) => typeof id === "string") : []);
  } catch {
    return new Set();
  }
}

export type Silence = {
  silenced: Accessor<ReadonlySet<string>>;
  add: (ids: readonly string[]) => void;
  /** Forgets all that are not among `waiting`: one that comes back to the line rings again. */
  keepOnly: (waiting: ReadonlySet<string>) => void;
  dispose: () => void;
};

/** The conversations for which this agent stopped the ring, in all tabs of this browser. */
export function createSilence(): Silence {
  const [silenced, setSilenced] = createSignal(stored());
  const change = (next: ReadonlySet<string>) => {
    setSilenced(next);
    try {
      localStorage.setItem(KEY, JSON.stringify([...next]));
    } catch {
      // Not kept: it holds in this tab.
    }
  };
  const follow = (event: StorageEvent) => {
    if (event.key === KEY || event.key === null) setSilenced(stored());
  };
  addEventListener("storage", follow);
  return {
    silenced,
    add: (ids) => change(new Set([...silenced(), ...ids])),
    keepOnly: (waiting) => {
      const kept = [...silenced()].filter((id) => waiting.has(id));
      if (kept.length < silenced().size) change(new Set(kept));
    },
    dispose: () => removeEventListener("storage", follow),
  };
}

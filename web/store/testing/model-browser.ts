import type { KeptText } from "../../connection/kept-text.ts";

/** One browser: its tabs share what is kept, and hear of each other's changes. */
export interface ModelBrowser {
  kept: Map<string, string>;
  openTab(): KeptText;
}

/** `later` queues what other tabs hear, as browsers do. */
export function makeModelBrowser(later: (run: () => void) => void): ModelBrowser {
  type Listener = { tab: object; prefix: string; heard: (key: string, value: string | null) => void };
  const kept = new Map<string, string>();
  const listeners = new Set<Listener>();

  function tell(tab: object, key: string, value: string | null) {
    for (const listener of listeners) {
      if (listener.tab === tab || !key.startsWith(listener.prefix)) continue;
      later(() => {
        if (listeners.has(listener)) listener.heard(key, value);
      });
    }
  }

  return {
    kept,
    openTab() {
      const tab = {};
      return {
        get: (key) => kept.get(key) ?? null,
        set(key, value) {
          kept.set(key, value);
          tell(tab, key, value);
          return true;
        },
        remove(key) {
          if (kept.delete(key)) tell(tab, key, null);
        },
        keys: (prefix) => [...kept.keys()].filter((key) => key.startsWith(prefix)),
        onElsewhere(prefix, heard) {
          const listener = { tab, prefix, heard };
          listeners.add(listener);
          return () => listeners.delete(listener);
        },
      };
    },
  };
}

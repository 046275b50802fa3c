/**
 * Text that outlives the page: localStorage where it works, memory where it is blocked or full. Never throws. What
 * stands in it was written by another version of us or by somebody else: parse it, by schema, at each reading.
 */
export interface KeptText {
  get(key: string): string | null;
  /** False when it is only in memory now, and so lost with this page. */
  set(key: string, value: string): boolean;
  remove(key: string): void;
  keys(prefix: string): string[];
  /** Another tab of this browser set (or, with null, removed) a key with this prefix. Returns how to stop. */
  onElsewhere(prefix: string, heard: (key: string, value: string | null) => void): () => void;
}

/** For the console and the frame. `storage` is a function because merely naming localStorage throws where it is blocked. */
export function makeKeptText(
  storage: () => Storage,
  events: Pick<Window, "addEventListener" | "removeEventListener">,
): KeptText {
  const memory = new Map<string, string>();

  /** Private windows, blocked cookies and full disks all throw, each at another place. */
  function attempt<T>(run: (kept: Storage) => T): T | undefined {
    try {
      return run(storage());
    } catch {
      return undefined;
    }
  }

  return {
    get: (key) => memory.get(key) ?? attempt((kept) => kept.getItem(key)) ?? null,
    set(key, value) {
      const stored = attempt((kept) => {
        kept.setItem(key, value);
        return true;
      });
      if (stored) {
        memory.delete(key);
        return true;
      }
      // What stood there before is older than what memory holds now.
      attempt((kept) => kept.removeItem(key));
      memory.set(key, value);
      return false;
    },
    remove(key) {
      memory.delete(key);
      attempt((kept) => kept.removeItem(key));
    },
    keys(prefix) {
      const stored = attempt((kept) => Array.from({ length: kept.length }, (_, index) => kept.key(index) ?? ""));
      return [...new Set([...(stored ?? []), ...memory.keys()])].filter((key) => key.startsWith(prefix));
    },
    onElsewhere(prefix, heard) {
      const listener = (event: StorageEvent) => {
        if (event.key === null || !event.key.startsWith(prefix)) return;
        const ours = attempt((kept) => event.storageArea === null || event.storageArea === kept);
        if (ours) heard(event.key, event.newValue);
      };
      events.addEventListener("storage", listener);
      return () => events.removeEventListener("storage", listener);
    },
  };
}

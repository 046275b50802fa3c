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
  void [storage, events];
  throw new Error("not written yet");
}

/** Time and chance, handed in, so that tests need neither to wait nor to be lucky. */
export interface Clock {
  /** Milliseconds since 1970 by this machine; may be wrong by any amount (see `serverNow` of the stores). */
  now(): number;
  /** Runs once, after `ms`. The returned function cancels; cancelling twice or too late does nothing. */
  after(ms: number, run: () => void): () => void;
  /** From 0 up to, but not, 1. */
  random(): number;
}

export const browserClock: Clock = {
  now: () => Date.now(),
  after(ms, run) {
    const timer = setTimeout(run, ms);
    return () => clearTimeout(timer);
  },
  random: () => Math.random(),
};

import type { Clock } from "../../connection/clock.ts";

/** Time that stands still until a test moves it. */
export interface ManualClock extends Clock {
  /** When the next timer is due; null where none is. */
  nextDue(): number | null;
  /** Moves to `time` and runs what is due by then, in order. */
  moveTo(time: number): void;
}

export function makeManualClock(start = 1_800_000_000_000): ManualClock {
  let now = start;
  let count = 0;
  const timers = new Map<number, { due: number; run: () => void }>();
  const next = () => [...timers].sort(([a, x], [b, y]) => x.due - y.due || a - b)[0];

  return {
    now: () => now,
    after(ms, run) {
      const key = (count += 1);
      timers.set(key, { due: now + Math.max(0, ms), run });
      return () => timers.delete(key);
    },
    random: () => 0.5,
    nextDue: () => next()?.[1].due ?? null,
    moveTo(time) {
      for (let timer = next(); timer !== undefined && timer[1].due <= time; timer = next()) {
        timers.delete(timer[0]);
        now = Math.max(now, timer[1].due);
        timer[1].run();
      }
      now = Math.max(now, time);
    },
  };
}

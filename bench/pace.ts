/** What is sent in the one conversation, and what of it comes back: `heard` is set by whoever measures. */
export type Line = { send: (words: string) => void; heard: (words: string) => void };

export type Quantiles = { p50: number; p99: number };

/** An open loop that falls behind its plan by more than this counts that as time that the message took. */
const lateMs = 5;

/**
 * Sends at a fixed rate whatever comes back (an open loop), and answers how long each took, in milliseconds, and how many had not arrived
 * when nothing more was waited for, `graceMs` after the last was sent.
 */
export async function sendAt(
  lines: Line[],
  { rate, wanted }: { rate: number; wanted: number },
  graceMs: number,
): Promise<{ took: number[]; missing: number }> {
  const sent = new Map<string, number>();
  const took: number[] = [];
  const done = Promise.withResolvers<void>();
  for (const line of lines) {
    line.heard = (words) => {
      const at = sent.get(words);
      if (at === undefined) return;
      sent.delete(words);
      took.push(performance.now() - at);
      if (took.length === wanted) done.resolve();
    };
  }
  const began = performance.now();
  let count = 0;
  const timer = setInterval(() => {
    for (;;) {
      const planned = began + (count * 1000) / rate;
      const now = performance.now();
      if (count === wanted || now < planned) break;
      const words = `${crypto.randomUUID()} ${"a".repeat(60)}`;
      sent.set(words, now - planned > lateMs ? planned : now);
      lines[count % lines.length]?.send(words);
      count += 1;
    }
    if (count === wanted) clearInterval(timer);
  }, 1);
  const late = setTimeout(() => done.resolve(), (wanted * 1000) / rate + graceMs);
  await done.promise;
  clearTimeout(late);
  clearInterval(timer);
  return { took, missing: wanted - took.length };
}

/** A setting of the environment. */
export function number(name: string, otherwise: number): number {
  return Number(process.env[name] ?? otherwise);
}

export function quantilesOf(values: number[]): Quantiles {
  return { p50: quantile(values, 0.5), p99: quantile(values, 0.99) };
}

function quantile(values: number[], part: number): number {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * part))] ?? Number.NaN;
}

export function median(values: number[]): number {
  return quantile(values, 0.5);
}

export function rounded({ p50, p99 }: Quantiles): Quantiles {
  return { p50: Math.round(p50 * 100) / 100, p99: Math.round(p99 * 100) / 100 };
}

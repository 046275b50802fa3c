/** How much may still be sent: a token bucket. In memory only; an evicted object was idle, so its buckets were full. */
export type Bucket = { tokens: number; at: number; refused: number };

export type Rate = { burst: number; perSecond: number; floodAfter: number };

export function fullBucket(rate: Rate, now: number): Bucket {
  return { tokens: rate.burst, at: now, refused: 0 };
}

/**
 * Takes one frame's worth, or `cost`. Refusals are forgotten as fast as tokens come back, so `flood` is for a socket that goes on
 * far beyond its rate, however many of its frames pass meanwhile, and never for one that is a little too fast for long.
 */
export function take(
  bucket: Bucket,
  rate: Rate,
  now: number,
  cost = 1,
): { bucket: Bucket; verdict: "ok" | "wait" | "flood" } {
  const regained = (Math.max(0, now - bucket.at) / 1000) * rate.perSecond;
  const tokens = Math.min(rate.burst, bucket.tokens + regained);
  const refused = Math.max(0, bucket.refused - regained);
  if (tokens >= cost) return { bucket: { tokens: tokens - cost, at: now, refused }, verdict: "ok" };
  return {
    bucket: { tokens, at: now, refused: refused + 1 },
    verdict: refused + 1 >= rate.floodAfter ? "flood" : "wait",
  };
}

/**
 * How much each person may still send to one object, over all of their sockets: who closes one and opens another begins nothing anew.
 * Forgets who has their whole burst again.
 */
export class PersonRates {
  readonly #rate: Rate;
  readonly #buckets = new Map<string, Bucket>();
  #forgotAt = 0;

  constructor(rate: Rate) {
    this.#rate = rate;
  }

  take(person: string, now: number): "ok" | "wait" | "flood" {
    const { bucket, verdict } = take(this.#buckets.get(person) ?? fullBucket(this.#rate, now), this.#rate, now);
    this.#buckets.set(person, bucket);
    this.#forget(now);
    return verdict;
  }

  #forget(now: number): void {
    const wholeMs = (this.#rate.burst / this.#rate.perSecond) * 1_000;
    if (now - this.#forgotAt < wholeMs) return;
    this.#forgotAt = now;
    for (const [person, { at }] of this.#buckets) if (now - at >= wholeMs) this.#buckets.delete(person);
  }
}

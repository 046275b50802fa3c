/** How much one socket may still send: a token bucket. In memory only; an evicted object was idle, so its buckets were full. */
export type Bucket = { tokens: number; at: number; refusedInARow: number };

export type Rate = { burst: number; perSecond: number; floodAfter: number };

export function fullBucket(rate: Rate, now: number): Bucket {
  return { tokens: rate.burst, at: now, refusedInARow: 0 };
}

/** Takes one frame's worth. `flood` once the socket has ignored that many refusals in a row. */
export function take(bucket: Bucket, rate: Rate, now: number): { bucket: Bucket; verdict: "ok" | "wait" | "flood" } {
  const refilled = Math.min(rate.burst, bucket.tokens + ((now - bucket.at) / 1000) * rate.perSecond);
  if (refilled >= 1) return { bucket: { tokens: refilled - 1, at: now, refusedInARow: 0 }, verdict: "ok" };
  const refusedInARow = bucket.refusedInARow + 1;
  return {
    bucket: { tokens: refilled, at: now, refusedInARow },
    verdict: refusedInARow >= rate.floodAfter ? "flood" : "wait",
  };
}

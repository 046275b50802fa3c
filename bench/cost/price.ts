/** What one conversation costs in units: counted by cost.worker.test.ts. */
export type Counts = {
  requests: number;
  calls: number;
  frames: number;
  alarms: number;
  rows: Record<"objects" | "index" | "search", { read: number; written: number }>;
  bytes: number;
};

/** A company in one month. */
export type Step = { conversations: number; teams: number; counts: Counts };

export type Line = { name: string; units: number; included: number; price: number; dollars: number };

/**
 * Prices of the Workers Paid plan, in dollars: what a month includes, then the price of one unit. Read on 2026-11-26 in
 * https://developers.cloudflare.com/workers/platform/pricing/,
 * https://developers.cloudflare.com/durable-objects/platform/pricing/,
 * https://developers.cloudflare.com/d1/platform/pricing/,
 * https://developers.cloudflare.com/r2/pricing/. Rows are one allowance for objects and one for D1.
 */
export const prices = {
  plan: 5,
  requests: { included: 10e6, price: 0.3 / 1e6 },
  cpuMs: { included: 30e6, price: 0.02 / 1e6 },
  objectRequests: { included: 1e6, price: 0.15 / 1e6 },
  objectGbSeconds: { included: 400_000, price: 12.5 / 1e6 },
  objectRowsRead: { included: 25e9, price: 0.001 / 1e6 },
  objectRowsWritten: { included: 50e6, price: 1 / 1e6 },
  objectGb: { included: 5, price: 0.2 },
  d1RowsRead: { included: 25e9, price: 0.001 / 1e6 },
  d1RowsWritten: { included: 50e6, price: 1 / 1e6 },
  d1Gb: { included: 5, price: 0.75 },
  r2Gb: { included: 10, price: 0.015 },
  r2Writes: { included: 1e6, price: 4.5 / 1e6 },
  r2Reads: { included: 10e6, price: 0.36 / 1e6 },
} as const;

/** What is not counted: docs/scale.md says it too. */
export const assumed = {
  /** Requests for `widget.js` that miss the browser's five minutes, for each conversation: most who open a page write nothing. */
  loaders: 50,
  /** The Worker's processor for one request, ms. */
  cpuMs: 5,
  /** How long a conversation's and an agent's object are at work, ms: for a frame; for a call or an alarm, which wait for others. */
  frameMs: 5,
  callMs: 100,
  /** An inbox is at work for a quarter of a second and more after each change that it is told, and never for longer than the month. */
  inboxMs: 350,
  monthSeconds: 30 * 24 * 3600,
  /** What an object is billed for, whatever it uses. */
  objectGb: 0.128,
  /** One conversation in five has a file of 500 kB. */
  files: { part: 0.2, gb: 0.0005, writes: 3, reads: 5 },
  /** Conversations are erased after so many months: `retentionDays` of the workspace. */
  monthsKept: 12,
  /** Bytes of a conversation of 20 messages of some 120 characters in the two databases, measured in 20,000 of them. */
  indexBytes: 1_700,
  searchBytes: 6_700,
} as const;

const bytesOfGb = 1e9;

/** The bill of a month, line by line, dearest first. */
export function monthly({ conversations, teams, counts }: Step): { lines: Line[]; dollars: number } {
  const { rows } = counts;
  const requests = conversations * (counts.requests + assumed.loaders);
  const objectMs = counts.frames * assumed.frameMs + (counts.calls + counts.alarms) * assumed.callMs;
  const kept = conversations * assumed.monthsKept;
  const files = conversations * assumed.files.part;
  const inboxSeconds = Math.min((conversations * counts.calls * assumed.inboxMs) / 1_000, teams * assumed.monthSeconds);
  const line = (name: string, kind: Exclude<keyof typeof prices, "plan">, units: number): Line => {
    const { included, price } = prices[kind];
    return { name, units, included, price, dollars: Math.max(0, units - included) * price };
  };
  const lines = [
    line("Worker: requests", "requests", requests),
    line("Worker: processor, ms", "cpuMs", requests * assumed.cpuMs),
    line("objects: requests", "objectRequests", conversations * (counts.calls + counts.alarms + counts.frames / 20)),
    line(
      "objects: time, GB-s",
      "objectGbSeconds",
      ((conversations * objectMs) / 1_000 + inboxSeconds) * assumed.objectGb,
    ),
    line("objects: rows written", "objectRowsWritten", conversations * rows.objects.written),
    line("objects: rows read", "objectRowsRead", conversations * rows.objects.read),
    line("objects: stored, GB", "objectGb", (kept * counts.bytes) / bytesOfGb),
    line("D1: rows written", "d1RowsWritten", conversations * (rows.index.written + rows.search.written)),
    line("D1: rows read", "d1RowsRead", conversations * (rows.index.read + rows.search.read)),
    line("D1: stored, GB", "d1Gb", (kept * (assumed.indexBytes + assumed.searchBytes)) / bytesOfGb),
    line("R2: stored, GB", "r2Gb", files * assumed.monthsKept * assumed.files.gb),
    line("R2: writes", "r2Writes", files * assumed.files.writes),
    line("R2: reads", "r2Reads", files * assumed.files.reads),
  ].toSorted((a, b) => b.dollars - a.dollars);
  return { lines, dollars: prices.plan + lines.reduce((total, { dollars }) => total + dollars, 0) };
}

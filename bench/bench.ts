import { build } from "../.tools/build.ts";
import { measureColdOpen } from "./cold.ts";
import { type ConsoleFound, measureConsole } from "./console/console.ts";
import { measureMemory } from "./memory.ts";
import { measureMillion } from "./million/million.ts";
import { number } from "./pace.ts";
import { measureRates, type RatesFound } from "./rates.ts";
import { inTurn, isQuick } from "./products.ts";
import { measureTeam } from "./team.ts";
import { countAgain, stepsOf } from "./scale.ts";
import { monthly } from "./cost/price.ts";

/** What one part found, and what of it misses a bound. */
type Part = { found: object; missed: string[] };

/**
 * `npm run bench`: this product beside what else one could build a chat on, and what it costs. Last line is JSON; exits non-zero where a bound of
 * DESIGN is missed. `-- --quick`: what is counted, and the rest once and small, in under a minute; its times say nothing, so only counts are held against
 * their bounds (`npm test` makes its `rates`, and counts by itself). `-- --only=rates,counts`: these parts alone.
 */
const only =
  process.argv
    .find((word) => word.startsWith("--only="))
    ?.slice("--only=".length)
    .split(",") ?? null;

/** An inbox and an index beside the relay may cost this part of its capacity. */
const indexCostsMost = 0.55;
/** A message takes at most so many times what a bare object takes. */
const floorTimes = 1.5;
/** A long conversation opens at the same speed as a short one, but for what is noise. */
const coldTimes = 2;
/** First page and page 1,000 take the same but for this. */
const pageTimes = 2;
/** Longer than this no task of the console keeps it from answering; an hour's work leaves so much in it. */
const [longestTaskMs, hourMB] = [200, 10];

const parts: Record<string, () => Promise<Part>> = {
  counts: async () => {
    const { ok, counts } = await countAgain();
    const dollars = stepsOf(counts).map((step) => ({
      conversations: step.conversations,
      dollars: monthly(step).dollars,
    }));
    return {
      found: { ...counts, months: dollars },
      missed: ok ? [] : ["a conversation costs more than docs/scale.md says"],
    };
  },
  rates: async () => {
    const found = await measureRates(
      isQuick
        ? { conversations: [20], rates: [100], seconds: 1, turns: 1, highestFrom: null }
        : {
            conversations: [100, 1_000],
            rates: [100, 500, 1_000],
            seconds: 4,
            turns: number("TURNS", 5),
            highestFrom: 400,
          },
    );
    return { found, missed: isQuick ? [] : found.flatMap(missedRates) };
  },
  memory: async () => ({ found: await (isQuick ? measureMemory(20, 1) : measureMemory(300, 15)), missed: [] }),
  cold: async () => {
    const found = await (isQuick ? measureColdOpen(200, 1) : measureColdOpen(10_000, 5));
    const isSlow = found.ms.long > found.ms.short * coldTimes;
    return { found, missed: isSlow && !isQuick ? ["a long conversation opens much slower than a short one"] : [] };
  },
  million: async () => {
    const found = await (isQuick
      ? measureMillion({ conversations: 20_000, texts: 1, deep: 100, times: 10 })
      : measureMillion({ conversations: 1_000_000, texts: 2, deep: 1_000, times: 200 }));
    const { ratio } = found.page;
    const isUneven = ratio > pageTimes || ratio < 1 / pageTimes;
    return { found, missed: isUneven && !isQuick ? ["page 1,000 takes longer than the first one may"] : [] };
  },
  console: async () => {
    const found = await (isQuick
      ? measureConsole({ rows: 2_000, entries: 400, screens: 3, cycles: 3 })
      : measureConsole({ rows: 100_000, entries: 10_000, screens: 40, cycles: 60 }));
    return { found, missed: isQuick ? [] : missedConsole(found) };
  },
  team: async () => ({
    found: await (isQuick ? measureTeam([1, 20], 1, 50) : measureTeam([1, 100, 1_000], 10, 500)),
    missed: [],
  }),
};

function missedRates({ conversations, latency, highest }: RatesFound[number]): string[] {
  const { fala, floor } = latency["100"] ?? { fala: null, floor: null };
  const missed: string[] = [];
  for (const part of ["p50", "p99"] as const) {
    if (fala === null || floor === null || fala[part] > floor[part] * floorTimes)
      missed.push(`${part} at 100/s in ${conversations} conversations is above ${floorTimes} times the floor`);
  }
  if (highest.fala === null || highest.floor === null || highest.fala < highest.floor * (1 - indexCostsMost))
    missed.push(`the highest rate in ${conversations} conversations is below ${1 - indexCostsMost} of the floor's`);
  return missed;
}

function missedConsole({ list, conversation, hour }: ConsoleFound): string[] {
  const longest = Math.max(...[list, conversation].flatMap(({ longestTask, scrolled }) => [longestTask, scrolled]));
  return [
    ...(longest > longestTaskMs ? [`the console does not answer for ${longest} ms`] : []),
    ...(hour.heapMB.after - hour.heapMB.before > hourMB
      ? ["an hour of work leaves too much in the console's memory"]
      : []),
  ];
}

const all: Record<string, object> = {};
const missed: string[] = [];
const inOrder = Object.entries(parts).filter(([name]) => only === null || only.includes(name));
if (inOrder.length === 0) missed.push(`there is no such part: ${Object.keys(parts).join(", ")}`);
// The longest of the quick ones are the last.
const chosen = isQuick ? inOrder.toReversed() : inOrder;

// Once, before several parts ask for it in the same moment.
await build();
// Where times say nothing, what one part waits for is another one's time.
await inTurn(
  chosen.length,
  async (index) => {
    const [name, measure] = chosen[index] ?? [];
    if (name === undefined || measure === undefined) return;
    const began = performance.now();
    const part = await measure();
    const seconds = Math.round((performance.now() - began) / 1_000);
    console.log(`${name} (${seconds} s): ${JSON.stringify(part.found)}`);
    all[name] = part.found;
    missed.push(...part.missed);
  },
  isQuick ? 3 : 1,
);
console.log(JSON.stringify({ quick: isQuick, ...all, missed }));
process.exitCode = missed.length > 0 ? 1 : 0;

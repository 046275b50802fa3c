import { type Line, median, type Quantiles, quantilesOf, rounded, sendAt } from "./pace.ts";
import { Bench, inTurn } from "./products.ts";
import { openSystem, type SystemName, systemNames } from "./systems.ts";

export type RatesWanted = {
  conversations: number[];
  /** Messages a second over all of them. */
  rates: number[];
  seconds: number;
  /** Of each system at each rate; the quantiles are medians over them. */
  turns: number;
  /** The search for the highest rate begins here; null: none. */
  highestFrom: number | null;
};

type Highest = number | null;
export type RatesFound = {
  conversations: number;
  latency: Record<string, Record<SystemName, Quantiles | null>>;
  highest: Record<SystemName, Highest>;
}[];

/** A rate is too high where p99 is above this, or where a message has not come two seconds after the last was sent. */
const highestP99Ms = 100;
const graceMs = 2_000;

/** What every one of the systems bears without falling behind. */
const wakesPerSecond = 150;

/** A bisection ends when it knows the rate as exactly as this. */
const exactness = 1.08;

/**
 * From one participant's send to the other's receipt, all four systems side by side in one run: they are all up, and take turns,
 * so that a noisy machine is noisy for all. Null: what came did not keep up with what was sent.
 */
export async function measureRates(wanted: RatesWanted): Promise<RatesFound> {
  const found: RatesFound = [];
  for (const conversations of wanted.conversations) {
    const bench = new Bench();
    try {
      const systems = {} as Record<SystemName, Line[]>;
      const opening = systemNames.map(async (name) => {
        const system = await openSystem(bench, name);
        systems[name] = await inTurn(conversations, (index) => system.pair(index));
      });
      await Promise.all(opening);
      const latency: RatesFound[number]["latency"] = {};
      for (const rate of wanted.rates) {
        latency[rate] = await latencies(systems, { ...wanted, rate });
        console.log(`  ${conversations} conversations, ${rate}/s: ${JSON.stringify(latency[rate])}`);
      }
      const highest = {} as Record<SystemName, Highest>;
      for (const name of systemNames) {
        highest[name] =
          wanted.highestFrom === null ? null : await highestRate(systems[name], wanted.highestFrom, wanted);
        if (highest[name] !== null) console.log(`  ${conversations} conversations, ${name}: up to ${highest[name]}/s`);
      }
      found.push({ conversations, latency, highest });
    } finally {
      await bench.stop();
    }
  }
  return found;
}

type Pace = { rate: number; seconds: number };

async function latencies(
  systems: Record<SystemName, Line[]>,
  { turns, ...pace }: Pace & { turns: number },
): Promise<Record<SystemName, Quantiles | null>> {
  const found = Object.fromEntries(systemNames.map((name) => [name, [] as (Quantiles | null)[]]));
  for (let turn = 0; turn < turns; turn += 1) {
    // Who goes first changes, so that a drift of the machine favours nobody.
    for (let index = 0; index < systemNames.length; index += 1) {
      const name = systemNames[(turn + index) % systemNames.length] ?? "fala";
      await wake(systems[name]);
      found[name]?.push(await quantilesAt(systems[name], pace));
    }
  }
  return Object.fromEntries(systemNames.map((name) => [name, middle(found[name] ?? [])])) as Record<
    SystemName,
    Quantiles | null
  >;
}

/**
 * Objects slept while the others had their turns: each gets a message that is not counted, and then another one, until what waking leaves to do
 * is done and those come as they should. So everything is awake on every side when the turn begins, and until it ends: the platform lets
 * nothing sleep within ten seconds, and a thousand at this pace and four seconds at 100/s take less between two messages to the same one.
 */
async function wake(lines: Line[]): Promise<void> {
  const everybody = () => sendAt(lines, { rate: wakesPerSecond, wanted: lines.length }, graceMs);
  await everybody();
  for (let tries = 0; tries < 10; tries += 1) if (isSettled(await everybody())) return;
}

async function quantilesAt(lines: Line[], { rate, seconds }: Pace): Promise<Quantiles | null> {
  const { took, missing } = await sendAt(lines, { rate, wanted: Math.round(rate * seconds) }, graceMs);
  return missing > 0 ? null : quantilesOf(took);
}

function middle(turns: (Quantiles | null)[]): Quantiles | null {
  const whole = turns.filter((turn) => turn !== null);
  if (whole.length * 2 <= turns.length) return null;
  return rounded({ p50: median(whole.map(({ p50 }) => p50)), p99: median(whole.map(({ p99 }) => p99)) });
}

/** Doubles until it is too much, then halves the distance. Each rate gets a second chance: the machine may have been at something else. */
async function highestRate(lines: Line[], from: number, { seconds }: { seconds: number }): Promise<number> {
  await wake(lines);
  const bears = async (rate: number) => {
    for (let chance = 0; chance < 2; chance += 1) {
      const quantiles = await quantilesAt(lines, { rate, seconds });
      if (quantiles !== null && quantiles.p99 < highestP99Ms) return true;
      await settled(lines);
    }
    return false;
  };
  let [low, high] = [0, from];
  while (await bears(high)) [low, high] = [high, high * 2];
  while (low === 0 && high > 1) {
    high = Math.round(high / 2);
    if (await bears(high)) [low, high] = [high, high * 2];
  }
  while (high / low > exactness) {
    const between = Math.round((low + high) / 2);
    if (await bears(between)) low = between;
    else high = between;
  }
  return low;
}

/** What was too much is worked off, before anything else is asked. */
async function settled(lines: Line[]): Promise<void> {
  for (let tries = 0; tries < 10; tries += 1)
    if (isSettled(await sendAt(lines, { rate: 50, wanted: 50 }, graceMs))) return;
}

const isSettled = ({ took, missing }: { took: number[]; missing: number }) =>
  missing === 0 && quantilesOf(took).p99 < highestP99Ms / 2;

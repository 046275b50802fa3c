import { Bench, inTurn } from "./products.ts";
import { canSeeProcesses, memoryOf, openSystem, type SystemName, systemNames } from "./systems.ts";

/** Kilobytes that one more of it takes in the process that serves, once nothing happens any more. `perSocket` with its part of the conversation. */
type Kept = { perConversation: number; perSocket: number };
export type MemoryFound = { wave: number; waves: number; kB: Record<SystemName, Kept> } | { skipped: string };

/** What the first wave takes and gives back is taken by the next: only what is kept grows from wave to wave. */
const waves = 3;

/**
 * What idle conversations and idle sockets take of the server's memory (the front's is not in it). They come in waves of so many, each of
 * which falls idle before the next: first conversations that nobody is at, then two sockets at each of new ones.
 */
export async function measureMemory(wave: number, idleSeconds: number): Promise<MemoryFound> {
  if (!canSeeProcesses) return { skipped: "only Linux says what a process holds" };
  const kB = {} as Record<SystemName, Kept>;
  for (const name of systemNames) {
    const bench = new Bench();
    try {
      const { server, begin, pair } = await openSystem(bench, name);
      let made = 0;
      const growth = async (make: (index: number) => Promise<unknown>) => {
        const idle: number[] = [];
        for (let count = 0; count < waves; count += 1) {
          const from = made;
          await inTurn(wave, (index) => make(from + index));
          made += wave;
          await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000));
          idle.push(memoryOf(server));
        }
        return ((idle.at(-1) ?? 0) - (idle[0] ?? 0)) / 1_000 / (wave * (waves - 1));
      };
      const perConversation = await growth(begin);
      const perPair = await growth(pair);
      kB[name] = { perConversation: rounded(perConversation), perSocket: rounded(perPair / 2) };
    } finally {
      await bench.stop();
    }
  }
  return { wave, waves, kB };
}

const rounded = (value: number) => Math.round(value * 10) / 10;

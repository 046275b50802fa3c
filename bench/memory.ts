import { Bench, inTurn } from "./products.ts";
import { canSeeProcesses, memoryOf, openSystem, type SystemName, systemNames } from "./systems.ts";

/** Kilobytes that one more of it takes in the process that serves, once nothing happens any more. */
type Kept = { perConversation: number; perSocket: number };
export type MemoryFound = { conversations: number; kB: Record<SystemName, Kept> } | { skipped: string };

/**
 * What idle conversations and idle sockets take of the server's memory (the front's is not in it): of each system the growth from
 * nothing to so many conversations that nobody is at, and from there to two sockets at each.
 */
export async function measureMemory(conversations: number, idleSeconds: number): Promise<MemoryFound> {
  if (!canSeeProcesses) return { skipped: "only Linux says what a process holds" };
  const kB = {} as Record<SystemName, Kept>;
  for (const name of systemNames) {
    const bench = new Bench();
    try {
      const { server, begin, pair } = await openSystem(bench, name);
      const idle = async () => {
        await new Promise((resolve) => setTimeout(resolve, idleSeconds * 1_000));
        return memoryOf(server) / 1_000;
      };
      // What is loaded once is loaded.
      await begin(-1);
      const empty = await idle();
      await inTurn(conversations, begin);
      const begun = await idle();
      await inTurn(conversations, pair);
      const open = await idle();
      kB[name] = {
        perConversation: rounded((begun - empty) / conversations),
        perSocket: rounded((open - begun) / conversations / 2),
      };
    } finally {
      await bench.stop();
    }
  }
  return { conversations, kB };
}

const rounded = (value: number) => Math.round(value * 10) / 10;

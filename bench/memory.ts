import { readdirSync, readlinkSync } from "node:fs";
import { join } from "node:path";
import { Bench, inTurn } from "./products.ts";
import { canSeeProcesses, memoryOf, openSystem, type SystemName, systemNames } from "./systems.ts";

/**
 * Kilobytes that one more of it takes in the process that serves, once nothing happens any more. `perSocket` with its part of the
 * conversation. `awake`: objects in memory, those of D1 too, when the sockets were counted; null where there are none.
 */
type Kept = { perConversation: number; perSocket: number; awake: number | null };
export type MemoryFound = { wave: number; waves: number; kB: Record<SystemName, Kept> } | { skipped: string };

/** What the first wave takes and gives back is taken by the next: only what is kept grows from wave to wave. */
const waves = 3;

/**
 * What idle conversations and idle sockets take of the server's memory (the front's is not in it). They come in waves of so many, each of
 * which falls idle before the next: first two sockets at each of new conversations, then conversations that nobody is at. In this order,
 * because all but Fala take sockets to begin a conversation: what those gave back would be taken by the sockets that are counted.
 */
export async function measureMemory(wave: number, idleSeconds: number): Promise<MemoryFound> {
  if (!canSeeProcesses) return { skipped: "only Linux says what a process holds" };
  const kB = {} as Record<SystemName, Kept>;
  // Each is a process of its own, and what is measured is no time: side by side.
  const measuring = systemNames.map(async (name) => {
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
      const perPair = await growth(pair);
      const awake = name === "fala" || name === "floor" ? openDatabases(server) : null;
      const perConversation = await growth(begin);
      kB[name] = { perConversation: rounded(perConversation), perSocket: rounded(perPair / 2), awake };
    } finally {
      await bench.stop();
    }
  });
  await Promise.all(measuring);
  return { wave, waves, kB };
}

/** An object that is in memory has its database open, and only then. */
function openDatabases(pid: number): number {
  const folder = `/proc/${pid}/fd`;
  return readdirSync(folder).filter((file) => targetOf(join(folder, file)).endsWith(".sqlite")).length;
}

function targetOf(link: string): string {
  try {
    return readlinkSync(link);
  } catch {
    // It was closed meanwhile.
    return "";
  }
}

const rounded = (value: number) => Math.round(value * 10) / 10;

import { runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { expect } from "vitest";
import { soon } from "./soon.ts";

type Stub = Parameters<typeof runDurableObjectAlarm>[0];

/**
 * Resolves when nothing of this object is due by the test's clock. Alarms go by the real one: one that was set for now may fire by itself, and
 * while it runs `runDurableObjectAlarm` finds none and comes back at once, before anything of it is done.
 */
export async function alarm(stub: Stub): Promise<void> {
  await soon(async () => {
    await runDurableObjectAlarm(stub);
    expect(await dueIn(stub)).toEqual([]);
  });
}

/** A job keeps its row until it is done, or put off because it failed. */
async function dueIn(stub: Stub): Promise<unknown[]> {
  return await runInDurableObject(stub, (_, { storage }) => {
    const isThere = storage.sql.exec("SELECT 1 FROM sqlite_master WHERE name = 'job'").toArray().length > 0;
    return isThere ? storage.sql.exec("SELECT key FROM job WHERE due_at <= ?", Date.now()).toArray() : [];
  });
}

import { runInDurableObject } from "cloudflare:test";
import { env } from "cloudflare:workers";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { Jobs } from "./alarms.ts";
import { migrateObject, readBegun } from "./object-migrations.ts";

const start = 1_790_000_000_000;

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: start });
});

afterEach(() => {
  vi.useRealTimers();
});

/** An object's storage, without the alarm: that is written down. */
async function withJobs(what: (jobs: Jobs, alarms: number[], storage: DurableObjectStorage) => Promise<void>) {
  const stub = env.INBOX.getByName(crypto.randomUUID());
  await runInDurableObject(stub, async (_, { storage }) => {
    const alarms: number[] = [];
    const setAlarm = async (at: number | Date) => void alarms.push(Number(at));
    migrateObject(storage, [], null);
    await what(new Jobs({ sql: storage.sql, setAlarm }, null), alarms, storage);
  });
}

const nothing = () => {};

describe("jobs", () => {
  test("one alarm is set for the earliest of them, and moved only by an earlier one", async () => {
    await withJobs(async (jobs, alarms) => {
      jobs.set("b", start + 2_000);
      jobs.set("c", start + 3_000);
      jobs.set("a", start + 1_000);
      expect(alarms).toEqual([start + 2_000, start + 1_000]);
    });
  });

  test("what is due runs, in order, once; what is not due stays and gets the alarm", async () => {
    await withJobs(async (jobs, alarms) => {
      jobs.set("second", start + 2);
      jobs.set("first", start + 1);
      jobs.set("later", start + 9_000);
      const ran: string[] = [];
      await jobs.run(start + 5, async (key) => void ran.push(key), nothing);
      expect(ran).toEqual(["first", "second"]);
      expect(jobs.dueAt("later")).toBe(start + 9_000);
      expect(alarms.at(-1)).toBe(start + 9_000);
      await jobs.run(start + 5, async (key) => void ran.push(key), nothing);
      expect(ran).toHaveLength(2);
    });
  });

  test("one that fails does not starve the others, and comes back after 2, 4, 8 seconds, never later than five minutes", async () => {
    await withJobs(async (jobs, alarms) => {
      jobs.set("failing", start);
      jobs.set("good", start + 1);
      const failed = vi.fn<(key: string, error: unknown) => void>();
      const ran: string[] = [];
      const handle = async (key: string) => {
        if (key === "failing") throw new Error("no");
        ran.push(key);
      };
      await jobs.run(start + 1, handle, failed);
      expect(ran).toEqual(["good"]);
      expect(failed).toHaveBeenCalledWith("failing", expect.any(Error));
      let now = start + 1;
      const delays: number[] = [];
      for (let round = 0; round < 12; round += 1) {
        const due = jobs.dueAt("failing") ?? 0;
        delays.push(due - now);
        expect(alarms.at(-1)).toBe(due);
        now = due;
        await jobs.run(now, handle, failed);
      }
      expect(delays.slice(0, 4)).toEqual([2_000, 4_000, 8_000, 16_000]);
      expect(Math.max(...delays)).toBe(5 * 60_000);
    });
  });

  test("one that succeeds after failing is gone", async () => {
    await withJobs(async (jobs) => {
      jobs.set("job", start);
      await jobs.run(start, () => Promise.reject(new Error("no")), nothing);
      await jobs.run(start + 2_000, async () => {}, nothing);
      expect(jobs.dueAt("job")).toBeNull();
    });
  });

  test("one may set itself again while it runs", async () => {
    await withJobs(async (jobs, alarms) => {
      jobs.set("again", start);
      await jobs.run(start, async (key) => jobs.set(key, start + 60_000), nothing);
      expect(jobs.dueAt("again")).toBe(start + 60_000);
      expect(alarms.at(-1)).toBe(start + 60_000);
    });
  });

  test("what is cleared does not run; what is ensured stays where it was", async () => {
    await withJobs(async (jobs, alarms) => {
      jobs.ensure("job", start + 1_000);
      jobs.ensure("job", start + 5_000);
      expect(jobs.dueAt("job")).toBe(start + 1_000);
      expect(alarms).toEqual([start + 1_000]);
      jobs.clear("job");
      const ran: string[] = [];
      await jobs.run(start + 1_000, async (key) => void ran.push(key), nothing);
      expect(ran).toEqual([]);
    });
  });

  test("an overdue job whose alarm was lost wakes with the next one that is set", async () => {
    await withJobs(async (jobs, alarms) => {
      jobs.set("lost", start + 1_000);
      vi.setSystemTime(start + 3_600_000);
      alarms.length = 0;
      jobs.ensure("lost", start + 3_605_000);
      expect(alarms).toEqual([start + 3_600_000]);
      jobs.set("other", start + 7_200_000);
      expect(alarms).toEqual([start + 3_600_000, start + 3_600_000]);
    });
  });

  test("they are rows: another instance finds them", async () => {
    await withJobs(async (jobs, _, storage) => {
      jobs.set("kept", start + 1_000);
      const other = new Jobs({ sql: storage.sql, setAlarm: async () => {} }, readBegun(storage)?.jobs ?? null);
      expect(other.dueAt("kept")).toBe(start + 1_000);
    });
  });
});

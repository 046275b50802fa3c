import { describe, expect, test } from "vitest";
import { Outbox } from "./outbox.ts";

describe("an outbox", () => {
  test("delivers until nothing is marked", async () => {
    let marked = 3;
    const outbox = new Outbox(async () => ((marked -= 1) > 0 ? "dirty" : "clean"));
    await outbox.drain();
    expect(marked).toBe(0);
  });

  test("has one delivery at a time, whoever asks", async () => {
    let [running, most, deliveries] = [0, 0, 0];
    const outbox = new Outbox(async () => {
      running += 1;
      most = Math.max(most, running);
      await Promise.resolve();
      running -= 1;
      deliveries += 1;
      return deliveries < 3 ? "dirty" : "clean";
    });
    await Promise.all([outbox.drain(), outbox.drain(), outbox.drain()]);
    expect([most, deliveries]).toEqual([1, 3]);
  });

  test("tells who asked that a delivery failed, and works again the next time", async () => {
    let fails = true;
    const outbox = new Outbox(async () => {
      if (fails) throw new Error("no");
      return "clean";
    });
    await expect(outbox.drain()).rejects.toThrow("no");
    fails = false;
    await expect(outbox.drain()).resolves.toBeUndefined();
  });
});

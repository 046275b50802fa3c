import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Gathering } from "./gathering.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: 1_000_000 });
});

afterEach(() => {
  vi.useRealTimers();
});

/** A gathering, and what was sent, each time by whom. Answers how often anything was sent. */
function gathered(restMs: number) {
  const sent: { by: string; items: string[] }[] = [];
  const gathering = new Gathering<string, number>(restMs);
  const bring = (item: string, name = "support") =>
    gathering.bring(name, item, async (items) => sent.push({ by: item, items }));
  return { sent, gathering, bring };
}

it("tells the first at once, and the others together by whoever came first after it", async () => {
  const { sent, bring } = gathered(20);
  expect(await bring("a")).toBe(1);
  expect(await Promise.all(["b", "c", "d"].map((item) => bring(item)))).toEqual([2, 2, 2]);
  expect(sent).toEqual([
    { by: "a", items: ["a"] },
    { by: "b", items: ["b", "c", "d"] },
  ]);
});

it("keeps what goes to different objects apart", async () => {
  const { sent, bring } = gathered(20);
  await Promise.all(["support", "sales"].map((name) => bring(name, name)));
  expect(sent.map(({ items }) => items)).toEqual([["support"], ["sales"]]);
});

it("sends no more than 100 at once", async () => {
  const { sent, bring } = gathered(20);
  await bring("first");
  await Promise.all(Array.from({ length: 150 }, (_, index) => bring(String(index))));
  expect(sent.map(({ items }) => items.length)).toEqual([1, 100, 50]);
});

it("tells everybody whose item could not be sent, and goes on", async () => {
  const { sent, gathering, bring } = gathered(20);
  await bring("a");
  const failed = gathering.bring("support", "b", () => Promise.reject(new Error("restarted")));
  const others = await Promise.allSettled([failed, bring("c")]);
  expect(others.map(({ status }) => status)).toEqual(["rejected", "rejected"]);
  await bring("d");
  expect(sent.map(({ items }) => items)).toEqual([["a"], ["d"]]);
});

it("waits no longer than a second for one who was cut off before sending, and says so to whoever waited for them", async () => {
  const { sent, bring } = gathered(60_000);
  await bring("a");
  // Rests for a minute, and is never heard of again.
  void bring("cut off");
  const waited = bring("with it").catch((error: unknown) => String(error));
  vi.setSystemTime(Date.now() + 60_000);
  expect(await bring("later")).toBe(2);
  expect(await waited).toContain("cut off");
  expect(sent.at(-1)).toEqual({ by: "later", items: ["later"] });
});

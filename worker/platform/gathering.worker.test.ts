import { afterEach, beforeEach, expect, it, vi } from "vitest";
import { Gathering } from "./gathering.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["performance"] });
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

it("tells the first at once, and the others with whoever came first after it, who alone wait", async () => {
  const { sent, bring } = gathered(20);
  expect(await bring("a")).toBe(1);
  const second = bring("b");
  expect(await Promise.all(["c", "d"].map((item) => bring(item)))).toEqual([1, 1]);
  expect(sent).toEqual([{ by: "a", items: ["a"] }]);
  expect(await second).toBe(2);
  expect(sent.at(-1)).toEqual({ by: "b", items: ["b", "c", "d"] });
});

it("sends what waits, whatever time the clock says meanwhile", async () => {
  vi.useFakeTimers({ toFake: ["Date"] });
  const { sent, bring } = gathered(20);
  await bring("a");
  const second = bring("b");
  vi.setSystemTime(Date.now() + 61_000);
  await second;
  expect(sent.at(-1)?.items).toEqual(["b"]);
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

it("sends what could not be sent with the next that comes, as much as goes at once", async () => {
  const { sent, gathering, bring } = gathered(20);
  await bring("a");
  const failed = gathering.bring("support", "b", () => Promise.reject(new Error("restarted")));
  await bring("c");
  await expect(failed).rejects.toThrow("restarted");
  await bring("d");
  expect(sent.at(-1)?.items).toEqual(["b", "c", "d"]);

  const many = gathering.bring("support", "0", () => Promise.reject(new Error("restarted")));
  await Promise.all(Array.from({ length: 98 }, (_, index) => bring(String(index + 1))));
  await expect(many).rejects.toThrow("restarted");
  await bring("last");
  expect(sent.at(-1)?.items).toHaveLength(100);
});

it.each([
  { rest: 2_000, sends: ["cut off", "with it", "later"] },
  { rest: 30_000, sends: ["later"] },
])(
  "waits no longer than a second for one who was cut off before sending; what waited for them goes within half a minute, or not: after $rest ms $sends",
  async ({ rest, sends }) => {
    const { sent, bring } = gathered(rest);
    await bring("a");
    // Rests, and is not heard of again while this test goes on.
    void bring("cut off");
    expect(await bring("with it")).toBe(1);
    vi.advanceTimersByTime(rest);
    expect(await bring("later")).toBe(2);
    expect(sent.at(-1)).toEqual({ by: "later", items: sends });
  },
);

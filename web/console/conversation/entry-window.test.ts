import type { Entry } from "#protocol/entry";
import { createRoot, createSignal } from "solid-js";
import { describe, expect, it } from "vitest";
import { createEntryWindow } from "./entry-window.ts";

const entriesFrom = (first: number, last: number): Entry[] =>
  Array.from({ length: last - first + 1 }, (_, index) => ({
    seq: first + index,
    id: `entry-${first + index}`,
    at: 0,
    author: { kind: "customer" },
    body: { kind: "message", text: "", editedAt: null, deletedAt: null },
  }));

const shown = (entries: readonly Entry[]) => [entries[0]?.seq, entries.at(-1)?.seq];

describe("the entries that are drawn", () => {
  it("are the newest, then more above, never more than a bound", () =>
    createRoot((dispose) => {
      const [entries, setEntries] = createSignal(entriesFrom(1, 10_000));
      const window = createEntryWindow(entries);
      window.toEnd();
      expect(shown(window.drawn())).toEqual([9_880, 10_000]);
      setEntries((all) => [...all, ...entriesFrom(10_001, 10_001)]);
      expect(shown(window.drawn())).toEqual([9_880, 10_001]);
      for (let page = 0; page < 10; page += 1) window.older();
      expect(window.drawn().length).toBeLessThanOrEqual(481);
      expect(window.hidesNewer()).toBe(true);
      for (let page = 0; page < 10; page += 1) window.newer();
      expect(window.hidesNewer()).toBe(false);
      expect(shown(window.drawn())[1]).toBe(10_001);
      dispose();
    }));

  it("take in an older page as soon as it is here", () =>
    createRoot((dispose) => {
      const [entries, setEntries] = createSignal(entriesFrom(951, 1_000));
      const window = createEntryWindow(entries);
      window.toEnd();
      window.older();
      setEntries((all) => [...entriesFrom(901, 950), ...all]);
      expect(shown(window.drawn())).toEqual([901, 1_000]);
      dispose();
    }));

  it("stand around an entry that was searched for", () =>
    createRoot((dispose) => {
      const [entries] = createSignal(entriesFrom(1, 5_000));
      const window = createEntryWindow(entries);
      window.toEnd();
      window.around(700);
      const [first = 0, last = 0] = shown(window.drawn());
      expect(first).toBeLessThan(700);
      expect(last).toBeGreaterThan(700);
      expect(window.drawn().length).toBeLessThan(481);
      dispose();
    }));
});

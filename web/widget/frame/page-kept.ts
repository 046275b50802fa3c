import type { KeptText } from "../../connection/kept-text.ts";
import { type KeptRow, keptPrefix } from "../host-message.ts";

export type PageKept = KeptText & {
  /** What the loader says stands in the page's storage: all of it at first, then what other tabs do. */
  heard(rows: readonly KeptRow[]): void;
};

/**
 * For a frame whose browser lets it keep nothing (third-party storage blocked): the loader keeps its rows in the page's own
 * storage, and `tell` is how it hears of each change. docs/decisions/0035 says who can read them there.
 */
export function makePageKept(site: string, tell: (row: KeptRow) => void): PageKept {
  const prefix = keptPrefix(site);
  const rows = new Map<string, string>();
  const listeners = new Set<(key: string, value: string | null) => void>();
  return {
    get: (key) => rows.get(key) ?? null,
    set(key, value) {
      rows.set(key, value);
      tell({ key: prefix + key, value });
      return true;
    },
    remove(key) {
      if (rows.delete(key)) tell({ key: prefix + key, value: null });
    },
    keys: (begin) => [...rows.keys()].filter((key) => key.startsWith(begin)),
    onElsewhere(begin, heard) {
      const listener = (key: string, value: string | null) => {
        if (key.startsWith(begin)) heard(key, value);
      };
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    heard(news) {
      for (const { key: name, value } of news) {
        if (!name.startsWith(prefix)) continue;
        const key = name.slice(prefix.length);
        if (value === null) rows.delete(key);
        else rows.set(key, value);
        for (const listener of listeners) listener(key, value);
      }
    },
  };
}

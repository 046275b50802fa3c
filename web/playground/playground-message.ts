import type { CobrowseRules } from "#protocol/cobrowse-rules";

/**
 * What the settings and the playground say to each other, by postMessage within Fala's origin. The playground shows a page and
 * says `ready` when it runs; with each change it answers what an agent would see of it.
 */
export type ToPlayground = { falaPlayground: 1 } & (
  | { kind: "page"; html: string }
  /** `path`: where the page is, for rules of some pages only. */
  | { kind: "rules"; rules: CobrowseRules; path: string }
  /** The next press chooses an element instead of doing what it does. */
  | { kind: "pick"; on: boolean }
);

export type FromPlayground = { falaPlayground: 1 } & (
  | { kind: "ready" }
  /** The recorder's events, and of each rule how many elements of this page it is for; null: it is for other pages. */
  | { kind: "seen"; events: string; matches: (number | null)[] }
  | { kind: "picked"; selector: string }
);

type Body<Message> = Message extends unknown ? Omit<Message, "falaPlayground"> : never;
export type ToPlaygroundBody = Body<ToPlayground>;
export type FromPlaygroundBody = Body<FromPlayground>;

const isMarked = (data: unknown) =>
  typeof data === "object" && data !== null && "falaPlayground" in data && data.falaPlayground === 1 && "kind" in data;

export function isToPlayground(data: unknown): data is ToPlayground {
  return isMarked(data);
}

export function isFromPlayground(data: unknown): data is FromPlayground {
  return isMarked(data);
}

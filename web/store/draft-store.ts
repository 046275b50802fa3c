import type { Environment } from "../connection/environment.ts";

/** What stands in a composer, per conversation and tab. Survives switching and reloading; the tabs of a browser share it. */
export type DraftStore = {
  /** Reactive. "" where there is none. */
  draft(conversation: string, where: "reply" | "note"): string;
  setDraft(conversation: string, where: "reply" | "note", text: string): void;
  /** Reactive: whether anything was begun here, for the mark in the list. */
  hasDraft(conversation: string): boolean;
  /** Removes all of this owner's, as at sign-out. */
  forget(): void;
  dispose(): void;
};

/** `owner` is the agent's id (in the widget, the site's key), so that two people at one browser do not read each other's. */
export function createDraftStore(options: { owner: string; environment?: Environment }): DraftStore {
  void options;
  throw new Error("not written yet");
}

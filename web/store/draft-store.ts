import { createSignal, getOwner, onCleanup } from "solid-js";
import * as z from "zod/mini";
import { parseAs } from "#protocol/codec";
import { browserEnvironment, type Environment } from "../connection/environment.ts";

/** What stands in a composer, per conversation and tab. Survives switching and reloading; the tabs of a browser share it. */
export type DraftStore = {
  /** Reactive. "" where there is none. */
  draft: (conversation: string, where: "reply" | "note") => string;
  setDraft: (conversation: string, where: "reply" | "note", text: string) => void;
  /** Reactive: whether anything was begun here, for the mark in the list. */
  hasDraft: (conversation: string) => boolean;
  /** Removes all of this owner's, as at sign-out. */
  forget: () => void;
  dispose: () => void;
};

/** A draft that nobody touched for this long is forgotten. */
const maxAgeMs = 30 * 24 * 3600_000;

const keptSchema = z.object({ text: z.string(), at: z.number() });

/** `owner` is the agent's id (in the widget, the site's key), so that two people at one browser do not read each other's. */
export function createDraftStore(options: { owner: string; environment?: Environment }): DraftStore {
  const { kept, clock } = options.environment ?? browserEnvironment();
  const prefix = `fala.draft.${options.owner}.`;
  const [drafts, setDrafts] = createSignal<ReadonlyMap<string, string>>(new Map());

  function show(key: string, text: string) {
    setDrafts((known) => {
      const next = new Map(known);
      if (text === "") next.delete(key);
      else next.set(key, text);
      return next;
    });
  }

  function read(raw: string | null): string {
    const parsed = raw === null ? null : parseAs(keptSchema, raw);
    return parsed?.ok && clock.now() - parsed.value.at < maxAgeMs ? parsed.value.text : "";
  }

  for (const key of kept.keys(prefix)) {
    const text = read(kept.get(key));
    if (text === "") kept.remove(key);
    else show(key, text);
  }
  const dispose = kept.onElsewhere(prefix, (key, raw) => show(key, read(raw)));
  if (getOwner() !== null) onCleanup(dispose);

  const keyOf = (conversation: string, where: "reply" | "note") => `${prefix}${conversation}.${where}`;

  return {
    draft: (conversation, where) => drafts().get(keyOf(conversation, where)) ?? "",
    setDraft(conversation, where, text) {
      const key = keyOf(conversation, where);
      show(key, text);
      // White space alone is nothing to come back to.
      if (text.trim() === "") kept.remove(key);
      else kept.set(key, JSON.stringify({ text, at: clock.now() }));
    },
    hasDraft(conversation) {
      const known = drafts();
      return (["reply", "note"] as const).some((where) => (known.get(keyOf(conversation, where)) ?? "").trim() !== "");
    },
    forget() {
      for (const key of kept.keys(prefix)) kept.remove(key);
      setDrafts(new Map());
    },
    dispose,
  };
}

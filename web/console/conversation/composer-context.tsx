import { createContext, useContext, type Accessor, type Component, type JSX } from "solid-js";
import type { ArticleCard } from "#protocol/article-card";
import type { Enclosed } from "#protocol/message-command";
import type { WritingTab } from "./conversation-context.tsx";
import type { ConversationUploads } from "./conversation-uploads.ts";

/**
 * Something that goes along with the words of the next message: attachments, an article's card. It stands over the
 * composer's foot in both tabs and whether the bar is shown or not, and Send takes what is in it. Made in
 * conversation-composer.tsx, so that it outlives a change of tab.
 */
export type Enclosure = {
  /** Its chips; draws nothing while there is nothing. */
  View: Component;
  /** Whether there is something to send, also without a word. */
  some: Accessor<boolean>;
  /** What keeps the message from being sent now, as a sentence for the reader; null: nothing. */
  obstacle: Accessor<string | null>;
  /** Gives its share of the message that is being sent, and is empty from then on. */
  take: () => Enclosed;
};

/** What the composer offers to the places of its bar. */
export type Composer = {
  tab: Accessor<WritingTab>;
  text: Accessor<string>;
  enclosures: readonly Enclosure[];
  /** Puts an article's card beside the words, in the place of another one. */
  enclose: (card: ArticleCard) => void;
  /** The files that go along with the next message. */
  uploads: ConversationUploads;
  /** Puts words at the caret (over what is selected) as if they had been typed, so that undo takes them back. */
  insert: (words: string) => void;
  /** Puts the caret back into the text. */
  focus: () => void;
};

const Context = createContext<Composer>();

export function ComposerProvider(props: { value: Composer; children: JSX.Element }) {
  return <Context.Provider value={props.value}>{props.children}</Context.Provider>;
}

/** Throws outside ComposerProvider. */
export function useComposer(): Composer {
  const context = useContext(Context);
  if (!context) throw new Error("useComposer must be used within ComposerProvider");
  return context;
}

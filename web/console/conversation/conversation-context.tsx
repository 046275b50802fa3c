import type { InboxRow } from "#protocol/inbox";
import { createContext, useContext, type Accessor, type JSX } from "solid-js";
import type { ConversationStore } from "../../store/conversation-store.ts";

export type WritingTab = "reply" | "note";

/** What the parts of one conversation's screen share. */
export type ConversationScreen = {
  store: ConversationStore;
  /** As the lists know it: there before the conversation's own socket has answered. */
  row: Accessor<InboxRow | null>;
  /** What the customer is called. */
  name: Accessor<string>;
  meId: string;
  /** Whether one is here only because one was asked into its call by another team: then one steers nothing. */
  askedIn: Accessor<boolean>;
  /** Whether the conversation has little room, as its container queries say; null before it was measured. */
  isNarrow: Accessor<boolean | null>;
  /** The server's clock minus ours, in milliseconds. */
  skew: () => number;
  tab: Accessor<WritingTab>;
  setTab: (tab: WritingTab) => void;
  /** Chooses a tab of the composer and puts the caret there. */
  write: (tab: WritingTab) => void;
  /** The caret goes into the text, where no keyboard of glass would come with it: after what takes its own button away. */
  writeOn: () => void;
  /** Puts words that were not sent back into the composer, behind what stands there. */
  writeAgain: (tab: WritingTab, text: string) => void;
  /** The composer says how it takes the focus. */
  onWrite: (focus: () => void) => void;
  /** Brings an entry into sight; null: the newest. */
  show: (seq: number | null) => void;
  /** The entries say how they do that. */
  onShow: (show: (seq: number | null) => void) => void;
  /** Whether the newest entry is in sight: then what arrives is seen. */
  atEnd: Accessor<boolean>;
  setAtEnd: (atEnd: boolean) => void;
  /** The seq of the own message that is being edited. */
  editing: Accessor<number | null>;
  setEditing: (seq: number | null) => void;
  /** Whether the customer's page stands beside the conversation, while they show it. */
  pageOpen: Accessor<boolean>;
  setPageOpen: (open: boolean) => void;
  panelOpen: Accessor<boolean>;
  setPanelOpen: (open: boolean) => void;
};

const Context = createContext<ConversationScreen>();

export function ConversationProvider(props: { value: ConversationScreen; children: JSX.Element }) {
  return <Context.Provider value={props.value}>{props.children}</Context.Provider>;
}

/** Throws outside ConversationProvider. */
export function useConversation(): ConversationScreen {
  const context = useContext(Context);
  if (!context) throw new Error("useConversation must be used within ConversationProvider");
  return context;
}

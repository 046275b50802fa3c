import type { ListName } from "#protocol/inbox";
import { createContext, useContext, type Accessor, type JSX } from "solid-js";
import type { Request } from "../../connection/http.ts";
import type { InboxList } from "../../store/inbox-list.ts";
import type { DraftStore } from "../../store/draft-store.ts";

/** What the screens are given from outside; tests and previews bring their own. */
export type LiveChatServices = {
  drafts: DraftStore;
  request: Request;
};

/** What the parts of the Live Chat screens share. */
export type LiveChat = LiveChatServices & {
  listName: Accessor<ListName>;
  /** The list on the screen, with the filters that were chosen. */
  list: Accessor<InboxList>;
  /** The conversation on the screen. */
  conversationId: Accessor<string | null>;
  /** The entry to show (a hit of the search); null: the newest. */
  shownSeq: Accessor<number | null>;
  open: (id: string, at?: number | null) => void;
  /** Back to the list alone, as on a phone. */
  close: () => void;
  /** The one after (1) or before (-1) the open one in the list. */
  step: (by: 1 | -1) => void;
  /** Where the last step led. */
  reached: Accessor<string | undefined>;
  panelOpen: Accessor<boolean>;
  setPanelOpen: (open: boolean) => void;
};

const Context = createContext<LiveChat>();

export function LiveChatProvider(props: { value: LiveChat; children: JSX.Element }) {
  return <Context.Provider value={props.value}>{props.children}</Context.Provider>;
}

/** Throws outside LiveChatProvider. */
export function useLiveChat(): LiveChat {
  const context = useContext(Context);
  if (!context) throw new Error("useLiveChat must be used within LiveChatProvider");
  return context;
}

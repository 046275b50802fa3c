import { type Accessor, createContext, createSignal, onCleanup, useContext } from "solid-js";
import type { CustomerEntry } from "#protocol/entry";
import type { FrameConfig } from "#protocol/widget";
import type { CustomerConversationStore } from "../../store/customer-conversation-store.ts";
import type { HostPage } from "../host-message.ts";
import type { HostLink } from "./host-link.ts";

/** Which article, and in which language. */
export type OpenArticle = { id: string; language: string };

/** What every view of the frame can read and do. */
export type Frame = {
  config: FrameConfig;
  store: CustomerConversationStore;
  /** What the loader last told of the page around; null before it was heard. */
  page: Accessor<HostPage | null>;
  /** Whether the customer looks at the conversation: the panel is open, visible, and the window has the focus. */
  attentive: Accessor<boolean>;
  /** What the next conversation is about, as the page asked for. */
  topic: Accessor<string | null>;
  setTopic: (topic: string | null) => void;
  draft: Accessor<string>;
  setDraft: (text: string) => void;
  sound: Accessor<boolean>;
  setSound: (on: boolean) => void;
  /** The article that is open over the conversation; null: none. */
  article: Accessor<OpenArticle | null>;
  openArticle: (article: OpenArticle | null) => void;
  /** Opens the panel, wherever the customer is on the page: somebody rings. */
  openPanel: () => void;
  /** Closes the panel; the loader puts the focus back. */
  close: () => void;
  /** Loads a part of ours into the company's page: see HostPart in host-message.ts. */
  loadHostPart: HostLink["loadPart"];
};

const FrameContext = createContext<Frame>();

export const FrameProvider = FrameContext.Provider;

/**
 * What stands in the panel: the log, and before there is one what the site's flow says first, as if it stood there. The log
 * takes its place.
 */
export function shownEntries({ config, store }: Pick<Frame, "config" | "store">): readonly CustomerEntry[] {
  const entries = store.entries();
  return store.phase() === "live" ? entries : (config.opening?.entries ?? entries);
}

/** The frame's own context; throws outside of it. */
export function useFrame(): Frame {
  const frame = useContext(FrameContext);
  if (frame === undefined) throw new Error("useFrame stands outside of the FrameProvider");
  return frame;
}

/**
 * Whether somebody looks: the page says whether the panel is open and the page's own window has the focus, the rest this
 * document knows. Call inside a root.
 */
export function watchAttention(page: Accessor<HostPage | null>): Accessor<boolean> {
  const own = () => ({ visible: document.visibilityState === "visible", focused: document.hasFocus() });
  const [now, setNow] = createSignal(own());
  const look = () => setNow(own());
  const stop = new AbortController();
  for (const name of ["focus", "blur"]) addEventListener(name, look, { signal: stop.signal });
  document.addEventListener("visibilitychange", look, { signal: stop.signal });
  onCleanup(() => stop.abort());
  return () => {
    const around = page();
    return around !== null && around.open && now().visible && (now().focused || around.focused);
  };
}

import { createContext, createSignal, useContext } from "solid-js";
import type { CallPurpose } from "#protocol/call";

/** What an agent wants of a conversation's call: to ask for one, to be in the one there is, or to answer the customer who rings. */
export type CallWish = { conversation: string; purpose: CallPurpose | "join" | "answer" };

/** The one call that this window of the console may be in. What carries it out is drawn by CallWindow, and loads with the first wish. */
export function createCallDesk() {
  const [wish, setWish] = createSignal<CallWish | null>(null);
  let isOver = false;
  return {
    wish,
    /** False: this window is in another call. */
    ask(next: CallWish): boolean {
      const now = isOver ? null : wish();
      if (now !== null) return now.conversation === next.conversation;
      isOver = false;
      setWish(next);
      return true;
    },
    /** Nothing more happens in it: the next wish may take its place, while its last word still stands. */
    finish: () => void (isOver = true),
    close: () => {
      isOver = false;
      setWish(null);
    },
  };
}

export type CallDesk = ReturnType<typeof createCallDesk>;

const Context = createContext<CallDesk>();
export const CallDeskProvider = Context.Provider;

/** Throws outside the shell. */
export function useCallDesk(): CallDesk {
  const context = useContext(Context);
  if (!context) throw new Error("useCallDesk must be used within CallDeskProvider");
  return context;
}

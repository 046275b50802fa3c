import type { Directory, Me } from "#protocol/workspace";
import { createContext, useContext, type JSX } from "solid-js";
import type { InboxStore } from "../store/inbox-store.ts";
import type { SessionStore } from "../store/session-store.ts";

/** What every screen behind the sign-in may use. */
export type Console = {
  /** Who is signed in. Always there: the screens stand only while somebody is. */
  me: () => Me;
  /** Shown at once and taken back when the server refuses. */
  changeMe: SessionStore["change"];
  /** Everybody of the workspace who has not left, with the ids of their teams; empty until it is loaded. */
  directory: () => Directory["agents"];
  /** One for the whole console, live on every screen, because it rings on every screen. */
  inbox: InboxStore;
  /** Says itself when it did not work; else the sign-in page stands. */
  signOut: () => Promise<void>;
};

const Context = createContext<Console>();

/** Given once by the shell, around all screens for which one must be signed in. */
export function ConsoleProvider(props: { value: Console; children: JSX.Element }) {
  return <Context.Provider value={props.value}>{props.children}</Context.Provider>;
}

/** The signed-in agent's console. Throws outside ConsoleProvider. */
export function useConsole(): Console {
  const context = useContext(Context);
  if (!context) throw new Error("useConsole must be used within ConsoleProvider");
  return context;
}

import { createContext, useContext, type JSX } from "solid-js";
import type { SessionStore } from "../../store/session-store.ts";

const Context = createContext<SessionStore>();

/** Stands around every screen, those before the sign-in too. Made once for the page. */
export function SessionProvider(props: { value: SessionStore; children: JSX.Element }) {
  return <Context.Provider value={props.value}>{props.children}</Context.Provider>;
}

/** Who is signed in, and how to change that. Throws outside SessionProvider. */
export function useSession(): SessionStore {
  const session = useContext(Context);
  if (!session) throw new Error("useSession must be used within SessionProvider");
  return session;
}

import { createContext, useContext, type JSX } from "solid-js";
import type { NotificationCenter } from "./notification-center.ts";

const Context = createContext<NotificationCenter>();

export function NotificationProvider(props: { value: NotificationCenter; children: JSX.Element }) {
  return <Context.Provider value={props.value}>{props.children}</Context.Provider>;
}

/** Sound and cards of this tab. Throws outside NotificationProvider. */
export function useNotifications(): NotificationCenter {
  const context = useContext(Context);
  if (!context) throw new Error("useNotifications must be used within NotificationProvider");
  return context;
}

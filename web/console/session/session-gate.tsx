import { Navigate, useLocation } from "@solidjs/router";
import { Match, onCleanup, Switch, type JSX } from "solid-js";
import { LoadingScreen, TroubleScreen } from "../console-plain-screen.tsx";
import { useSession } from "./session-context.tsx";
import { signInPath } from "./session-target.ts";

/** Lets nobody in who is not signed in: they sign in first, and come back to the address they asked for. */
export function SignedIn(props: { children: JSX.Element }) {
  const session = useSession();
  const location = useLocation();
  const retry = () => {
    if (session.status() === "unknown") void session.load();
  };
  addEventListener("online", retry);
  onCleanup(() => removeEventListener("online", retry));
  return (
    <Switch fallback={<LoadingScreen />}>
      <Match when={session.status() === "in"}>{props.children}</Match>
      <Match when={session.status() === "out"}>
        <Navigate href={() => signInPath(`${location.pathname}${location.search}`)} />
      </Match>
      <Match when={session.trouble()}>
        <TroubleScreen onRetry={retry} />
      </Match>
    </Switch>
  );
}

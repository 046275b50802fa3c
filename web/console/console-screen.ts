import { useLocation } from "@solidjs/router";
import { createComponent, lazy, type Component, type ParentProps } from "solid-js";
import { lazyPart, type Part } from "../ui/part.tsx";

const KEY = "fala.reloaded";
/** A second failure within this time is no old deployment, but something broken. */
const ONCE_MS = 30_000;

function reloadedJustNow(now: number): boolean {
  try {
    if (now - Number(sessionStorage.getItem(KEY) ?? 0) < ONCE_MS) return true;
    sessionStorage.setItem(KEY, String(now));
    return false;
  } catch {
    // Without memory there would be no end to it.
    return true;
  }
}

/**
 * A part of a screen that loads when it is first drawn or preloaded. The tab of an old deployment
 * is loaded anew, once, as with screens.
 */
export function consolePart<Props extends object>(load: () => Promise<Component<Props>>): Part<Props> {
  return lazyPart(load, () => {
    if (navigator.onLine && !reloadedJustNow(Date.now())) location.reload();
  });
}

/**
 * A screen that loads when it is opened. After a deploy an open tab asks for scripts that no longer exist: then the page
 * is loaded anew, once, at the address that was asked for. A second failure reaches the error boundary.
 */
export function lazyScreen(load: () => Promise<Component<ParentProps>>): Component<ParentProps> {
  let wanted = "";
  const Screen = lazy(async () => {
    try {
      return { default: await load() };
    } catch (error) {
      if (!navigator.onLine || reloadedJustNow(Date.now())) throw error;
      if (wanted === `${location.pathname}${location.search}`) location.reload();
      else location.assign(wanted);
      // Nothing more is drawn while the page goes.
      return new Promise<never>(() => undefined);
    }
  });
  const Opened: Component<ParentProps> = (props) => {
    // The router's location: while a screen is on its way, the browser still shows the last one's.
    const { pathname, search } = useLocation();
    wanted = `${pathname}${search}`;
    return createComponent(Screen, props);
  };
  // The router calls this when a pointer comes near a link: too early for anything to be done about a failure.
  return Object.assign(Opened, { preload: () => load().catch(() => undefined) });
}

import { lazy, type Component, type ParentProps } from "solid-js";

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
 * A screen that loads when it is opened. After a deploy an open tab asks for scripts that no longer exist: then the page
 * is loaded again, once, at the address where it is. A second failure reaches the error boundary.
 */
export function lazyScreen(load: () => Promise<Component<ParentProps>>): Component<ParentProps> {
  return lazy(async () => {
    try {
      return { default: await load() };
    } catch (error) {
      if (!navigator.onLine || reloadedJustNow(Date.now())) throw error;
      location.reload();
      // Nothing more is drawn while the page goes.
      return new Promise<never>(() => undefined);
    }
  });
}

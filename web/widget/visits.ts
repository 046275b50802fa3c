import type { Visit } from "#protocol/customer";
import { harmless, whereAllowed } from "./harmless.ts";

/** Single-page sites set the title after they changed the address. */
const SETTLE_MS = 400;

/**
 * Keeps the pages that were seen in this tab (the last 20, newest first, without fragments) and calls `onChange` at each
 * new one, also where the site navigates without loading. It only listens: the page's history object is not touched.
 * What the storage holds is checked by the frame, by schema.
 */
export function trackVisits(key: string, signal: AbortSignal, onChange: (visits: Visit[]) => void) {
  const name = `fala.visits.${key}`;
  const stored: unknown = whereAllowed(() => JSON.parse(sessionStorage.getItem(name) ?? ""));
  let kept: Visit[] = Array.isArray(stored) ? stored : [];
  let timer = 0;

  const note = harmless(() => {
    const [url = ""] = location.href.split("#");
    const title = document.title.slice(0, 300);
    const same = kept[0]?.url === url;
    if (signal.aborted || url.length > 2_000 || (same && kept[0]?.title === title)) return;
    kept = [{ url, title, at: Date.now() }, ...kept.slice(same ? 1 : 0)].slice(0, 20);
    whereAllowed(() => sessionStorage.setItem(name, JSON.stringify(kept)));
    onChange(kept);
  });
  const moved = () => {
    clearTimeout(timer);
    timer = window.setTimeout(note, SETTLE_MS);
  };

  // Browsers without the Navigation API tell nothing of pushState; there it is nearly always a click that leads to it.
  for (const event of ["click", "popstate", "DOMContentLoaded"])
    addEventListener(event, moved, { signal, capture: true });
  window.navigation?.addEventListener("currententrychange", moved, { signal });
  signal.addEventListener("abort", () => whereAllowed(() => sessionStorage.removeItem(name)));
  note();
  return kept;
}

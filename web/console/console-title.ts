import { createEffect, createSignal, onCleanup, type Accessor } from "solid-js";
import plain from "./favicon.svg?no-inline";
import calling from "./favicon-calling.svg?no-inline";

const [titles, setTitles] = createSignal<readonly Accessor<string>[]>([]);

/** Names the page in the browser's tab while the calling component stands; of several the one made last. */
export function createPageTitle(title: Accessor<string>): void {
  setTitles((all) => [...all, title]);
  onCleanup(() => setTitles((all) => all.filter((other) => other !== title)));
}

/** What the tab says: "(3) Live Chat · Fala". */
export function tabTitle(page: string | undefined, count: number): string {
  const name = page === undefined ? "Fala" : `${page} · Fala`;
  return count > 0 ? `(${count > 99 ? "99+" : count}) ${name}` : name;
}

/** Keeps the tab's title and icon true. `count` is how many conversations need the agent. Once, by the shell. */
export function createTab(count: Accessor<number>): void {
  createEffect(() => {
    document.title = tabTitle(titles().at(-1)?.(), count());
  });
  createEffect(() => {
    const icon =
      document.querySelector("link[rel='icon']") ?? document.head.appendChild(document.createElement("link"));
    icon.setAttribute("rel", "icon");
    icon.setAttribute("type", "image/svg+xml");
    icon.setAttribute("href", count() > 0 ? calling : plain);
  });
}

import { onCleanup, onMount } from "solid-js";

/** One sign, or the accent that waits for its letter. A space scrolls the page. */
const signs = /^(?:[^\p{C}\s]|Dead)$/u;

/** While the caller stands: a sign that is typed while nothing on the page has the focus goes where `focus` puts it. */
export function createTypedNowhere(focus: () => void): void {
  const press = (event: KeyboardEvent) => {
    if (event.defaultPrevented || event.isComposing || event.ctrlKey || event.altKey || event.metaKey) return;
    if (signs.test(event.key) && document.activeElement === document.body) focus();
  };
  onMount(() => document.addEventListener("keydown", press));
  onCleanup(() => document.removeEventListener("keydown", press));
}

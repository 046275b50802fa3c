import { type Accessor, createEffect, createSignal, onCleanup } from "solid-js";

/** What alone is seen and pressed now: a modal dialog of the browser's own, or what fills the screen. */
const alone = (): Element | null => [...document.querySelectorAll("dialog[open]")].at(-1) ?? document.fullscreenElement;

/** Where what opens over the page stands: inside what is alone there, if something is, since nothing else is seen then. */
export function overPage(): Element {
  return alone() ?? document.body;
}

/** The same as it comes and goes, null for the page; for what stands there all the time. */
export function createFilling(): Accessor<Element | null> {
  const [filling, setFilling] = createSignal(alone());
  const read = () => setFilling(alone());
  document.addEventListener("fullscreenchange", read);
  const dialogs = new MutationObserver(read);
  dialogs.observe(document.body, { subtree: true, attributeFilter: ["open"] });
  onCleanup(() => {
    document.removeEventListener("fullscreenchange", read);
    dialogs.disconnect();
  });
  // A dialog that is taken away is not closed before.
  createEffect(() => {
    if (!(filling() instanceof HTMLDialogElement)) return;
    const gone = new MutationObserver(read);
    gone.observe(document.body, { subtree: true, childList: true });
    onCleanup(() => gone.disconnect());
  });
  return filling;
}

import { type Accessor, createSignal, onCleanup } from "solid-js";

/** Where what opens over the page stands: inside what fills the screen, if something does, since nothing else is seen then. */
export function overPage(): Element {
  return document.fullscreenElement ?? document.body;
}

/** What fills the screen now, as it comes and goes; for what stands there all the time. */
export function createFilling(): Accessor<Element | null> {
  const [filling, setFilling] = createSignal(document.fullscreenElement);
  const read = () => setFilling(document.fullscreenElement);
  document.addEventListener("fullscreenchange", read);
  onCleanup(() => document.removeEventListener("fullscreenchange", read));
  return filling;
}

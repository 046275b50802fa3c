/** Where what opens over the page stands: inside what fills the screen, if something does, since nothing else is seen then. */
export function overPage(): Element {
  return document.fullscreenElement ?? document.body;
}

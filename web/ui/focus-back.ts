/** What takes the focus where something is gone; no text fields, or a phone would bring its keyboard. */
const pressable = "a[href], button, [tabindex='0']";
/** Lists may drop what was deleted a moment after the dialog that asked has closed. */
const watchMs = 5_000;

/** An element and its ancestors, each with its place among its siblings, up to the page or to what opened over it. */
type Path = readonly { element: Element; index: number }[];

/** Of contents that are open: the way back from each. */
const openers = new WeakMap<Element, () => readonly Path[]>();

/**
 * For the content of Kobalte's modal dialogs that no trigger of theirs opens, called as they open; spread what it gives. The focus goes back to
 * where it was, or to what opened the menu, the popover or the dialog in which it was. Where that is gone, as a row that was deleted, to what has
 * taken its place, or what is nearest. Somebody who took it elsewhere meanwhile keeps it.
 */
export function focusBack() {
  let before = pathsTo(document.activeElement);
  // A dialog that it follows has just gone, and gives the focus back in a moment.
  if (before.length === 0) setTimeout(() => (before = pathsTo(document.activeElement)));
  return {
    onOpenAutoFocus: ({ target }: Event) => void (target instanceof Element && openers.set(target, () => before)),
    onCloseAutoFocus: (event: Event) => {
      if (event.defaultPrevented || !goBack(before)) return;
      const reached = document.activeElement;
      const watch = new MutationObserver(() => {
        if (reached?.isConnected) return;
        watch.disconnect();
        if (document.activeElement === document.body) goBack(before);
      });
      watch.observe(document.body, { childList: true, subtree: true });
      setTimeout(() => watch.disconnect(), watchMs);
    },
  };
}

function pathsTo(start: Element | null): Path[] {
  const path: { element: Element; index: number }[] = [];
  for (let element = start; element !== null && element !== document.body; element = element.parentElement) {
    path.push({ element, index: [...(element.parentElement?.children ?? [])].indexOf(element) });
    const further = openers.get(element)?.();
    if (further) return [path, ...further];
    const trigger = element.id === "" ? null : document.querySelector(`[aria-controls="${CSS.escape(element.id)}"]`);
    if (trigger) return [path, ...pathsTo(trigger)];
  }
  return path.length === 0 ? [] : [path];
}

function goBack(paths: readonly Path[]): boolean {
  return paths.some((path) => {
    const left = path.findIndex(({ element }) => element.isConnected);
    let place = path[left]?.element;
    if (place === undefined) return false;
    if (left === 0 && takesFocus(place)) return true;
    for (const { index } of path.slice(0, left).toReversed()) {
      const now: Element | null = place.children[index] ?? place.lastElementChild;
      if (now === null) break;
      place = now;
    }
    const found = place;
    return path.slice(left).some(({ element }) => focusNear(found, element));
  });
}

/** Of what stands in `within`: what is at `place` or comes after it, or else the nearest before it. */
function focusNear(place: Element, within: Element): boolean {
  const all = [...within.querySelectorAll(pressable)];
  const isBefore = (each: Element) =>
    (place.compareDocumentPosition(each) & Node.DOCUMENT_POSITION_PRECEDING) !== 0 && !each.contains(place);
  return [...all.filter((each) => !isBefore(each)), ...all.filter(isBefore).toReversed()].some(takesFocus);
}

function takesFocus(element: Element): boolean {
  if (element instanceof HTMLElement) element.focus({ preventScroll: true });
  return document.activeElement === element;
}

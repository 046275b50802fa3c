import { createSignal, onCleanup } from "solid-js";

/** How near to the end counts as being there, in pixels. */
const END_PX = 80;
/** Older entries are asked for when this much is left above. */
const TOP_PX = 900;

/**
 * The place in a conversation while entries come in at both ends. At the end it stays at the end. Elsewhere the line at
 * the top of the view stays where it is, whatever is put above it or turns out higher than it was thought to be.
 */
export function createEntryScroll(options: { onTop: () => void; onAtEnd: (atEnd: boolean) => void }) {
  const [atEnd, setAtEnd] = createSignal(true);
  let scroller: HTMLElement | undefined;
  let content: HTMLElement | undefined;
  let anchor: { key: string; top: number } | undefined;
  // What an own correction scrolls to is no wish of the reader.
  let expected: number | undefined;

  const lineElement = (key: string) => content?.querySelector<HTMLElement>(`[data-line="${CSS.escape(key)}"]`);

  const remember = () => {
    if (!scroller || !content) return;
    const box = scroller.getBoundingClientRect();
    const found = document
      .elementsFromPoint(box.left + box.width / 2, box.top + 12)
      .map((element) => element.closest<HTMLElement>("[data-line]"))
      .find((element) => element !== null);
    const element = found ?? firstInSight(content, box.top);
    anchor = element?.dataset["line"]
      ? { key: element.dataset["line"], top: element.getBoundingClientRect().top - box.top }
      : undefined;
  };

  const note = (next: boolean) => {
    if (next === atEnd()) return;
    setAtEnd(next);
    options.onAtEnd(next);
  };

  const scrolled = () => {
    if (!scroller) return;
    const byUs = expected !== undefined && Math.abs(scroller.scrollTop - expected) < 2;
    expected = undefined;
    if (!byUs) note(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < END_PX);
    remember();
    if (scroller.scrollTop < TOP_PX) options.onTop();
  };

  const moveTo = (top: number) => {
    if (!scroller) return;
    scroller.scrollTop = top;
    expected = scroller.scrollTop;
  };

  /** Puts the view back where it belongs after anything changed its content or its size. */
  const settle = () => {
    if (!scroller) return;
    if (atEnd()) {
      moveTo(scroller.scrollHeight);
      return;
    }
    const element = anchor && lineElement(anchor.key);
    if (!anchor || !element) return;
    const drift = element.getBoundingClientRect().top - scroller.getBoundingClientRect().top - anchor.top;
    if (Math.abs(drift) > 0.5) moveTo(scroller.scrollTop + drift);
  };

  return {
    atEnd,
    /** Call once, with the element that scrolls and the one inside it that grows. */
    watch: (outer: HTMLElement, inner: HTMLElement) => {
      scroller = outer;
      content = inner;
      outer.addEventListener("scroll", scrolled, { passive: true });
      const observer = new ResizeObserver(settle);
      observer.observe(outer);
      observer.observe(inner);
      onCleanup(() => observer.disconnect());
    },
    settle,
    toEnd: () => {
      note(true);
      settle();
    },
    /** Puts a line where the eyes are. `place`: how far down the view, 0 to 1. False while it is not drawn. */
    toLine: (key: string, place: number): boolean => {
      const element = lineElement(key);
      if (!scroller || !element) return false;
      const wanted = scroller.clientHeight * place;
      const to = () =>
        (scroller?.scrollTop ?? 0) +
        element.getBoundingClientRect().top -
        (scroller?.getBoundingClientRect().top ?? 0) -
        wanted;
      note(false);
      moveTo(to());
      anchor = { key, top: element.getBoundingClientRect().top - scroller.getBoundingClientRect().top };
      // What was estimated on the way is drawn now: once more, with the true heights.
      requestAnimationFrame(() => {
        if (!element.isConnected || !scroller) return;
        moveTo(to());
        remember();
        note(scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight < END_PX);
      });
      return true;
    },
  };
}

function firstInSight(content: HTMLElement, top: number): HTMLElement | undefined {
  for (const element of content.querySelectorAll<HTMLElement>("[data-line]")) {
    if (element.getBoundingClientRect().bottom > top + 4) return element;
  }
  return undefined;
}

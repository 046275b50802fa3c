import { createSignal, onCleanup } from "solid-js";

/** How near to the end counts as being there, in pixels. */
const END_PX = 80;
/** More entries are asked for when this much is left above or below. */
const NEAR_PX = 900;

/** A view that begins further down than this part of its height has gone elsewhere. */
const MOVED = 1 / 3;

/**
 * The place in a conversation while entries come in at both ends. At the end it stays at the end. Elsewhere the line at
 * the top of the view stays where it is, whatever is put above it or turns out higher than it was thought to be; on the screen, when
 * something above the view takes room from it or gives it back.
 */
export function createEntryScroll(options: {
  onTop: () => void;
  onBottom: () => void;
  onAtEnd: (atEnd: boolean) => void;
  /** Whether what stands at the end of the view's content is the end of the conversation. */
  isWhole: () => boolean;
}) {
  const [atEnd, setAtEnd] = createSignal(true);
  let scroller: HTMLElement | undefined;
  let content: HTMLElement | undefined;
  /** The line at the top of the view, how far down it stood, where the view was scrolled to then, and where it began itself. */
  let anchor: { element: HTMLElement; top: number; scrolled: number; view: number } | undefined;
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
    anchor = element && placeOf(element, scroller);
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
    const below = left(scroller);
    if (!byUs) note(below < END_PX && options.isWhole());
    remember();
    askForMore(scroller);
  };

  const askForMore = (outer: HTMLElement) => {
    if (outer.scrollTop < NEAR_PX) options.onTop();
    else if (left(outer) < NEAR_PX && !options.isWhole()) options.onBottom();
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
    if (anchor?.element.isConnected) {
      const now = placeOf(anchor.element, scroller);
      // A step of the wheel may have moved the view already although its event is still to come: that is no drift.
      const moved = now.view - anchor.view;
      const room = Math.abs(moved) < scroller.clientHeight * MOVED ? moved : 0;
      const drift = now.top - anchor.top + (now.scrolled - anchor.scrolled) + room;
      if (Math.abs(drift) > 0.5) moveTo(scroller.scrollTop + drift);
      if (moved !== 0 || Math.abs(drift) > 0.5) {
        anchor = { ...now, top: now.top - drift, scrolled: scroller.scrollTop };
      }
    }
    // Whoever stands at the very top, or at the end of what is drawn, cannot scroll further: no event would ever ask for more.
    askForMore(scroller);
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
      anchor = placeOf(element, scroller);
      // What was estimated on the way is drawn now: once more, with the true heights.
      requestAnimationFrame(() => {
        if (!element.isConnected || !scroller) return;
        moveTo(to());
        remember();
        note(left(scroller) < END_PX && options.isWhole());
      });
      return true;
    },
  };
}

function placeOf(element: HTMLElement, scroller: HTMLElement) {
  const view = scroller.getBoundingClientRect().top;
  return { element, top: element.getBoundingClientRect().top - view, scrolled: scroller.scrollTop, view };
}

/** How much of the content is below the view, in pixels. */
function left(scroller: HTMLElement): number {
  return scroller.scrollHeight - scroller.scrollTop - scroller.clientHeight;
}

/** Chunk by chunk: to ask for a place inside one that is out of sight would lay it out. */
function firstInSight(content: HTMLElement, top: number): HTMLElement | undefined {
  const inSight = (element: Element) => element.getBoundingClientRect().bottom > top + 4;
  const chunk = [...content.children].find(inSight);
  return [...(chunk?.querySelectorAll<HTMLElement>("[data-line]") ?? [])].find(inSight);
}

import { parentOf } from "../widget/recorder/page-place.ts";

/** Turns of a wheel that come closer together than this go on from where the last one led, not from where the page has come. */
const goesOnMs = 400;
/** A place is told this often. */
const tellMs = 50;
/** Where a browser counts lines, not pixels. */
const linePixels = 20;

/** What scrolls there: an element, or the document of a frame, also around a shadow root. Null: nothing but the page. */
export function scrollable(element: Element | null): Element | null {
  for (let at = element; at !== null; at = parentOf(at)) {
    if (at.scrollHeight <= at.clientHeight + 1) continue;
    const { scrollingElement, body, documentElement, defaultView } = at.ownerDocument;
    if (at === scrollingElement) return at;
    const scrolls = (element: Element) => /auto|scroll/.test(defaultView?.getComputedStyle(element).overflowY ?? "");
    // What the body says is meant for the window, unless the root says something of its own.
    if (scrolls(at) && (at !== body || scrolls(documentElement))) return at;
  }
  return null;
}

/**
 * Where an agent's wheel leads to. What they see follows the customer's page, a journey later: each turn is added to the last
 * one, or a fast wheel would hardly move a page that is far away.
 */
export function makeScroller(tell: (element: Element, place: { top: number; left: number }) => void) {
  let aim: { element: Element; top: number; left: number; at: number } | null = null;
  let timer = 0;
  let isTold = true;

  function say() {
    timer = 0;
    if (aim === null || isTold) return;
    isTold = true;
    timer = window.setTimeout(say, tellMs);
    tell(aim.element, { top: aim.top, left: aim.left });
  }

  return {
    turn(element: Element, { deltaX, deltaY, deltaMode, timeStamp }: WheelEvent): void {
      const goesOn = aim !== null && aim.element === element && timeStamp - aim.at < goesOnMs;
      const from = goesOn && aim !== null ? aim : { top: element.scrollTop, left: element.scrollLeft };
      const unit = deltaMode === WheelEvent.DOM_DELTA_LINE ? linePixels : 1;
      const within = (place: number, most: number) => Math.min(Math.max(place, 0), Math.max(most, 0));
      aim = {
        element,
        top: within(from.top + deltaY * unit, element.scrollHeight - element.clientHeight),
        left: within(from.left + deltaX * unit, element.scrollWidth - element.clientWidth),
        at: timeStamp,
      };
      isTold = false;
      if (timer === 0) say();
    },
  };
}

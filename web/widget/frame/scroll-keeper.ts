import { type Accessor, createSignal, onCleanup } from "solid-js";

/** This near to the end counts as being there. */
const END_PX = 48;
/** This near to the top, earlier entries are asked for. */
const TOP_PX = 240;

/**
 * Keeps a list of messages where the reader has it. At the end it stays at the end, whatever is added or grows; elsewhere
 * nothing moves under the reader's eyes, also when earlier messages arrive above. Call `attach` with the element that
 * scrolls, whose only child is the list.
 */
export function makeScrollKeeper(options: { onTop: () => void }): {
  attach: (scroller: HTMLElement) => void;
  atEnd: Accessor<boolean>;
  toEnd: (how?: ScrollBehavior) => void;
} {
  const [atEnd, setAtEnd] = createSignal(true);
  let scroller: HTMLElement | null = null;
  /** From the end of the list to what stands at the upper edge: this stays when something is added above. */
  let fromEnd = 0;
  /** Where it was scrolled to then: what the reader has scrolled since counts, too. */
  let scrolled = 0;
  let topKey: string | undefined;
  /** How high the list and its window were: where either has changed, it was not the reader who left the end. */
  let high = 0;
  let room = 0;

  const first = () => scroller?.querySelector<HTMLElement>("[data-key]")?.dataset["key"];

  /** After something was added above, whoever hears of it first: a step of the wheel, or the list's new size. */
  const hold = (outer: HTMLElement) => {
    const top = first();
    if (top !== topKey && !atEnd()) outer.scrollTop += outer.scrollHeight - fromEnd - scrolled;
    topKey = top;
  };

  const look = () => {
    if (scroller === null) return;
    hold(scroller);
    const { scrollHeight, clientHeight } = scroller;
    // A scroll that we made is told a frame later, after what was added meanwhile, and before its size is.
    if (atEnd() && (scrollHeight !== high || clientHeight !== room)) scroller.scrollTop = scrollHeight;
    [high, room] = [scrollHeight, clientHeight];
    const { scrollTop } = scroller;
    fromEnd = scrollHeight - scrollTop;
    scrolled = scrollTop;
    setAtEnd(fromEnd - clientHeight < END_PX);
    if (scrollTop < TOP_PX) options.onTop();
  };

  return {
    atEnd,
    toEnd: (how = "auto") => scroller?.scrollTo({ top: scroller.scrollHeight, behavior: how }),
    attach: (element) => {
      scroller = element;
      const watcher = new ResizeObserver(look);
      watcher.observe(element);
      if (element.firstElementChild) watcher.observe(element.firstElementChild);
      element.addEventListener("scroll", look, { passive: true });
      onCleanup(() => watcher.disconnect());
    },
  };
}

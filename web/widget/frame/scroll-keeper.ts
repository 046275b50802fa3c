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
  let topKey: string | undefined;

  const first = () => scroller?.querySelector<HTMLElement>("[data-key]")?.dataset["key"];

  const look = () => {
    if (scroller === null) return;
    const { scrollTop, scrollHeight, clientHeight } = scroller;
    fromEnd = scrollHeight - scrollTop;
    setAtEnd(fromEnd - clientHeight < END_PX);
    if (scrollTop < TOP_PX) options.onTop();
  };

  const keep = () => {
    if (scroller === null) return;
    const top = first();
    if (atEnd()) scroller.scrollTop = scroller.scrollHeight;
    else if (top !== topKey) scroller.scrollTop = scroller.scrollHeight - fromEnd;
    topKey = top;
    look();
  };

  return {
    atEnd,
    toEnd: (how = "auto") => scroller?.scrollTo({ top: scroller.scrollHeight, behavior: how }),
    attach: (element) => {
      scroller = element;
      const watcher = new ResizeObserver(keep);
      watcher.observe(element);
      if (element.firstElementChild) watcher.observe(element.firstElementChild);
      element.addEventListener("scroll", look, { passive: true });
      onCleanup(() => watcher.disconnect());
    },
  };
}

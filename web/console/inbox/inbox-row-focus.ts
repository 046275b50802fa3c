import { createEffect, createSignal, on, type Accessor } from "solid-js";

/**
 * The keyboard in a list of links that is drawn in part: one row takes part in Tab, arrows, Home and End move the focus, and
 * the row is brought into sight before it gets it. Enter is the link's own.
 */
export function createRowFocus(options: {
  keys: Accessor<readonly string[]>;
  current: Accessor<string | null>;
  /** The row that something else than these keys led to, and that is to be brought into sight. */
  reached?: Accessor<string | undefined>;
  body: () => HTMLElement | undefined;
}) {
  const [focused, setFocused] = createSignal<string>();
  const [moving, setMoving] = createSignal(false);
  const [revealed, setRevealed] = createSignal<string>();
  if (options.reached) createEffect(on(options.reached, setRevealed, { defer: true }));

  const rowElement = (key: string) => {
    const index = options.keys().indexOf(key);
    return options.body()?.querySelector<HTMLElement>(`[data-index="${index}"] a`);
  };

  const focusRow = (key: string, triesLeft = 5) => {
    const element = rowElement(key);
    if (element) element.focus({ preventScroll: true });
    // Just scrolled to: the row is drawn with one of the next frames.
    else if (triesLeft > 0) requestAnimationFrame(() => focusRow(key, triesLeft - 1));
  };

  const steps: Record<string, (at: number, last: number) => number> = {
    ArrowDown: (at, last) => Math.min(at + 1, last),
    ArrowUp: (at) => Math.max(at - 1, 0),
    Home: () => 0,
    End: (_, last) => last,
  };

  return {
    /** Key of the row to bring into sight. */
    revealed,
    /** Whether the arrows have moved the focus here, and it has not left since. */
    moving,
    focusable: (key: string) => {
      const keys = options.keys();
      const wanted = focused() ?? options.current();
      return wanted !== null && keys.includes(wanted) ? key === wanted : key === keys[0];
    },
    press: (event: KeyboardEvent) => {
      const step = steps[event.key];
      if (!step || event.altKey || event.ctrlKey || event.metaKey || event.shiftKey) return;
      const keys = options.keys();
      const at = keys.findIndex((key) => rowElement(key) === document.activeElement);
      const next = keys[step(at, keys.length - 1)];
      if (at === -1 || next === undefined) return;
      event.preventDefault();
      setMoving(true);
      setFocused(next);
      setRevealed(next);
      focusRow(next);
    },
    leave: (event: FocusEvent) => {
      const to = event.relatedTarget;
      if (to instanceof Node && options.body()?.contains(to)) return;
      // A row that is drawn anew loses the focus to nothing; the next frame gives it back.
      if (to === null && moving()) return;
      setMoving(false);
      setFocused(undefined);
    },
    /** A row was opened: the list may move again. */
    stop: () => {
      setMoving(false);
      setFocused(undefined);
    },
  };
}

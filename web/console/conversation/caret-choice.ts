import { createEffect, createMemo, createSignal, on, type Accessor } from "solid-js";
import { announce } from "../../ui/announcer.ts";
import type { CaretQuery } from "./caret-query.ts";

/** What is offered while something is looked for at the caret. */
export type CaretChoice<Item> = {
  /** What is being looked for; null also once the list was put away. */
  query: Accessor<CaretQuery | null>;
  matches: Accessor<readonly Item[]>;
  active: Accessor<Item | undefined>;
  setActive: (index: number) => void;
  take: (item: Item) => void;
  /** True when the key was for the list. */
  press: (event: KeyboardEvent) => boolean;
};

/**
 * A list over a text in which somebody types "@…" or "#…". The focus stays in the text; arrows choose, Enter and Tab take,
 * Escape puts the list away until the next sign.
 */
export function createCaretChoice<Item>(options: {
  /** Null where nothing is looked for. */
  query: Accessor<CaretQuery | null>;
  matches: (query: string) => readonly Item[];
  onTake: (item: Item, at: CaretQuery) => void;
  /** Said once when the list opens. */
  opened: (count: number) => string;
}): CaretChoice<Item> {
  const [index, setIndex] = createSignal(0);
  const [dismissed, setDismissed] = createSignal<number>();
  const query = createMemo(() => {
    const found = options.query();
    return found && found.start !== dismissed() ? found : null;
  });
  const matches = createMemo(() => {
    const wanted = query();
    return wanted ? options.matches(wanted.query) : [];
  });
  // Whoever takes the sign away and writes it again is looking again.
  createEffect(on(options.query, (found) => !found && setDismissed(undefined)));
  createEffect(on(query, (now, before) => now?.query !== before?.query && setIndex(0)));
  createEffect(
    on(
      () => matches().length,
      (count, before) => count > 0 && before === 0 && announce(options.opened(count)),
    ),
  );
  const active = () => matches()[Math.min(index(), matches().length - 1)];
  const take = (item: Item) => {
    const at = query();
    if (at) options.onTake(item, at);
  };

  return {
    query,
    matches,
    active,
    setActive: setIndex,
    take,
    press: (event) => {
      const count = matches().length;
      if (count === 0 || event.isComposing) return false;
      if (event.key === "ArrowDown") setIndex((at) => (at + 1) % count);
      else if (event.key === "ArrowUp") setIndex((at) => (at - 1 + count) % count);
      else if ((event.key === "Enter" && !event.shiftKey) || event.key === "Tab") {
        const item = active();
        if (item) take(item);
      } else if (event.key === "Escape") setDismissed(query()?.start);
      else return false;
      event.preventDefault();
      event.stopPropagation();
      return true;
    },
  };
}

import { type Accessor, createMemo, createSignal, type Setter } from "solid-js";

/** An item that stays the same object as long as its key is in the list, so that <For> keeps what was drawn for it. */
export type Keyed<Item> = { key: string; item: Accessor<Item> };

/**
 * The items of a list that is made anew at each change, by key: what is drawn is moved and updated, never made again. (The
 * store of Solid can do it too, and weighs 2 kB.)
 */
export function keyedList<Item extends { key: string }>(list: Accessor<readonly Item[]>): Accessor<Keyed<Item>[]> {
  let known = new Map<string, Keyed<Item> & { set: Setter<Item> }>();
  return createMemo(() => {
    const next: typeof known = new Map();
    for (const value of list()) {
      const before = known.get(value.key);
      if (before === undefined) {
        const [item, set] = createSignal(value);
        next.set(value.key, { key: value.key, item, set });
      } else {
        before.set(() => value);
        next.set(value.key, before);
      }
    }
    known = next;
    return [...next.values()];
  });
}

import { createVirtualizer } from "@tanstack/solid-virtual";
import { For, createEffect, createMemo, on, untrack } from "solid-js";
import type { JSX } from "solid-js";
import "./virtual-list.css";

export type VirtualListProps<Row extends object> = {
  rows: readonly Row[];
  /** Stable key of a row: it keeps its element, its focus and its measured height while others come and go. */
  rowKey: (row: Row) => string;
  /** Draws a row. The accessors keep the element when the row's data or place changes. */
  children: (row: () => Row, index: () => number) => JSX.Element;
  /** Height in pixels that a row probably has; measured once drawn. */
  estimate: number;
  /** Accessible name of the list. */
  label: string;
  /** Called when the end comes near: fetch the next page. May be called often; the caller knows what is under way. */
  onEnd?: (() => void) | undefined;
  /** Key of the row to bring into sight when it changes (keyboard selection). */
  reveal?: string | undefined;
  /** Below the last row: loading, end, retry. */
  footer?: JSX.Element;
  class?: string | undefined;
};

/**
 * A scrolling list that draws only the rows in sight. When rows above the view change, what is in sight stays
 * where it is under the pointer. Rows are list items; say in each row what is focusable.
 */
export function VirtualList<Row extends object>(props: VirtualListProps<Row>) {
  let scroller: HTMLDivElement | undefined;
  const keyAt = (index: number) => {
    const row = props.rows[index];
    return row === undefined ? index : props.rowKey(row);
  };
  const virtualizer = createVirtualizer<HTMLDivElement, HTMLLIElement>({
    get count() {
      return props.rows.length;
    },
    getScrollElement: () => scroller ?? null,
    estimateSize: () => props.estimate,
    getItemKey: keyAt,
    overscan: 6,
  });

  createEffect(() => {
    const items = virtualizer.getVirtualItems();
    const last = items[items.length - 1];
    if (last && last.index >= props.rows.length - 8) props.onEnd?.();
  });

  // Anchoring: the row at the top of the view keeps its place when rows above it come or go.
  let anchor: { key: string | number; offset: number } | undefined;
  const remember = () => {
    if (!scroller) return;
    const top = scroller.scrollTop;
    const item = virtualizer.getVirtualItems().find((candidate) => candidate.end > top);
    anchor = item && top > 0 ? { key: keyAt(item.index), offset: top - item.start } : undefined;
  };
  createEffect(
    on(
      () => props.reveal,
      (key) => {
        const index = key === undefined ? -1 : props.rows.findIndex((row) => props.rowKey(row) === key);
        if (index < 0) return;
        virtualizer.scrollToIndex(index, { align: "auto" });
        // Rows may change before the list says that it was scrolled, and would lead back.
        remember();
      },
    ),
  );
  createEffect(
    on(
      () => props.rows,
      () => {
        if (!anchor || !scroller) return;
        const kept = anchor;
        const index = props.rows.findIndex((row) => props.rowKey(row) === kept.key);
        const start = index < 0 ? undefined : virtualizer.getOffsetForIndex(index, "start")?.[0];
        if (start !== undefined) scroller.scrollTop = start + kept.offset;
      },
      { defer: true },
    ),
  );

  return (
    <div
      ref={(made) => (scroller = made)}
      class={`ui-virtual-list ui-scroll${props.class ? ` ${props.class}` : ""}`}
      onScroll={remember}
    >
      <ul class="ui-virtual-rows" style={{ "block-size": `${virtualizer.getTotalSize()}px` }} aria-label={props.label}>
        <For each={virtualizer.getVirtualItems().map((item) => item.key)}>
          {(key) => {
            const item = () => virtualizer.getVirtualItems().find((candidate) => candidate.key === key);
            const index = () => item()?.index ?? 0;
            const find = () => props.rows[item()?.index ?? -1];
            const first = untrack(find);
            // A place without a row comes again, under the row's own key.
            if (first === undefined) return null;
            // A row that left is what it was until its element goes: within a transition it is drawn after that once more.
            const row = createMemo<Row>((last) => find() ?? last, first);
            return (
              <li
                ref={(element) => queueMicrotask(() => element.isConnected && virtualizer.measureElement(element))}
                data-index={index()}
                class="ui-virtual-row"
                style={{ transform: `translateY(${item()?.start ?? 0}px)` }}
                aria-setsize={props.rows.length}
                aria-posinset={index() + 1}
              >
                {props.children(row, index)}
              </li>
            );
          }}
        </For>
      </ul>
      {props.footer}
    </div>
  );
}

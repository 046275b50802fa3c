import GripVertical from "lucide-solid/icons/grip-vertical";
import { createSignal, For, type Accessor, type JSX } from "solid-js";
import { announce } from "./announcer.ts";
import "./sortable-list.css";

type Drag = { from: number; to: number; by: number; step: number };

/** The nearest edge of the scrolling region at which a drag scrolls, in pixels. */
const edge = 48;

/**
 * A list that people put in order: each row has a handle, which is dragged with the pointer or moved with the arrow keys
 * (Home and End too). Escape takes a drag back. `onMove` is told once, with both places counted from 0.
 */
export function SortableList<Row>(props: {
  rows: readonly Row[];
  label: string;
  /** The handle's accessible name, as "Move Offices". */
  handleLabel: (row: Row) => string;
  /** Says where a row is now, as "Offices is 2 of 5". */
  placeText: (row: Row, place: number) => string;
  onMove: (from: number, to: number) => void;
  children: (row: Row, index: Accessor<number>, handle: JSX.Element) => JSX.Element;
}) {
  const [drag, setDrag] = createSignal<Drag | null>(null);
  let list: HTMLOListElement | undefined;

  /** Where a row stands while another one is dragged past it. */
  const shiftOf = (index: number) => {
    const now = drag();
    if (now === null) return 0;
    if (index === now.from) return now.by;
    if (index > now.from && index <= now.to) return -now.step;
    return index < now.from && index >= now.to ? now.step : 0;
  };

  const move = (row: Row, from: number, to: number, handle: HTMLElement) => {
    if (to === from || to < 0 || to >= props.rows.length) return;
    props.onMove(from, to);
    announce(props.placeText(row, to + 1));
    // Moving it in the document has taken the focus from it.
    queueMicrotask(() => handle.focus());
  };

  const press = (event: KeyboardEvent & { currentTarget: HTMLElement }, row: Row, from: number) => {
    const to = { ArrowUp: from - 1, ArrowDown: from + 1, Home: 0, End: props.rows.length - 1 }[event.key];
    if (to === undefined || drag() !== null) return;
    event.preventDefault();
    move(row, from, to, event.currentTarget);
  };

  const lift = (event: PointerEvent & { currentTarget: HTMLElement }, row: Row, from: number) => {
    if (event.button !== 0 || list === undefined || drag() !== null) return;
    event.preventDefault();
    const handle = event.currentTarget;
    handle.focus();
    // Where they belong, not where they are: one that was let go just now is on its way back.
    const rows = [...list.querySelectorAll<HTMLElement>(":scope > li")];
    const own = rows[from];
    if (own === undefined) return;
    const gap = Number.parseFloat(getComputedStyle(list).rowGap) || 0;
    const scroller = scrollerOf(list);
    const [startY, startScroll] = [event.clientY, scroller.scrollTop];
    const middles = rows.map((each) => each.offsetTop + each.offsetHeight / 2);
    handle.setPointerCapture(event.pointerId);
    setDrag({ from, to: from, by: 0, step: own.offsetHeight + gap });

    const follow = ({ clientY }: PointerEvent) => {
      const { top, bottom } = scroller.getBoundingClientRect();
      if (clientY < top + edge) scroller.scrollBy(0, -12);
      if (clientY > bottom - edge) scroller.scrollBy(0, 12);
      const by = clientY - startY + scroller.scrollTop - startScroll;
      const at = (middles[from] ?? 0) + by;
      const before = middles.filter((middle, index) => index < from && middle < at).length;
      const after = middles.filter((middle, index) => index > from && middle < at).length;
      setDrag({ from, by, to: before < from ? before : from + after, step: own.offsetHeight + gap });
    };
    const end = (taken: boolean) => {
      handle.removeEventListener("pointermove", follow);
      handle.removeEventListener("pointerup", drop);
      handle.removeEventListener("pointercancel", cancel);
      removeEventListener("keydown", escape, true);
      const { to } = drag() ?? { to: from };
      setDrag(null);
      if (taken) move(row, from, to, handle);
    };
    const drop = () => end(true);
    const cancel = () => end(false);
    const escape = (key: KeyboardEvent) => {
      if (key.key !== "Escape") return;
      key.preventDefault();
      key.stopPropagation();
      end(false);
    };
    handle.addEventListener("pointermove", follow);
    handle.addEventListener("pointerup", drop);
    handle.addEventListener("pointercancel", cancel);
    addEventListener("keydown", escape, true);
  };

  return (
    <ol class="ui-sortable" aria-label={props.label} ref={list} data-dragging={drag() === null ? undefined : ""}>
      <For each={props.rows}>
        {(row, index) => (
          <li
            class="ui-sortable-row"
            data-lifted={drag()?.from === index() ? "" : undefined}
            style={{ transform: drag() === null ? undefined : `translateY(${shiftOf(index())}px)` }}
          >
            {props.children(
              row,
              index,
              <button
                type="button"
                class="ui-sortable-handle"
                aria-label={props.handleLabel(row)}
                aria-keyshortcuts="ArrowUp ArrowDown Home End"
                onKeyDown={(event) => press(event, row, index())}
                onPointerDown={(event) => lift(event, row, index())}
              >
                <GripVertical />
              </button>,
            )}
          </li>
        )}
      </For>
    </ol>
  );
}

function scrollerOf(element: HTMLElement): HTMLElement {
  for (let each = element.parentElement; each !== null; each = each.parentElement) {
    if (/auto|scroll/.test(getComputedStyle(each).overflowY)) return each;
  }
  return document.documentElement;
}

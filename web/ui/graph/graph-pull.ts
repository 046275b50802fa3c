import { calcAutoPan } from "@xyflow/system";
import type { Point } from "./graph.ts";
import type { GraphView } from "./graph-view.ts";

/** Where a pull is now, on the canvas and on the screen. */
export type PullPlace = Point & { clientX: number; clientY: number };

/** What happens while something is pulled with the pointer. `dropped` false: it was given up, by Escape or the system. */
export type Pull = {
  moved: (place: PullPlace) => void;
  ended: (place: PullPlace, dropped: boolean) => void;
  /** The pointer came up where it went down. */
  pressed?: (place: PullPlace) => void;
};

const leastPixels = 4;

/**
 * Follows the pointer from here until it comes up. Near the edge of the canvas the canvas moves along, so that something can
 * be pulled farther than what is seen.
 */
export function beginPull(event: PointerEvent, canvas: HTMLElement, view: GraphView, pull: Pull): void {
  const start = { x: event.clientX, y: event.clientY };
  let last = start;
  let isPulling = false;
  let frame = 0;

  const place = (): PullPlace => ({ ...view.toGraph(last.x, last.y), clientX: last.x, clientY: last.y });
  const panAlong = () => {
    const { left, top } = canvas.getBoundingClientRect();
    const [dx = 0, dy = 0] = calcAutoPan({ x: last.x - left, y: last.y - top }, view.size());
    if (dx !== 0 || dy !== 0) {
      view.panBy(dx, dy);
      pull.moved(place());
    }
    frame = requestAnimationFrame(panAlong);
  };
  const move = (moved: PointerEvent) => {
    if (moved.pointerId !== event.pointerId) return;
    last = { x: moved.clientX, y: moved.clientY };
    if (!isPulling && Math.hypot(last.x - start.x, last.y - start.y) < leastPixels) return;
    if (!isPulling) frame = requestAnimationFrame(panAlong);
    isPulling = true;
    pull.moved(place());
  };
  const end = (dropped: boolean) => {
    cancelAnimationFrame(frame);
    removeEventListener("pointermove", move);
    removeEventListener("pointerup", up);
    removeEventListener("pointercancel", cancel);
    removeEventListener("keydown", key, true);
    if (isPulling) pull.ended(place(), dropped);
    else if (dropped) pull.pressed?.(place());
  };
  const up = (upped: PointerEvent) => {
    if (upped.pointerId === event.pointerId) end(true);
  };
  const cancel = (cancelled: PointerEvent) => {
    if (cancelled.pointerId === event.pointerId) end(false);
  };
  const key = (pressed: KeyboardEvent) => {
    if (pressed.key !== "Escape" || !isPulling) return;
    pressed.preventDefault();
    pressed.stopPropagation();
    end(false);
  };
  addEventListener("pointermove", move);
  addEventListener("pointerup", up);
  addEventListener("pointercancel", cancel);
  addEventListener("keydown", key, true);
}

import { getViewportForBounds, PanOnScrollMode, XYPanZoom, type PanZoomInstance } from "@xyflow/system";
import { createSignal, onCleanup, type Accessor } from "solid-js";
import type { Box, Point } from "./graph.ts";

/** How the canvas is looked at: `x` and `y` in pixels of the screen, `zoom` 1 is life-size. */
export type View = Point & { zoom: number };

export const zoomLimits = { least: 0.2, most: 1.6 };
const slowMs = 260;

/**
 * Panning and zooming, by pointer, wheel, trackpad, fingers and by name. Made before there is an element; `attach` begins.
 * Elements of the class `graph-still` and what is in them are not panned by. `covered`: pixels at a side over which something else stands.
 */
export function createGraphView(covered: { left?: number } = {}) {
  const [view, setView] = createSignal<View>({ x: 0, y: 0, zoom: 1 });
  const [size, setSize] = createSignal({ width: 0, height: 0 });
  const [panning, setPanning] = createSignal(false);
  let element: HTMLElement | undefined;
  let pan: PanZoomInstance | undefined;

  const attach = (made: HTMLElement) => {
    element = made;
    pan = XYPanZoom({
      domNode: made,
      minZoom: zoomLimits.least,
      maxZoom: zoomLimits.most,
      viewport: view(),
      translateExtent: [
        [-Infinity, -Infinity],
        [Infinity, Infinity],
      ],
      onDraggingChange: setPanning,
    });
    pan.update({
      noWheelClassName: "graph-nowheel",
      noPanClassName: "graph-still",
      preventScrolling: true,
      panOnScroll: true,
      panOnDrag: [0, 1],
      panOnScrollMode: PanOnScrollMode.Free,
      panOnScrollSpeed: 1,
      userSelectionActive: false,
      zoomOnPinch: true,
      zoomOnScroll: false,
      zoomOnDoubleClick: false,
      zoomActivationKeyPressed: false,
      lib: "graph",
      onTransformChange: ([x, y, zoom]) => setView({ x, y, zoom }),
      connectionInProgress: false,
      paneClickDistance: 2,
    });
    const observer = new ResizeObserver(() => setSize({ width: made.clientWidth, height: made.clientHeight }));
    observer.observe(made);
    setSize({ width: made.clientWidth, height: made.clientHeight });
    onCleanup(() => {
      observer.disconnect();
      pan?.destroy();
    });
  };

  const go = (next: View, slowly: boolean) => {
    const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
    void pan?.setViewport(next, slowly && !still ? { duration: slowMs } : {});
  };

  return {
    /** Reactive, as are `size` and `panning`. */
    view: view as Accessor<View>,
    size: size as Accessor<{ width: number; height: number }>,
    panning: panning as Accessor<boolean>,
    attach,

    /** Where a point of the screen lies on the canvas. */
    toGraph: (clientX: number, clientY: number): Point => {
      const place = element?.getBoundingClientRect();
      const { x, y, zoom } = view();
      return { x: (clientX - (place?.left ?? 0) - x) / zoom, y: (clientY - (place?.top ?? 0) - y) / zoom };
    },
    /** The part of the canvas that is seen. */
    seen: (): Box => {
      const { x, y, zoom } = view();
      return { x: -x / zoom, y: -y / zoom, width: size().width / zoom, height: size().height / zoom };
    },
    /** Shows all of a box, never larger than life. */
    fit: (box: Box, slowly = true) => {
      const { width, height } = size();
      if (width === 0 || height === 0) return;
      const padding = { x: "64px", y: "64px", left: `${64 + (covered.left ?? 0)}px` } as const;
      go(getViewportForBounds(box, width, height, zoomLimits.least, 1, padding), slowly);
    },
    /** Puts a point into the middle; life-size where it was too small to read. */
    center: (point: Point, slowly = true) => {
      const zoom = Math.max(view().zoom, 0.75);
      const { width, height } = size();
      go({ x: width / 2 - point.x * zoom, y: height / 2 - point.y * zoom, zoom }, slowly);
    },
    zoomBy: (factor: number) => {
      const still = matchMedia("(prefers-reduced-motion: reduce)").matches;
      void pan?.scaleBy(factor, still ? {} : { duration: 140 });
    },
    zoomTo: (zoom: number) => void pan?.scaleTo(zoom, { duration: 140 }),
    /** Moves what is seen, in pixels of the screen. */
    panBy: (dx: number, dy: number) => {
      const { x, y, zoom } = view();
      go({ x: x + dx, y: y + dy, zoom }, false);
    },
  };
}

export type GraphView = ReturnType<typeof createGraphView>;

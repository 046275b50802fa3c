import { createEffect, createMemo, createSignal, For, on, onMount, Show } from "solid-js";
import type { JSX } from "solid-js";
import {
  boundsOf,
  boxBetween,
  contains,
  type Box,
  type Direction,
  exitPoint,
  type GraphEdge,
  type GraphNode,
  gridSize,
  neighbourOf,
  nodeAt,
  onGrid,
  type Point,
  touches,
} from "./graph.ts";
import { GraphEdges, type OpenLine } from "./graph-edges.tsx";
import { beginPull, type PullPlace } from "./graph-pull.ts";
import type { GraphView } from "./graph-view.ts";
import "./graph-canvas.css";

export type GraphCanvasProps = {
  view: GraphView;
  /** Accessible name, and how the keys work here. */
  label: string;
  help: string;
  nodes: readonly GraphNode[];
  edges: readonly GraphEdge[];
  selected: ReadonlySet<string>;
  /** `edgeKey` of the edge that is selected. */
  selectedEdge: string | null;
  /** Without it the canvas is looked at, and nothing moves. */
  editable: boolean;
  onSelect: (ids: readonly string[]) => void;
  onSelectEdge: (key: string | null) => void;
  /** After a pull, or a step by key: where they stand now. */
  onMove: (moves: readonly { id: string; x: number; y: number }[]) => void;
  onConnect: (edge: GraphEdge) => void;
  /** An edge was pulled off and let go over nothing. */
  onDisconnect: (edge: GraphEdge) => void;
  /** A line from an exit was let go over nothing, or the exit was pressed: a new node may begin there. */
  onOpenEnd: (end: { node: string; exit: string; at: Point | null; clientX: number; clientY: number }) => void;
  /** Enter, or a double press. */
  onOpen: (id: string) => void;
  nodeLabel: (id: string) => string;
  /** Marks an edge: "live" is drawn as where something is going on. */
  edgeTone?: ((edge: GraphEdge) => "live" | "wrong" | undefined) | undefined;
  /** Stands at the middle of an edge that is pointed at or selected. */
  edgeTools?: ((edge: GraphEdge) => JSX.Element) | undefined;
  /** The words of a node. What is in it is as large as the node says. */
  children: (node: () => GraphNode) => JSX.Element;
};

/** How many are drawn at once although they are not seen; more are drawn when they come into sight. */
const drawnAll = 120;
const margin = 300;
const directions: Record<string, Direction> = {
  ArrowUp: "up",
  ArrowDown: "down",
  ArrowLeft: "left",
  ArrowRight: "right",
};

/**
 * Boxes with edges between them, to be pulled about. It owns what is looked at and pulled, nothing else: nodes, edges and
 * selection are the caller's, who is told each change when it is done. Always from left to right, in every language.
 */
export function GraphCanvas(props: GraphCanvasProps) {
  const { view } = props;
  let canvas!: HTMLDivElement;
  const [shift, setShift] = createSignal<{ ids: ReadonlySet<string>; dx: number; dy: number } | null>(null);
  const [line, setLine] = createSignal<OpenLine | null>(null);
  const [frame, setFrame] = createSignal<Box | null>(null);
  const [current, setCurrent] = createSignal<string | null>(null);
  onMount(() => {
    // The panning listens to the same element: with Shift it must not hear of the press, which frames then.
    const hide = (event: MouseEvent) => event.shiftKey && event.stopImmediatePropagation();
    canvas.addEventListener("mousedown", hide, { capture: true });
    view.attach(canvas);
  });

  const placed = createMemo(() => {
    const moved = shift();
    if (moved === null) return props.nodes;
    return props.nodes.map((node) =>
      moved.ids.has(node.id) ? { ...node, x: onGrid(node.x + moved.dx), y: onGrid(node.y + moved.dy) } : node,
    );
  });
  const byId = createMemo(() => new Map(placed().map((node) => [node.id, node])));
  const drawn = createMemo(() => {
    if (placed().length <= drawnAll) return placed().map(({ id }) => id);
    const seen = view.seen();
    const around = {
      x: seen.x - margin,
      y: seen.y - margin,
      width: seen.width + 2 * margin,
      height: seen.height + 2 * margin,
    };
    return placed()
      .filter((node) => touches(node, around) || props.selected.has(node.id) || node.id === current())
      .map(({ id }) => id);
  });
  /** The one that Tab leads to. */
  const reached = () => {
    const known = current();
    return known !== null && byId().has(known) ? known : props.nodes[0]?.id;
  };

  const pullNode = (event: PointerEvent, id: string) => {
    if (event.button !== 0 || !(event.target instanceof Element) || event.target.closest("button, a, input")) return;
    const adds = event.shiftKey || event.ctrlKey || event.metaKey;
    const was = props.selected.has(id);
    if (adds) props.onSelect(was ? [...props.selected].filter((other) => other !== id) : [...props.selected, id]);
    else if (!was) props.onSelect([id]);
    const start = view.toGraph(event.clientX, event.clientY);
    const ids = new Set(was || adds ? [...props.selected, id] : [id]);
    beginPull(event, canvas, view, {
      moved: ({ x, y }) => props.editable && setShift({ ids, dx: x - start.x, dy: y - start.y }),
      ended: (_, dropped) => {
        const moves = placed().filter((node) => ids.has(node.id));
        setShift(null);
        if (dropped && props.editable) props.onMove(moves.map(({ id: moved, x, y }) => ({ id: moved, x, y })));
      },
      pressed: () => !adds && props.onSelect([id]),
    });
  };

  const pullLine = (event: PointerEvent, node: GraphNode, exit: string, pulledOff: GraphEdge | null) => {
    if (event.button !== 0) return;
    event.preventDefault();
    const from = () => exitPoint(byId().get(node.id) ?? node, exit);
    const under = ({ x, y }: PullPlace) => {
      const over = nodeAt(placed(), { x, y }, 20);
      return over === null || over.entry === null || over.id === node.id ? null : over.id;
    };
    const allowed = props.editable;
    beginPull(event, canvas, view, {
      moved: (place) => allowed && setLine({ from: from(), to: place, over: under(place), node: node.id, exit }),
      ended: (place, dropped) => {
        setLine(null);
        if (!dropped || !allowed) return;
        const over = under(place);
        if (over !== null) return props.onConnect({ node: node.id, exit, to: over });
        if (pulledOff !== null) return props.onDisconnect(pulledOff);
        const { x, y, clientX, clientY } = place;
        props.onOpenEnd({ node: node.id, exit, at: { x, y }, clientX, clientY });
      },
      pressed: ({ clientX, clientY }) => {
        if (pulledOff !== null) props.onSelectEdge(`${pulledOff.node} ${pulledOff.exit}`);
        else if (allowed) props.onOpenEnd({ node: node.id, exit, at: null, clientX, clientY });
      },
    });
  };

  /** Shift and a pull over nothing frames what is selected. */
  const pullFrame = (event: PointerEvent) => {
    if (event.button !== 0 || event.target !== event.currentTarget) return;
    if (!event.shiftKey) return;
    event.stopPropagation();
    const start = view.toGraph(event.clientX, event.clientY);
    beginPull(event, canvas, view, {
      moved: (place) => {
        const box = boxBetween(start, place);
        setFrame(box);
        props.onSelect(props.nodes.filter((node) => touches(node, box)).map(({ id }) => id));
      },
      ended: () => setFrame(null),
    });
  };

  const press = (event: KeyboardEvent, id: string) => {
    if (event.target !== event.currentTarget) return;
    const node = byId().get(id);
    const direction = directions[event.key];
    if (!node) return;
    if (direction && event.altKey && props.editable) {
      const by = event.shiftKey ? 8 * gridSize : gridSize;
      const [dx, dy] = { up: [0, -by], down: [0, by], left: [-by, 0], right: [by, 0] }[direction];
      const moving = props.selected.has(id) ? props.nodes.filter((each) => props.selected.has(each.id)) : [node];
      props.onMove(
        moving.map((each) => ({ id: each.id, x: onGrid(each.x) + (dx ?? 0), y: onGrid(each.y) + (dy ?? 0) })),
      );
    } else if (direction && !event.ctrlKey && !event.metaKey && !event.altKey) {
      const next = neighbourOf(placed(), node, direction);
      if (next) {
        props.onSelect(event.shiftKey ? [...props.selected, next.id] : [next.id]);
        focusOn(next.id);
      }
    } else if (event.key === "Enter") {
      props.onSelect([id]);
      props.onOpen(id);
    } else if (event.key === " ") {
      props.onSelect(
        props.selected.has(id) ? [...props.selected].filter((each) => each !== id) : [...props.selected, id],
      );
    } else return;
    event.preventDefault();
  };
  const focusOn = (id: string) => {
    setCurrent(id);
    canvas.querySelector<HTMLElement>(`[data-node="${CSS.escape(id)}"]`)?.focus({ preventScroll: true });
  };
  /** What gets the focus by key comes into sight. */
  const show = (id: string) => {
    setCurrent(id);
    const node = byId().get(id);
    if (node && !contains(view.seen(), node)) view.center({ x: node.x + node.width / 2, y: node.y + node.height / 2 });
  };

  // The first look: all of it, as soon as there is a size to fit it into.
  let isFitted = false;
  createEffect(
    on([view.size, () => props.nodes.length > 0], ([{ width }, any]) => {
      if (isFitted || width === 0 || !any) return;
      isFitted = true;
      const all = boundsOf(props.nodes);
      if (all) view.fit(all, false);
    }),
  );

  return (
    <div
      ref={canvas}
      class="graph"
      dir="ltr"
      role="application"
      aria-label={props.label}
      aria-description={props.help}
      data-panning={view.panning() ? "" : undefined}
      data-pulling={line() ? "" : undefined}
      style={{
        "--graph-x": `${view.view().x}px`,
        "--graph-y": `${view.view().y}px`,
        "--graph-zoom": view.view().zoom,
      }}
      onPointerDown={pullFrame}
      onClick={(event) => {
        if (event.target !== event.currentTarget || event.shiftKey) return;
        props.onSelect([]);
        props.onSelectEdge(null);
      }}
    >
      <div class="graph-plane">
        <GraphEdges
          edges={props.edges}
          nodes={byId()}
          line={line()}
          selected={props.selectedEdge}
          tone={props.edgeTone}
          tools={props.edgeTools}
          onPull={(event, edge) => {
            const node = byId().get(edge.node);
            if (node) pullLine(event, node, edge.exit, edge);
          }}
        />
        <For each={drawn()}>
          {(id) => {
            const node = createMemo<GraphNode | undefined>((before) => byId().get(id) ?? before);
            return (
              <Show when={node()}>
                {(known) => (
                  <div
                    class="graph-node graph-still"
                    data-node={id}
                    data-selected={props.selected.has(id) ? "" : undefined}
                    data-over={line()?.over === id ? "" : undefined}
                    data-moving={shift()?.ids.has(id) ? "" : undefined}
                    role="group"
                    tabIndex={reached() === id ? 0 : -1}
                    aria-label={props.nodeLabel(id)}
                    style={{
                      transform: `translate(${known().x}px, ${known().y}px)`,
                      width: `${known().width}px`,
                      height: `${known().height}px`,
                    }}
                    onPointerDown={(event) => pullNode(event, id)}
                    onDblClick={() => props.onOpen(id)}
                    onKeyDown={(event) => press(event, id)}
                    onFocus={(event) => (event.currentTarget.matches(":focus-visible") ? show(id) : setCurrent(id))}
                  >
                    {props.children(known)}
                    <Show when={known().entry}>
                      {(y) => <span class="graph-entry" aria-hidden="true" style={{ top: `${y()}px` }} />}
                    </Show>
                    <For each={known().exits}>
                      {(exit) => (
                        <span
                          class="graph-exit graph-still"
                          aria-hidden="true"
                          data-exit={exit.id}
                          data-open={
                            props.edges.some((edge) => edge.node === id && edge.exit === exit.id) ? undefined : ""
                          }
                          style={{ top: `${exit.y}px` }}
                          onPointerDown={(event) => {
                            event.stopPropagation();
                            pullLine(event, known(), exit.id, null);
                          }}
                        />
                      )}
                    </For>
                  </div>
                )}
              </Show>
            );
          }}
        </For>
        <Show when={frame()}>
          {(box) => (
            <div
              class="graph-frame"
              style={{
                transform: `translate(${box().x}px, ${box().y}px)`,
                width: `${box().width}px`,
                height: `${box().height}px`,
              }}
            />
          )}
        </Show>
      </div>
    </div>
  );
}

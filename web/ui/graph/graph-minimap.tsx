import { createMemo, For } from "solid-js";
import { boundsOf, type GraphNode } from "./graph.ts";
import type { GraphView } from "./graph-view.ts";

const width = 168;
const height = 112;

/** The whole canvas in small, and which part is seen. Pressing and pulling looks elsewhere. For the pointer only: keys have the nodes. */
export function GraphMinimap(props: {
  view: GraphView;
  nodes: readonly GraphNode[];
  selected: ReadonlySet<string>;
  /** A class for the look of a node in small. */
  tone?: ((id: string) => string | undefined) | undefined;
}) {
  let drawing!: SVGSVGElement;
  const seen = () => props.view.seen();
  /** Everything that there is and is seen, in the proportion of the map. */
  const shown = createMemo(() => {
    const all = boundsOf([...props.nodes, seen()]) ?? seen();
    const scale = Math.max(all.width / width, all.height / height, 0.1) * 1.08;
    const [w, h] = [width * scale, height * scale];
    return { x: all.x + all.width / 2 - w / 2, y: all.y + all.height / 2 - h / 2, width: w, height: h, scale };
  });
  const look = (event: PointerEvent) => {
    const place = drawing.getBoundingClientRect();
    const { x, y, scale } = shown();
    const at = { x: x + (event.clientX - place.left) * scale, y: y + (event.clientY - place.top) * scale };
    const before = seen();
    const { zoom } = props.view.view();
    props.view.panBy((before.x + before.width / 2 - at.x) * zoom, (before.y + before.height / 2 - at.y) * zoom);
  };
  return (
    <svg
      ref={drawing}
      class="graph-minimap"
      aria-hidden="true"
      width={width}
      height={height}
      viewBox={`${shown().x} ${shown().y} ${shown().width} ${shown().height}`}
      onPointerDown={(event) => {
        event.currentTarget.setPointerCapture(event.pointerId);
        look(event);
      }}
      onPointerMove={(event) => event.currentTarget.hasPointerCapture(event.pointerId) && look(event)}
    >
      <For each={props.nodes}>
        {(node) => (
          <rect
            class="graph-minimap-node"
            data-tone={props.tone?.(node.id)}
            data-selected={props.selected.has(node.id) ? "" : undefined}
            x={node.x}
            y={node.y}
            width={node.width}
            height={node.height}
            rx={3 * shown().scale}
          />
        )}
      </For>
      <rect
        class="graph-minimap-seen"
        x={seen().x}
        y={seen().y}
        width={seen().width}
        height={seen().height}
        rx={4 * shown().scale}
      />
    </svg>
  );
}

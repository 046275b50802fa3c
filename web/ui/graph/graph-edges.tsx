import { createMemo, createSignal, For, Show } from "solid-js";
import type { JSX } from "solid-js";
import { edgeKey, entryPoint, exitPoint, type GraphEdge, type GraphNode, linePath, type Point } from "./graph.ts";

/** A line that is being pulled from an exit. `over`: the node that it would lead to. */
export type OpenLine = { node: string; exit: string; from: Point; to: Point; over: string | null };

/** The edges, under the nodes, and the line that is being pulled. */
export function GraphEdges(props: {
  edges: readonly GraphEdge[];
  nodes: ReadonlyMap<string, GraphNode>;
  line: OpenLine | null;
  selected: string | null;
  tone: ((edge: GraphEdge) => "live" | "wrong" | undefined) | undefined;
  tools: ((edge: GraphEdge) => JSX.Element) | undefined;
  onPull: (event: PointerEvent, edge: GraphEdge) => void;
}) {
  const [pointed, setPointed] = createSignal<string | null>(null);
  let leaving: ReturnType<typeof setTimeout> | undefined;
  /** What stands at the middle is reached over a gap: it goes a moment later. */
  const leave = () => {
    leaving = setTimeout(() => setPointed(null), 160);
  };
  const point = (key: string) => {
    clearTimeout(leaving);
    setPointed(key);
  };
  const lines = createMemo(() =>
    props.edges.flatMap((edge) => {
      const from = props.nodes.get(edge.node);
      const to = props.nodes.get(edge.to);
      return from && to ? [{ edge, key: edgeKey(edge), ...linePath(exitPoint(from, edge.exit), entryPoint(to)) }] : [];
    }),
  );
  const active = () => lines().find(({ key }) => key === (pointed() ?? props.selected));
  const isPulled = (edge: GraphEdge) => props.line?.node === edge.node && props.line.exit === edge.exit;

  return (
    <>
      <svg class="graph-edges" aria-hidden="true">
        <For each={lines()}>
          {({ edge, key, path }) => (
            <g
              class="graph-edge graph-still"
              data-edge={key}
              data-selected={props.selected === key ? "" : undefined}
              data-pointed={pointed() === key ? "" : undefined}
              data-tone={props.tone?.(edge)}
              data-pulled={isPulled(edge) ? "" : undefined}
              onPointerDown={(event) => props.onPull(event, edge)}
              onPointerEnter={() => point(key)}
              onPointerLeave={leave}
            >
              <path class="graph-edge-reach" d={path} />
              <path class="graph-edge-line" d={path} />
            </g>
          )}
        </For>
        <Show when={props.line}>
          {(line) => (
            <path
              class="graph-open-line"
              data-over={line().over === null ? undefined : ""}
              d={linePath(line().from, line().to).path}
            />
          )}
        </Show>
      </svg>
      <Show when={props.tools && props.line === null && active()}>
        {(line) => (
          <div
            class="graph-edge-tools graph-still"
            style={{ transform: `translate(${line().middle.x}px, ${line().middle.y}px) translate(-50%, -50%)` }}
            onPointerEnter={() => point(line().key)}
            onPointerLeave={leave}
          >
            {props.tools?.(line().edge)}
          </div>
        )}
      </Show>
    </>
  );
}

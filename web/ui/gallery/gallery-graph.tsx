import { createSignal } from "solid-js";
import { edgeKey, type GraphEdge, type GraphNode } from "../graph/graph.ts";
import { GraphCanvas } from "../graph/graph-canvas.tsx";
import { GraphMinimap } from "../graph/graph-minimap.tsx";
import { createGraphView } from "../graph/graph-view.ts";

const box = (id: string, x: number, y: number, exits: string[]): GraphNode => ({
  id,
  x,
  y,
  width: 200,
  height: 44 + 28 * exits.length,
  entry: id === "one" ? null : 22,
  exits: exits.map((exit, at) => ({ id: exit, y: 58 + 28 * at })),
});

export function GraphSection() {
  const view = createGraphView();
  const [nodes, setNodes] = createSignal([
    box("one", 0, 0, ["next"]),
    box("two", 320, -40, ["yes", "no", "otherwise"]),
    box("three", 640, -120, ["next"]),
    box("four", 640, 80, []),
  ]);
  const [edges, setEdges] = createSignal<GraphEdge[]>([
    { node: "one", exit: "next", to: "two" },
    { node: "two", exit: "yes", to: "three" },
    { node: "two", exit: "no", to: "four" },
    { node: "three", exit: "next", to: "two" },
  ]);
  const [selected, setSelected] = createSignal<ReadonlySet<string>>(new Set());
  const [edge, setEdge] = createSignal<string | null>(null);
  const without = (key: string) => edges().filter((each) => edgeKey(each) !== key);
  return (
    <section class="gallery-section" aria-labelledby="graph">
      <h2 id="graph">Graph</h2>
      <div style={{ position: "relative", "block-size": "26rem" }}>
        <GraphCanvas
          view={view}
          label="Graph"
          help="Arrow keys go from box to box; with Alt they move it."
          nodes={nodes()}
          edges={edges()}
          selected={selected()}
          selectedEdge={edge()}
          editable
          onSelect={(ids) => setSelected(new Set(ids))}
          onSelectEdge={setEdge}
          onMove={(moves) => setNodes(nodes().map((node) => ({ ...node, ...moves.find(({ id }) => id === node.id) })))}
          onConnect={(made) => setEdges([...without(edgeKey(made)), made])}
          onDisconnect={(gone) => setEdges(without(edgeKey(gone)))}
          onOpenEnd={() => {}}
          onOpen={() => {}}
          nodeLabel={(id) => id}
        >
          {(node) => <strong style={{ padding: "0.75rem", display: "block" }}>{node().id}</strong>}
        </GraphCanvas>
        <div style={{ position: "absolute", "inset-block-end": "0.75rem", "inset-inline-end": "0.75rem" }}>
          <GraphMinimap view={view} nodes={nodes()} selected={selected()} />
        </div>
      </div>
    </section>
  );
}

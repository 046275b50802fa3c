import type { FlowDefinition } from "#protocol/flow";
import { onGrid } from "../../ui/graph/graph.ts";
import { cardSize, exitHeight } from "./flow-card.ts";
import { moveSteps, waysOf } from "./flow-edit.ts";

const between = { ranks: 96, nodes: 32 };

/**
 * Puts every step of a flow in its place: from left to right as a run goes, what follows the first outcome above what follows
 * the next one. Steps that no edge touches stand below. What does the work loads when it is asked for.
 */
export async function tidied(definition: FlowDefinition): Promise<FlowDefinition> {
  const { Graph, layout } = await import("@dagrejs/dagre");
  const graph = new Graph({ multigraph: true });
  graph.setGraph({ rankdir: "LR", ranksep: between.ranks, nodesep: between.nodes, ranker: "network-simplex" });
  graph.setDefaultEdgeLabel(() => ({}));
  const first = definition.steps.toSorted(
    (a, b) => Number(b.id === definition.start) - Number(a.id === definition.start),
  );
  for (const step of first) graph.setNode(step.id, cardSize(step));
  for (const { step, outcome, to } of waysOf(definition))
    if (step !== to) graph.setEdge(step, to, { weight: 1, minlen: 1 }, outcome);
  layout(graph);
  const moves = definition.steps.map((step) => {
    const { x, y } = graph.node(step.id);
    const { width, height } = cardSize(step);
    return { id: step.id, x: x - width / 2, y: y - height / 2 };
  });
  const start = moves.find(({ id }) => id === definition.start);
  const [dx, dy] = [start?.x ?? 0, start?.y ?? 0];
  return straightened(
    moveSteps(
      definition,
      moves.map(({ id, x, y }) => ({ id, x: onGrid(x - dx), y: onGrid(y - dy) })),
    ),
  );
}

/** A step that has one way in, of a step that has one way out, stands at the same height, where nothing else does. */
function straightened(definition: FlowDefinition): FlowDefinition {
  const ways = waysOf(definition);
  let steps = definition.steps;
  for (const { step, outcome, to } of ways) {
    const from = steps.find(({ id }) => id === step);
    const target = steps.find(({ id }) => id === to);
    const single =
      ways.filter((way) => way.to === to).length === 1 && ways.filter((way) => way.step === step).length === 1;
    if (!from || !target || !single || target.position.x <= from.position.x) continue;
    const y = onGrid(from.position.y + exitHeight(from, outcome) - 22);
    const box = { x: target.position.x, y, ...cardSize(target) };
    const isFree = steps.every(
      (other) =>
        other.id === to ||
        other.position.x >= box.x + box.width ||
        box.x >= other.position.x + cardSize(other).width ||
        other.position.y >= box.y + box.height + 16 ||
        box.y >= other.position.y + cardSize(other).height + 16,
    );
    if (isFree) steps = steps.map((each) => (each.id === to ? { ...each, position: { x: box.x, y } } : each));
  }
  return { ...definition, steps };
}

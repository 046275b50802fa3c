import { getBezierPath, getSmoothStepPath, Position } from "@xyflow/system";

export type Point = { x: number; y: number };
export type Box = Point & { width: number; height: number };

/** A box on the canvas. Its size is known before it is drawn, so that edges and layout need no measuring. */
export type GraphNode = Box & {
  id: string;
  /** How far below its top edges arrive; null: none may. */
  entry: number | null;
  /** Where edges leave, at its end side. */
  exits: readonly { id: string; y: number }[];
};

/** Leads from an exit to a node. An exit has one edge at most, so the two name it. */
export type GraphEdge = { node: string; exit: string; to: string };

export type Direction = "up" | "down" | "left" | "right";

export function edgeKey(edge: { node: string; exit: string }): string {
  return `${edge.node} ${edge.exit}`;
}

/** The smallest box with all of these in it; null where there are none. */
export function boundsOf(boxes: readonly Box[]): Box | null {
  if (boxes.length === 0) return null;
  const left = Math.min(...boxes.map(({ x }) => x));
  const top = Math.min(...boxes.map(({ y }) => y));
  const right = Math.max(...boxes.map(({ x, width }) => x + width));
  const bottom = Math.max(...boxes.map(({ y, height }) => y + height));
  return { x: left, y: top, width: right - left, height: bottom - top };
}

/** Whether two boxes share a point. */
export function touches(a: Box, b: Box): boolean {
  return a.x <= b.x + b.width && b.x <= a.x + a.width && a.y <= b.y + b.height && b.y <= a.y + a.height;
}

/** Whether all of a box lies in another. */
export function contains(outer: Box, inner: Box): boolean {
  return (
    inner.x >= outer.x &&
    inner.y >= outer.y &&
    inner.x + inner.width <= outer.x + outer.width &&
    inner.y + inner.height <= outer.y + outer.height
  );
}

/** The box between two corners, whichever they are. */
export function boxBetween(a: Point, b: Point): Box {
  return { x: Math.min(a.x, b.x), y: Math.min(a.y, b.y), width: Math.abs(a.x - b.x), height: Math.abs(a.y - b.y) };
}

/** The topmost node under a point, or up to `margin` beside it. */
export function nodeAt(nodes: readonly GraphNode[], { x, y }: Point, margin = 0): GraphNode | null {
  const around = { x: x - margin, y: y - margin, width: 2 * margin, height: 2 * margin };
  return nodes.findLast((node) => touches(node, around)) ?? null;
}

/**
 * The next node in a direction, as an arrow key means it: what lies that way, the nearest first, and rather straight on than
 * aside. Null: nothing lies there.
 */
export function neighbourOf(nodes: readonly GraphNode[], from: GraphNode, direction: Direction): GraphNode | null {
  const center = (node: Box) => ({ x: node.x + node.width / 2, y: node.y + node.height / 2 });
  const start = center(from);
  const away = nodes.flatMap((node) => {
    const { x, y } = center(node);
    const { ahead, aside } = {
      up: { ahead: start.y - y, aside: x - start.x },
      down: { ahead: y - start.y, aside: x - start.x },
      left: { ahead: start.x - x, aside: y - start.y },
      right: { ahead: x - start.x, aside: y - start.y },
    }[direction];
    return node.id === from.id || ahead <= 0 ? [] : [{ node, far: ahead + 2 * Math.abs(aside) }];
  });
  return away.toSorted((a, b) => a.far - b.far)[0]?.node ?? null;
}

/** Where an exit stands on the canvas. */
export function exitPoint(node: GraphNode, exit: string): Point {
  const y = node.exits.find(({ id }) => id === exit)?.y ?? node.height / 2;
  return { x: node.x + node.width, y: node.y + y };
}

/** Where edges arrive. */
export function entryPoint(node: GraphNode): Point {
  return { x: node.x, y: node.y + (node.entry ?? node.height / 2) };
}

/** The line from an exit to an entry, and its middle. What leads back goes around, with corners, so that it is seen as such. */
export function linePath(from: Point, to: Point): { path: string; middle: Point } {
  const ends = {
    sourceX: from.x,
    sourceY: from.y,
    sourcePosition: Position.Right,
    targetX: to.x,
    targetY: to.y,
    targetPosition: Position.Left,
  };
  const [path, x, y] =
    to.x - from.x > -24 ? getBezierPath(ends) : getSmoothStepPath({ ...ends, borderRadius: 16, offset: 28 });
  return { path, middle: { x, y } };
}

/** Positions stand on a grid, so that what is dragged by hand still lines up. */
export function onGrid(value: number): number {
  return Math.round(value / gridSize) * gridSize;
}

export const gridSize = 8;

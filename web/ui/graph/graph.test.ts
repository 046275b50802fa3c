import { describe, expect, it } from "vitest";
import {
  boundsOf,
  boxBetween,
  contains,
  type GraphNode,
  linePath,
  neighbourOf,
  nodeAt,
  onGrid,
  touches,
} from "./graph.ts";

const node = (id: string, x: number, y: number): GraphNode => ({
  id,
  x,
  y,
  width: 100,
  height: 50,
  entry: 20,
  exits: [],
});
const nodes = [node("a", 0, 0), node("b", 200, 10), node("c", 200, 200), node("d", 0, 200)];

describe("boxes", () => {
  it("are found under a point, the topmost first, and a little beside", () => {
    expect(nodeAt(nodes, { x: 50, y: 25 })?.id).toBe("a");
    expect(nodeAt(nodes, { x: 110, y: 25 })).toBe(null);
    expect(nodeAt(nodes, { x: 110, y: 25 }, 20)?.id).toBe("a");
    expect(nodeAt([...nodes, node("over", 10, 10)], { x: 50, y: 25 })?.id).toBe("over");
  });

  it("have neighbours as arrow keys mean them, and none where nothing lies that way", () => {
    const from = (id: string) => nodes.find((each) => each.id === id) ?? node("none", 0, 0);
    expect(neighbourOf(nodes, from("a"), "right")?.id).toBe("b");
    expect(neighbourOf(nodes, from("a"), "down")?.id).toBe("d");
    expect(neighbourOf(nodes, from("c"), "left")?.id).toBe("d");
    expect(neighbourOf(nodes, from("c"), "up")?.id).toBe("b");
    expect(neighbourOf(nodes, from("a"), "left")).toBe(null);
  });

  it("have bounds, meet, and lie within one another", () => {
    expect(boundsOf(nodes)).toEqual({ x: 0, y: 0, width: 300, height: 250 });
    expect(boundsOf([])).toBe(null);
    expect(touches(node("x", 0, 0), node("y", 100, 50))).toBe(true);
    expect(touches(node("x", 0, 0), node("y", 101, 0))).toBe(false);
    expect(contains({ x: 0, y: 0, width: 300, height: 250 }, node("c", 200, 200))).toBe(true);
    expect(boxBetween({ x: 5, y: 9 }, { x: 1, y: 2 })).toEqual({ x: 1, y: 2, width: 4, height: 7 });
    expect([3, 4, -5].map(onGrid)).toEqual([0, 8, -8]);
  });

  it("are joined by a curve forwards, and by a way with corners back", () => {
    expect(linePath({ x: 0, y: 0 }, { x: 200, y: 50 }).path).toContain("C");
    expect(linePath({ x: 200, y: 50 }, { x: 0, y: 0 }).path).not.toContain("C");
  });
});

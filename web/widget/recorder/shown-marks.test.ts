import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { ShownMarks } from "./shown-marks.ts";

const ana = { id: "ana", name: "Ana" };
const bruno = { id: "bruno", name: "Bruno" };

function marks(
  boxOf = (node: number): DOMRect | "out_of_sight" | "gone" =>
    node === 1 ? new DOMRect(10, 20, 30, 40) : ("gone" as const),
) {
  const layer = document.createElement("div");
  const shown = new ShownMarks(layer, {
    size: () => ({ width: 200, height: 100 }),
    boxOf,
  });
  return { layer, shown, find: (selector: string) => layer.querySelector<HTMLElement>(selector) };
}

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

describe("[CB13] what agents show", () => {
  test("a pointer stands where it points, with its agent's name, until it leaves", () => {
    const { shown, find, layer } = marks();
    shown.show(ana, { kind: "pointer", at: { x: 0.5, y: 0.5 } });
    shown.show(bruno, { kind: "pointer", at: { x: 0, y: 0 } });
    expect(find(".pointer")?.style.transform).toBe("translate(100px,50px)");
    expect([...layer.querySelectorAll(".pointer span")].map(({ textContent }) => textContent)).toEqual([
      "Ana",
      "Bruno",
    ]);
    shown.show(ana, { kind: "pointer", at: null });
    expect(layer.querySelectorAll(".pointer").length).toBe(1);
  });

  test("a highlight waits unseen while its element is out of sight, and goes with it", () => {
    let at: DOMRect | "out_of_sight" | "gone" = new DOMRect(10, 20, 30, 40);
    const { shown, find } = marks(() => at);
    shown.show(ana, { kind: "highlight", node: 1 });
    at = "out_of_sight";
    vi.advanceTimersToNextFrame();
    expect(find(".mark")?.style.visibility).toBe("hidden");
    at = new DOMRect(10, 0, 30, 40);
    vi.advanceTimersToNextFrame();
    expect(find(".mark")?.style).toMatchObject({ visibility: "", top: "-4px" });
    at = "gone";
    vi.advanceTimersToNextFrame();
    expect(find(".mark")).toBeNull();
  });

  test("a highlight lies around its element, one for each agent", () => {
    const { shown, find, layer } = marks();
    shown.show(ana, { kind: "highlight", node: 1 });
    expect(find(".mark")?.style.left).toBe("6px");
    shown.show(ana, { kind: "highlight", node: 1 });
    expect(layer.querySelectorAll(".mark").length).toBe(1);
    shown.show(ana, { kind: "highlight", node: 2 });
    expect(find(".mark")).toBeNull();
  });

  test("ink fades three seconds after its last point", () => {
    const { shown, find } = marks();
    shown.show(ana, { kind: "ink", stroke: "one", points: [{ x: 0, y: 0 }] });
    vi.advanceTimersByTime(2_900);
    shown.show(ana, { kind: "ink", stroke: "one", points: [{ x: 1, y: 1 }] });
    expect(find("polyline")?.getAttribute("points")?.trim()).toBe("0,0 200,100");
    vi.advanceTimersByTime(2_900);
    expect(find(".ink")?.style.opacity ?? "").toBe("");
    vi.advanceTimersByTime(100);
    expect(find(".ink")?.style.opacity).toBe("0");
    vi.advanceTimersByTime(500);
    expect(find(".ink")).toBeNull();
  });

  test("nothing stays of an agent who no longer watches", () => {
    const { shown, find } = marks();
    shown.show(ana, { kind: "pointer", at: { x: 0, y: 0 } });
    shown.show(ana, { kind: "highlight", node: 1 });
    shown.keep([bruno]);
    expect(find(".pointer,.mark")).toBeNull();
  });
});

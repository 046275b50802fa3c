import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { sightOf } from "./page-place.ts";

type Box = [left: number, top: number, width: number, height: number];

/** Lays out what stands behind these selectors: there is no layout here. */
function page(html: string, boxes: Record<string, Box>): Element {
  document.body.innerHTML = html;
  for (const [selector, box] of Object.entries(boxes)) {
    const element = document.querySelector(selector);
    if (element === null) throw new Error(`no ${selector}`);
    const [left, top, width, height] = box;
    element.getBoundingClientRect = () => new DOMRect(left, top, width, height);
    for (const [name, value] of Object.entries({
      clientLeft: 1,
      clientTop: 1,
      clientWidth: width - 2,
      clientHeight: height - 2,
    }))
      Object.defineProperty(element, name, { value });
  }
  const it = document.querySelector("#it");
  if (it === null) throw new Error("nothing to look at");
  return it;
}

const seen = (html: string, boxes: Record<string, Box>) => {
  const box = sightOf(document, page(html, boxes));
  return box && [box.left, box.top, box.width, box.height];
};

beforeEach(() => {
  // As browsers compute what nothing is said of.
  vi.stubGlobal("getComputedStyle", ({ style }: HTMLElement) => ({
    ...{ display: "block", transform: "none", position: style.position || "static" },
    overflow: style.overflow || "visible",
  }));
});
afterEach(() => {
  vi.unstubAllGlobals();
});

const area: Box = [100, 100, 202, 102];

describe("[CB13] what is seen of an element", () => {
  test("is all of it where nothing cuts it off, also beyond the window's and the body's own edge", () => {
    document.body.style.overflow = "hidden";
    expect(seen('<div id="area"><p id="it"></p></div>', { "#area": area, "#it": [0, 0, 50, 900] })).toEqual([
      0, 0, 50, 900,
    ]);
    document.body.style.overflow = "";
  });

  test.each<[string, Box, Box | null]>([
    ["within", [150, 120, 50, 20], [150, 120, 50, 20]],
    ["over its edges", [50, 90, 400, 200], [101, 101, 200, 100]],
    ["scrolled half out", [150, 80, 50, 40], [150, 101, 50, 19]],
    ["scrolled out", [150, 10, 50, 40], null],
    ["not scrolled to yet", [150, 400, 50, 40], null],
  ])("is what its scroll area leaves of it: %s", (_, box, left) => {
    for (const overflow of ["auto", "hidden", "clip"])
      expect(
        seen(`<div id="area" style="overflow:${overflow}"><p id="it"></p></div>`, { "#area": area, "#it": box }),
      ).toEqual(left);
  });

  test("is cut off by every area around it", () => {
    const html =
      '<div id="outer" style="overflow:hidden auto"><div id="area" style="overflow:auto"><p id="it"></p></div></div>';
    expect(seen(html, { "#outer": [0, 0, 152, 152], "#area": area, "#it": [50, 90, 400, 200] })).toEqual([
      101, 101, 50, 50,
    ]);
  });

  test("is not cut off by what it is not positioned in", () => {
    const boxes: Record<string, Box> = { "#area": area, "#it": [0, 0, 50, 50] };
    const html = (position: string, holder = "") =>
      `<div id="area" style="overflow:auto;${holder}"><p id="it" style="position:${position}"></p></div>`;
    for (const position of ["absolute", "fixed"]) expect(seen(html(position), boxes)).toEqual([0, 0, 50, 50]);
    expect(seen(html("absolute", "position:relative"), boxes)).toBeNull();
    expect(seen(html("relative"), boxes)).toBeNull();
  });
});

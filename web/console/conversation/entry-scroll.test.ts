import { createRoot } from "solid-js";
import { expect, test } from "vitest";
import { createEntryScroll } from "./entry-scroll.ts";

/** A view of 500 pixels over lines of 100 each: as much of a layout as the place in it needs. */
function setUp(lines: number) {
  let above = 0;
  let scrollTop = 0;
  let view = 0;
  const scroller = document.createElement("div");
  const content = scroller.appendChild(document.createElement("div"));
  const chunk = content.appendChild(document.createElement("div"));
  const rect = (top: number, height: number) => () => new DOMRect(0, top, 400, height);
  const heightNow = () => above + lines * 100;
  scroller.getBoundingClientRect = () => rect(view, 500 - view)();
  chunk.getBoundingClientRect = () => rect(view - scrollTop, heightNow())();
  for (let index = 0; index < lines; index += 1) {
    const line = chunk.appendChild(document.createElement("div"));
    line.dataset["line"] = `seq ${index}`;
    line.getBoundingClientRect = () => rect(view + above + index * 100 - scrollTop, 100)();
  }
  Object.defineProperties(scroller, {
    scrollTop: {
      get: () => scrollTop,
      set: (to: number) => {
        scrollTop = Math.max(0, Math.min(to, heightNow() - 500 + view));
      },
    },
    scrollHeight: { get: heightNow },
    clientHeight: { get: () => 500 - view },
  });
  document.body.append(scroller);
  Object.assign(document, { elementsFromPoint: () => [] });
  const nothing = () => undefined;
  const scroll = createRoot(() => {
    const made = createEntryScroll({ onTop: nothing, onBottom: nothing, onAtEnd: nothing, isWhole: () => true });
    made.watch(scroller, content);
    return made;
  });
  return {
    scroll,
    at: () => scrollTop,
    wheel: (by: number) => (scroller.scrollTop = scrollTop + by),
    hears: () => scroller.dispatchEvent(new Event("scroll")),
    /** Something takes room above the view. */
    beginsAt: (top: number) => (view = top),
    growsAbove: (by: number) => (above += by),
  };
}

test("a step of the wheel that is not told yet counts, although older entries arrive before it is", () => {
  const { scroll, at, wheel, hears, growsAbove } = setUp(60);
  scroll.toEnd();
  wheel(-2_000);
  hears();
  const before = at();
  wheel(-120);
  growsAbove(3_000);
  scroll.settle();
  expect(at()).toBe(before - 120 + 3_000);
  // Once is enough, whoever asks again.
  scroll.settle();
  expect(at()).toBe(before - 120 + 3_000);
  hears();
  wheel(-120);
  hears();
  scroll.settle();
  expect(at()).toBe(before - 240 + 3_000);
});

test("what takes room above the view and gives it back moves nothing that is read, at the end or elsewhere", () => {
  const { scroll, at, wheel, hears, beginsAt } = setUp(60);
  scroll.toEnd();
  const end = at();
  beginsAt(62);
  scroll.settle();
  expect(at()).toBe(end + 62);
  beginsAt(0);
  scroll.settle();
  expect(at()).toBe(end);

  wheel(-2_000);
  hears();
  beginsAt(62);
  scroll.settle();
  expect(at()).toBe(end - 2_000 + 62);
  hears();
  beginsAt(0);
  scroll.settle();
  expect(at()).toBe(end - 2_000);
});

test("a view that goes elsewhere takes along what is read", () => {
  const { scroll, at, wheel, hears, beginsAt } = setUp(60);
  scroll.toEnd();
  wheel(-2_000);
  hears();
  const before = at();
  beginsAt(250);
  scroll.settle();
  expect(at()).toBe(before);
});

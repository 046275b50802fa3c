import { createSignal } from "solid-js";
import { render } from "solid-js/web";
import { afterEach, expect, test } from "vitest";
import { Tabs } from "./tabs.tsx";

let dispose = () => {};
afterEach(() => {
  dispose();
  document.body.innerHTML = "";
});

function draw() {
  const [value, setValue] = createSignal<"a" | "b" | "c">("a");
  const tabs = (["a", "b", "c"] as const).map((name) => ({ value: name, label: name.toUpperCase() }));
  dispose = render(
    () => (
      <Tabs label="Letters" tabs={tabs} value={value()} onChange={setValue}>
        {(shown) => <p>{`This is ${shown}`}</p>}
      </Tabs>
    ),
    document.body,
  );
}

const chosen = () => document.querySelector('[role="tab"][aria-selected="true"]');
const panel = () => document.querySelector('[role="tabpanel"]');
const press = (key: string, more: KeyboardEventInit = {}) =>
  document.activeElement?.dispatchEvent(new KeyboardEvent("keydown", { key, bubbles: true, ...more }));

test("one tab is reached, the arrows, Home and End choose among them, and the panel is the chosen one's", async () => {
  draw();
  expect([...document.querySelectorAll<HTMLElement>('[role="tab"]')].map((tab) => tab.tabIndex)).toEqual([0, -1, -1]);
  document.querySelector<HTMLElement>('[role="tab"]')?.focus();
  for (const [key, label] of [
    ["ArrowRight", "B"],
    ["End", "C"],
    ["ArrowRight", "A"],
    ["ArrowLeft", "C"],
    ["Home", "A"],
  ] as const) {
    press(key);
    expect(chosen()?.textContent).toBe(label);
    expect(document.activeElement).toBe(chosen());
    expect(panel()?.textContent).toBe(`This is ${label.toLowerCase()}`);
    expect(panel()?.getAttribute("aria-labelledby")).toBe(chosen()?.id);
    expect(chosen()?.getAttribute("aria-controls")).toBe(panel()?.id);
  }
  // Holds nothing to reach, so it is reached itself.
  await Promise.resolve();
  expect(panel()?.getAttribute("tabindex")).toBe("0");
});

test("an arrow with a modifier is not for the tabs, and from right to left they go the other way", () => {
  draw();
  document.querySelector<HTMLElement>('[role="tab"]')?.focus();
  press("ArrowRight", { altKey: true });
  expect(chosen()?.textContent).toBe("A");
  document.querySelectorAll<HTMLElement>('[role="tab"]').forEach((tab) => (tab.style.direction = "rtl"));
  press("ArrowLeft");
  expect(chosen()?.textContent).toBe("B");
});

import { createSignal } from "solid-js";
import { render } from "solid-js/web";
import { afterEach, expect, test, vi } from "vitest";
import { ToolButton } from "./tool-button.tsx";

let dispose = () => {};
afterEach(() => {
  dispose();
  document.body.innerHTML = "";
});

test("its tooltip never lies over what it has opened", async () => {
  const [expanded, setExpanded] = createSignal(false);
  dispose = render(
    () => (
      <ToolButton label="More" aria-expanded={expanded()}>
        <i />
      </ToolButton>
    ),
    document.body,
  );
  const button = document.querySelector("button");
  const tooltip = () => document.querySelector('[role="tooltip"]:not([data-closed])');
  // Until what draws it has loaded, a focus is not heard.
  await vi.waitFor(() => {
    button?.blur();
    button?.focus();
    expect(tooltip()?.textContent).toBe("More");
  });
  setExpanded(true);
  await vi.waitFor(() => expect(tooltip()).toBeNull());
  button?.blur();
  button?.focus();
  expect(tooltip()).toBeNull();
});

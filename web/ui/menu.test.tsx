import { render } from "solid-js/web";
import { afterEach, expect, test, vi } from "vitest";
import { Button } from "./button.tsx";
import { Menu, MenuItem } from "./menu.tsx";

let dispose = () => {};
afterEach(() => {
  dispose();
  document.body.innerHTML = "";
});

test("a press before the menu has loaded opens it, on the same button, which keeps its own attributes", async () => {
  const onSelect = vi.fn<() => void>();
  dispose = render(
    () => (
      <Menu
        trigger={(trigger) => (
          <Button {...trigger} class="mine" title="What can be done">
            More
          </Button>
        )}
      >
        <MenuItem onSelect={onSelect}>Rename</MenuItem>
      </Menu>
    ),
    document.body,
  );
  const button = document.querySelector("button");
  expect(button?.getAttribute("aria-haspopup")).toBe("true");
  expect(document.querySelector('[role="menu"]')).toBeNull();
  button?.click();
  await vi.waitFor(() => expect(document.querySelector('[role="menuitem"]')?.textContent).toBe("Rename"));
  expect(document.querySelector("button")).toBe(button);
  expect(button?.getAttribute("aria-expanded")).toBe("true");
  expect(button?.classList.contains("mine")).toBe(true);
  expect(button?.title).toBe("What can be done");
});

import { createSignal, For, Show } from "solid-js";
import { render } from "solid-js/web";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { AlertDialog } from "./alert-dialog.tsx";
import { Dialog } from "./dialog.tsx";
import { Menu, MenuItem } from "./menu.tsx";
import { UiProvider } from "./ui-context.tsx";

const [names, setNames] = createSignal<string[]>([]);
const [asked, setAsked] = createSignal<string | null>(null);
const [told, setTold] = createSignal(false);
let dispose = () => {};

/** Rows, each deleted by its own button or its menu after a question; and a dialog that a question follows. */
function Page() {
  return (
    <UiProvider locale="en" word={(word) => word}>
      <button onClick={() => setTold(true)}>Tell</button>
      <ul>
        <For each={names()}>
          {(name) => (
            <li>
              <button onClick={() => setAsked(name)}>Delete {name}</button>
              <Menu trigger={(trigger) => <button {...trigger}>More of {name}</button>}>
                <MenuItem onSelect={() => setAsked(name)}>Delete</MenuItem>
              </Menu>
            </li>
          )}
        </For>
      </ul>
      <Dialog open={told()} onOpenChange={setTold} title="Told">
        <button
          onClick={() => {
            setTold(false);
            setAsked("c");
          }}
        >
          Ask
        </button>
      </Dialog>
      <Show when={asked()}>
        {(name) => (
          <AlertDialog
            open
            onOpenChange={(open) => !open && setAsked(null)}
            title="Sure?"
            text="It is gone then."
            confirm={`Yes, ${name()}`}
            cancel="No"
            onConfirm={() => {
              setNames(names().filter((each) => each !== name()));
              setAsked(null);
            }}
          />
        )}
      </Show>
    </UiProvider>
  );
}

beforeEach(() => {
  // Or what closes waits for an animation that no browser here will end.
  document.head.innerHTML = "<style>* { animation-name: none; }</style>";
  setNames(["a", "b", "c"]);
  document.body.innerHTML = "<main></main>";
  dispose = render(Page, document.body.firstElementChild ?? document.body);
});
afterEach(() => {
  dispose();
  document.body.innerHTML = "";
  setAsked(null);
  setTold(false);
});

async function button(name: string): Promise<HTMLElement> {
  return vi.waitFor(() => {
    const found = [...document.querySelectorAll("button")].find(({ textContent }) => textContent === name);
    if (!found) throw new Error(`No button says ${name}.`);
    return found;
  });
}
async function press(name: string): Promise<void> {
  const pressed = await button(name);
  pressed.focus();
  pressed.click();
}
const focused = () => (document.activeElement instanceof HTMLButtonElement ? document.activeElement.textContent : null);

test("the focus goes back to what opened a dialog", async () => {
  await press("Delete b");
  await expect.poll(focused).toBe("No");
  await press("No");
  await expect.poll(focused).toBe("Delete b");
});

test("it goes to the button of the menu whose item opened the dialog", async () => {
  await press("More of b");
  await vi.waitFor(() => expect(document.querySelector('[role="menuitem"]')).not.toBeNull());
  const item = document.querySelector<HTMLElement>('[role="menuitem"]');
  item?.focus();
  item?.dispatchEvent(new KeyboardEvent("keydown", { key: "Enter", bubbles: true, cancelable: true }));
  await expect.poll(focused).toBe("No");
  await vi.waitFor(() => expect(document.querySelector('[role="menu"]')).toBeNull());
  await press("No");
  await expect.poll(focused).toBe("More of b");
});

test("it goes to what took the place of a row that was deleted, or to the last one", async () => {
  await press("Delete b");
  await press("Yes, b");
  await expect.poll(focused).toBe("Delete c");
  await press("Delete c");
  await press("Yes, c");
  await expect.poll(focused).toBe("Delete a");
});

test("it goes near an empty list", async () => {
  setNames(["a"]);
  await press("Delete a");
  await press("Yes, a");
  await expect.poll(focused).toBe("Tell");
});

test("it goes on when what it came back to is deleted a moment later", async () => {
  await press("Delete b");
  await expect.poll(focused).toBe("No");
  await press("No");
  await expect.poll(focused).toBe("Delete b");
  setNames(["a", "c"]);
  await expect.poll(focused).toBe("Delete c");
});

test("it goes back to what opened the dialog that another one followed", async () => {
  await press("Tell");
  await expect.poll(focused).toBe("Ask");
  await press("Ask");
  await expect.poll(focused).toBe("No");
  await press("No");
  await expect.poll(focused).toBe("Tell");
});

test("whoever took the focus elsewhere keeps it", async () => {
  await press("Delete b");
  await expect.poll(focused).toBe("No");
  setAsked(null);
  (await button("Tell")).focus();
  // After the timer with which it would go back.
  await new Promise((resolve) => setTimeout(resolve));
  await expect.poll(focused).toBe("Tell");
});

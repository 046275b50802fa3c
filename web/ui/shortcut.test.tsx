import { cleanup, fireEvent, render, screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { createShortcut, shortcuts } from "./shortcut.ts";

afterEach(cleanup);

function Holder(props: { keys: string; run: () => void; when?: () => boolean }) {
  createShortcut({ keys: props.keys, label: () => props.keys, run: () => props.run(), when: props.when });
  return <input aria-label="Field" />;
}

describe("createShortcut", () => {
  it("goes by the physical key, whatever letter the layout puts there", () => {
    const run = vi.fn<() => void>();
    render(() => <Holder keys="KeyJ" run={run} />);
    fireEvent.keyDown(document.body, { code: "KeyJ", key: "о" });
    fireEvent.keyDown(document.body, { code: "KeyK", key: "j" });
    fireEvent.keyDown(document.body, { code: "KeyJ", key: "J", shiftKey: true });
    expect(run).toHaveBeenCalledOnce();
  });

  it("does nothing for a bare key while somebody types, but works with a modifier", () => {
    const bare = vi.fn<() => void>();
    const modified = vi.fn<() => void>();
    render(() => (
      <>
        <Holder keys="KeyE" run={bare} />
        <Holder keys="Mod+Enter" run={modified} />
      </>
    ));
    const field = screen.getAllByRole("textbox")[0]!;
    fireEvent.keyDown(field, { code: "KeyE" });
    fireEvent.keyDown(field, { code: "Enter", ctrlKey: true });
    expect(bare).not.toHaveBeenCalled();
    expect(modified).toHaveBeenCalledOnce();
  });

  it("leaves alone what repeats, composes, or was handled nearer", () => {
    const run = vi.fn<() => void>();
    render(() => <Holder keys="KeyE" run={run} />);
    fireEvent.keyDown(document.body, { code: "KeyE", repeat: true });
    fireEvent.keyDown(document.body, { code: "KeyE", isComposing: true });
    const take = (event: Event) => event.preventDefault();
    document.body.addEventListener("keydown", take, { once: true });
    fireEvent.keyDown(document.body, { code: "KeyE" });
    expect(run).not.toHaveBeenCalled();
  });

  it("lets the latest win, while it holds and is not off, and lists what holds", () => {
    const page = vi.fn<() => void>();
    const dialog = vi.fn<() => void>();
    const [on, setOn] = createSignal(true);
    render(() => <Holder keys="KeyE" run={page} />);
    const nearer = render(() => <Holder keys="KeyE" run={dialog} when={on} />);
    expect(shortcuts()).toHaveLength(2);
    fireEvent.keyDown(document.body, { code: "KeyE" });
    setOn(false);
    fireEvent.keyDown(document.body, { code: "KeyE" });
    nearer.unmount();
    expect(shortcuts()).toHaveLength(1);
    expect([dialog.mock.calls.length, page.mock.calls.length]).toEqual([1, 1]);
  });
});

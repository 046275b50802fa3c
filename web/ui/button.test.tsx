import { cleanup, fireEvent, render, screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { afterEach, describe, expect, it, vi } from "vitest";
import { Button } from "./button.tsx";
import { IconButton } from "./icon-button.tsx";

afterEach(cleanup);

describe("Button", () => {
  it("sends no form unless it is told to", () => {
    const send = vi.fn<(event: Event) => void>((event) => event.preventDefault());
    render(() => (
      <form onSubmit={send}>
        <Button>Plain</Button>
        <Button type="submit">Send</Button>
      </form>
    ));
    fireEvent.click(screen.getByRole("button", { name: "Plain" }));
    expect(send).not.toHaveBeenCalled();
    fireEvent.click(screen.getByRole("button", { name: "Send" }));
    expect(send).toHaveBeenCalledOnce();
  });

  it("ignores presses while pending, keeps its name and the focus, and works again after", () => {
    const press = vi.fn<() => void>();
    const send = vi.fn<(event: Event) => void>((event) => event.preventDefault());
    const [pending, setPending] = createSignal(true);
    render(() => (
      <form onSubmit={send}>
        <Button type="submit" pending={pending()} onClick={press}>
          Save
        </Button>
      </form>
    ));
    const button = screen.getByRole("button", { name: "Save" });
    button.focus();
    fireEvent.click(button);
    expect(press).not.toHaveBeenCalled();
    expect(send).not.toHaveBeenCalled();
    expect(button.getAttribute("aria-busy")).toBe("true");
    expect(document.activeElement).toBe(button);
    setPending(false);
    fireEvent.click(button);
    expect(press).toHaveBeenCalledOnce();
  });
});

describe("IconButton", () => {
  it("is a toggle only when it is told whether it is pressed", () => {
    render(() => (
      <>
        <IconButton label="Close">x</IconButton>
        <IconButton label="Pin" pressed={false}>
          p
        </IconButton>
      </>
    ));
    expect(screen.getByRole("button", { name: "Close" }).hasAttribute("aria-pressed")).toBe(false);
    expect(screen.getByRole("button", { name: "Pin" }).getAttribute("aria-pressed")).toBe("false");
  });
});

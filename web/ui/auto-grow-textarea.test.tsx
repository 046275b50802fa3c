import { cleanup, fireEvent, render, screen } from "@solidjs/testing-library";
import { createSignal } from "solid-js";
import { afterEach, describe, expect, it } from "vitest";
import { AutoGrowTextarea } from "./auto-grow-textarea.tsx";

afterEach(cleanup);

describe("AutoGrowTextarea", () => {
  it("tells each change, and takes a text from outside without moving the caret of an equal one", () => {
    const [text, setText] = createSignal("Olá");
    render(() => <AutoGrowTextarea aria-label="Message" value={text()} onText={setText} />);
    const area = screen.getByRole<HTMLTextAreaElement>("textbox", { name: "Message" });
    expect(area.value).toBe("Olá");
    area.value = "Olá, Ana";
    area.setSelectionRange(3, 3);
    fireEvent.input(area);
    expect(text()).toBe("Olá, Ana");
    expect(area.selectionStart).toBe(3);
    setText("");
    expect(area.value).toBe("");
  });
});

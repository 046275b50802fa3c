import { cleanup, fireEvent, render, screen, waitFor } from "@solidjs/testing-library";
import { afterEach, beforeAll, describe, expect, it, vi } from "vitest";
import { uiTexts } from "../intl/ui.en.ts";
import { ToastRegion, dismissToast, showToast } from "./toast.tsx";
import { UiProvider } from "./ui-context.tsx";

// There is no stylesheet here, so nothing would ever end a leaving animation.
const still = document.createElement("style");
still.textContent = ".ui-toast { animation-name: none; }";
document.head.append(still);

const region = () =>
  render(() => (
    <UiProvider locale="en" word={(word) => uiTexts[`ui.${word}`]}>
      <ToastRegion />
    </UiProvider>
  ));

const gone = (text: string) => waitFor(() => expect(screen.queryByText(text)).toBeNull());

beforeAll(async () => {
  region();
  const id = showToast({ text: "Asked for before the cards have loaded." });
  await screen.findByText("Asked for before the cards have loaded.");
  dismissToast(id);
  cleanup();
});

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("showToast", () => {
  it("says it, and goes by itself", async () => {
    region();
    vi.useFakeTimers();
    showToast({ kind: "success", text: "Saved." });
    expect(screen.getByText("Saved.")).toBeTruthy();
    vi.advanceTimersByTime(6_000);
    vi.useRealTimers();
    await gone("Saved.");
  });

  it("runs its action once and goes", async () => {
    region();
    const run = vi.fn<() => void>();
    showToast({ text: "Deleted.", action: { label: "Undo", run } });
    fireEvent.click(screen.getByRole("button", { name: "Undo" }));
    expect(run).toHaveBeenCalledOnce();
    await gone("Deleted.");
  });
});

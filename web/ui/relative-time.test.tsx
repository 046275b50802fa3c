import { cleanup, render } from "@solidjs/testing-library";
import { afterEach, describe, expect, it, vi } from "vitest";
import { uiTexts } from "../intl/ui.en.ts";
import { RelativeTime, WaitingTime } from "./relative-time.tsx";
import { durationText, relativeText } from "./time-text.ts";
import { UiProvider } from "./ui-context.tsx";

const NOW = Date.UTC(2026, 10, 22, 12);
const minutes = (count: number) => count * 60_000;
const hours = (count: number) => minutes(count * 60);

afterEach(() => {
  cleanup();
  vi.useRealTimers();
});

describe("relativeText", () => {
  it.each([
    [0, "en", "now!"],
    [10_000, "en", "now!"],
    [-minutes(5), "en", "5 minutes ago"],
    [-minutes(59), "en", "59 minutes ago"],
    [-hours(3), "en", "3 hours ago"],
    [-hours(30), "en", "yesterday"],
    [-hours(24 * 8), "en", "Nov 14"],
    [-hours(24 * 400), "en", "Oct 18, 2025"],
    [hours(2), "en", "in 2 hours"],
    [-minutes(5), "pt-BR", "há 5 minutos"],
    [-hours(30), "pt-BR", "ontem"],
  ])("%i ms from now, in %s, is %j", (delta, locale, text) => {
    expect(relativeText(NOW + delta, NOW, locale, "now!")).toBe(text);
  });
});

describe("durationText", () => {
  it.each([
    [-5, "0s"],
    [34_000, "30s"],
    [minutes(12), "12m"],
    [hours(5), "5h"],
    [hours(50), "2d"],
  ])("%i ms is %j", (length, text) => {
    expect(durationText(length, "en")).toBe(text);
  });
});

describe("RelativeTime and WaitingTime", () => {
  it("move by themselves, all by one timer, which ends with the last of them", () => {
    vi.useFakeTimers({ now: NOW });
    const { container, unmount } = render(() => (
      <UiProvider locale="en" word={(word) => uiTexts[`ui.${word}`]}>
        <RelativeTime at={NOW} />
        <WaitingTime since={NOW} />
      </UiProvider>
    ));
    expect(container.textContent).toBe("just now0s");
    expect(vi.getTimerCount()).toBe(1);
    vi.advanceTimersByTime(minutes(2));
    expect(container.textContent).toBe("2 minutes ago2m");
    unmount();
    expect(vi.getTimerCount()).toBe(0);
  });
});

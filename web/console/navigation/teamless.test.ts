import { createRoot, createSignal } from "solid-js";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { askWhileTeamless, teamlessMs } from "./teamless.ts";

beforeEach(() => {
  vi.useFakeTimers();
});

afterEach(() => {
  vi.useRealTimers();
});

function start({ teamless = true, visible = true } = {}) {
  const ask = vi.fn();
  const [isTeamless, setTeamless] = createSignal(teamless);
  const [isVisible, setVisible] = createSignal(visible);
  const dispose = createRoot((disposeAll) => {
    askWhileTeamless({ isTeamless, isVisible, ask });
    return disposeAll;
  });
  return { ask, setTeamless, setVisible, dispose };
}

test("an agent in no team asks until they are in one", () => {
  const { ask, setTeamless } = start();
  vi.advanceTimersByTime(2 * teamlessMs);
  expect(ask).toHaveBeenCalledTimes(2);
  setTeamless(false);
  vi.advanceTimersByTime(10 * teamlessMs);
  expect(ask).toHaveBeenCalledTimes(2);
});

test("an agent of a team never asks, and a page that is gone stops", () => {
  const calm = start({ teamless: false });
  vi.advanceTimersByTime(10 * teamlessMs);
  expect(calm.ask).not.toHaveBeenCalled();
  const gone = start();
  gone.dispose();
  vi.advanceTimersByTime(10 * teamlessMs);
  expect(gone.ask).not.toHaveBeenCalled();
});

test("a page that nobody sees does not ask; it does at once when it is seen again", () => {
  const { ask, setVisible } = start();
  setVisible(false);
  vi.advanceTimersByTime(10 * teamlessMs);
  expect(ask).not.toHaveBeenCalled();
  setVisible(true);
  expect(ask).toHaveBeenCalledTimes(1);
});

import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { knock, ring } from "./call-ring.ts";

let notes = 0;
let pressed = true;

/** As the specification has it: at rest until it is asked, and then a moment later; before a press it never answers. */
class Resting {
  state = "suspended";
  currentTime = 0;
  destination = {};
  resume() {
    if (!pressed) return new Promise<void>(() => undefined);
    return Promise.resolve().then(() => void (this.state = "running"));
  }
  close() {
    this.state = "closed";
    return Promise.resolve();
  }
  createGain() {
    const gain = { setValueAtTime() {}, linearRampToValueAtTime() {}, exponentialRampToValueAtTime() {} };
    return { gain, connect: (next: object) => next };
  }
  createOscillator() {
    const start = () => void (notes += 1);
    return { frequency: { value: 0 }, connect: (next: object) => next, start, stop() {} };
  }
}

beforeEach(() => {
  [notes, pressed] = [0, true];
  vi.useFakeTimers();
  vi.stubGlobal("AudioContext", Resting);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test("a knock is heard where a new context is at rest first", async () => {
  knock();
  await vi.advanceTimersByTimeAsync(10);
  expect(notes).toBe(2);
});

test("a ring is heard at once, and no more when it is stopped", async () => {
  const stop = ring();
  await vi.advanceTimersByTimeAsync(10);
  expect(notes).toBe(2);
  await vi.advanceTimersByTimeAsync(2_000);
  expect(notes).toBe(4);
  stop();
  await vi.advanceTimersByTimeAsync(10_000);
  expect(notes).toBe(4);
});

test("before a press nothing is heard; a ring is heard from the press on", async () => {
  pressed = false;
  const stop = ring();
  await vi.advanceTimersByTimeAsync(4_500);
  expect(notes).toBe(0);
  pressed = true;
  await vi.advanceTimersByTimeAsync(2_000);
  expect(notes).toBe(2);
  stop();
});

import { expect, test } from "vitest";
import { qualityOf } from "./quality.ts";

test("a link is said to be as people notice it", () => {
  const of = (figures: Partial<{ roundTripMs: number; loss: number; jitterMs: number }>) =>
    qualityOf("connected", { roundTripMs: null, loss: null, jitterMs: null, ...figures }, 60_000);
  expect(qualityOf("connected", undefined, 0)).toBe("good");
  expect(of({ roundTripMs: 120, loss: 0.01, jitterMs: 20 })).toBe("good");
  expect([of({ roundTripMs: 400 }), of({ loss: 0.05 }), of({ jitterMs: 60 })]).toEqual(["fair", "fair", "fair"]);
  expect([of({ roundTripMs: 900 }), of({ loss: 0.2 }), of({ jitterMs: 150 })]).toEqual(["poor", "poor", "poor"]);
  // What was measured while it was there says nothing of one that is gone.
  expect(qualityOf("interrupted", { roundTripMs: 20, loss: 0, jitterMs: 1 }, 60_000)).toBe("interrupted");
});

test("[CA30] who is not found for ten seconds has no way here, whether or not the browser says so", () => {
  expect([0, 9_999].map((forMs) => qualityOf("connecting", undefined, forMs))).toEqual(["connecting", "connecting"]);
  expect(qualityOf("connecting", undefined, 10_000)).toBe("lost");
  expect(qualityOf("lost", undefined, 500)).toBe("lost");
  expect(qualityOf("connected", undefined, 10_000)).toBe("good");
});

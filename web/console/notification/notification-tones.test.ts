import { expect, it } from "vitest";
import { attentionTone, messageTone, ringTone, SAMPLE_RATE } from "./notification-tones.ts";

const peakOf = (samples: Float32Array) => samples.reduce((highest, value) => Math.max(highest, Math.abs(value)), 0);
const energyOf = (samples: Float32Array) => samples.reduce((sum, value) => sum + value * value, 0) / SAMPLE_RATE;

it("makes every sound audible and none of them clip", () => {
  for (const samples of [ringTone(4), messageTone(), attentionTone()]) {
    expect(peakOf(samples)).toBeGreaterThan(0.2);
    expect(peakOf(samples)).toBeLessThan(1);
  }
});

it("begins and ends each sound in silence, so that nothing clicks and a loop has no seam", () => {
  for (const samples of [ringTone(4), messageTone(), attentionTone()]) {
    expect(Math.abs(samples[0] ?? 1)).toBeLessThan(0.001);
    expect(Math.abs(samples.at(-1) ?? 1)).toBeLessThan(0.001);
  }
});

it("makes the ring far stronger than a new message, and the attention tone something between", () => {
  expect(energyOf(ringTone(4))).toBeGreaterThan(8 * energyOf(messageTone()));
  expect(energyOf(ringTone(4))).toBeGreaterThan(energyOf(attentionTone()));
  expect(energyOf(attentionTone())).toBeGreaterThan(energyOf(messageTone()));
});

it("keeps the pause of the ring inside its loop", () => {
  expect(ringTone(30).length).toBe(30 * SAMPLE_RATE);
  expect(peakOf(ringTone(30).subarray(4 * SAMPLE_RATE))).toBe(0);
});

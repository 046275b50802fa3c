import { describe, expect, it } from "vitest";
import { brandTokens } from "./brand-color.domain.ts";

function luminance(hex: string): number {
  const linear = (at: number) => {
    const part = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return part <= 0.04045 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4;
  };
  return 0.2126 * linear(1) + 0.7152 * linear(3) + 0.0722 * linear(5);
}

function contrast(one: string, other: string): number {
  const [a, b] = [luminance(one), luminance(other)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

const sides = (token: string | undefined) => [...(token ?? "").matchAll(/#[0-9a-f]{6}/g)].map(([hex]) => hex);

const colors = [
  "#000000",
  "#ffffff",
  "#0a7cff",
  "#b4532a",
  "#ffd500",
  "#7fff00",
  "#1a1a1a",
  "#f08030",
  "#808080",
  "#ff0000",
];

describe("a site's own colour in the frame", () => {
  it.each(colors)("can be read in light and dark, whatever a site chooses: %s", (color) => {
    const tokens = brandTokens(color);
    const [solid, on, text] = ["--brand-solid", "--brand-on-solid", "--brand-text"].map((name) => sides(tokens[name]));
    const surfaces = ["#fdfbf9", "#262219"];
    for (const side of [0, 1]) {
      expect(contrast(solid?.[side] ?? "", on?.[side] ?? "")).toBeGreaterThanOrEqual(4.5);
      expect(contrast(text?.[side] ?? "", surfaces[side] ?? "")).toBeGreaterThanOrEqual(4.5);
      expect(contrast(solid?.[side] ?? "", surfaces[side] ?? "")).toBeGreaterThanOrEqual(1.3);
    }
  });
});

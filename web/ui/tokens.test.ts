// @vitest-environment node
/// <reference types="node" />
import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";

const css = readFileSync(new URL("tokens.css", import.meta.url), "utf8");
const colours = new Map(
  [...css.matchAll(/--([\w-]+):\s*light-dark\((#[0-9a-f]{6}),\s*(#[0-9a-f]{6})\)/g)].map((match) => [
    match[1]!,
    { light: match[2]!, dark: match[3]! },
  ]),
);

/** Relative luminance, WCAG 2.2. */
function luminance(hex: string): number {
  const [red, green, blue] = [1, 3, 5].map((at) => {
    const channel = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return channel <= 0.04045 ? channel / 12.92 : ((channel + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * red! + 0.7152 * green! + 0.0722 * blue!;
}

function contrast(front: string, back: string, side: "light" | "dark"): number {
  const one = colours.get(front)?.[side];
  const other = colours.get(back)?.[side];
  if (one === undefined || other === undefined)
    throw new Error(`No colour token --${one === undefined ? front : back}`);
  const [bright, dim] = [luminance(one), luminance(other)].toSorted((a, b) => b - a);
  return (bright! + 0.05) / (dim! + 0.05);
}

const surfaces = [
  "canvas",
  "surface",
  "surface-raised",
  "surface-sunken",
  "surface-hover",
  "surface-active",
  "surface-selected",
];
const families = ["brand", "orange", "green", "amber", "red"];

const text: [front: string, back: string][] = [
  ...["text", "text-muted", "text-subtle", "brand-text", "red-text", "green-text", "orange-text", "amber-text"].flatMap(
    (ink) => surfaces.map((back): [string, string] => [ink, back]),
  ),
  ["text-inverse", "surface-inverse"],
  ...families.flatMap((name): [string, string][] => [
    [`${name}-on-solid`, `${name}-solid`],
    [`${name}-on-solid`, `${name}-solid-hover`],
    [`${name}-text`, `${name}-soft`],
    ["text", `${name}-soft`],
    ["text-muted", `${name}-soft`],
  ]),
  ...Array.from({ length: 8 }, (_, hue): [string, string] => [`avatar-${hue}-ink`, `avatar-${hue}`]),
];

const parts: [front: string, back: string][] = [
  ...["outline", "focus", "dot-available", "dot-away", "dot-busy", "dot-offline"].flatMap((line) =>
    ["canvas", "surface", "surface-raised", "surface-sunken", "surface-hover", "surface-selected"].map(
      (back): [string, string] => [line, back],
    ),
  ),
  ["brand-solid", "surface"],
];

describe.each(["light", "dark"] as const)("tokens in the %s theme", (side) => {
  it.each(text)("--%s on --%s is readable (4.5:1)", (front, back) => {
    expect(contrast(front, back, side)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(parts)("--%s on --%s can be made out (3:1)", (front, back) => {
    expect(contrast(front, back, side)).toBeGreaterThanOrEqual(3);
  });
});

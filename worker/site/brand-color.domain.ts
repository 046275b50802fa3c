type Rgb = readonly [red: number, green: number, blue: number];

const white: Rgb = [255, 255, 255];
const ink: Rgb = [28, 24, 20];
/** The surfaces of web/ui/tokens.css that the site's colour stands on. */
const paper: Rgb = [253, 251, 249];
const night: Rgb = [38, 34, 25];

const parse = (hex: string): Rgb => {
  const value = Number.parseInt(hex.slice(1), 16);
  return [(value >> 16) & 255, (value >> 8) & 255, value & 255];
};

const hex = (color: Rgb) => `#${color.map((part) => Math.round(part).toString(16).padStart(2, "0")).join("")}`;

const mix = (from: Rgb, to: Rgb, share: number): Rgb => {
  const part = (at: 0 | 1 | 2) => from[at] + (to[at] - from[at]) * share;
  return [part(0), part(1), part(2)];
};

function luminance(color: Rgb): number {
  const linear = (part: number) => (part / 255 <= 0.04045 ? part / 255 / 12.92 : ((part / 255 + 0.055) / 1.055) ** 2.4);
  return 0.2126 * linear(color[0]) + 0.7152 * linear(color[1]) + 0.0722 * linear(color[2]);
}

function contrast(one: Rgb, other: Rgb): number {
  const [low, high] = [luminance(one), luminance(other)].toSorted((a, b) => a - b);
  return ((high ?? 0) + 0.05) / ((low ?? 0) + 0.05);
}

/** Goes from `color` towards `end` only as far as it must. */
function until(color: Rgb, end: Rgb, enough: (candidate: Rgb) => boolean): Rgb {
  for (let share = 0; share < 1; share += 0.04) {
    const candidate = mix(color, end, share);
    if (enough(candidate)) return candidate;
  }
  return end;
}

/** What is filled with the site's colour: text on it reads at 4.5:1, and it stands out from the surface. */
function solidOn(surface: Rgb, color: Rgb): { solid: Rgb; on: Rgb } {
  const seen = until(
    color,
    luminance(surface) > 0.5 ? ink : white,
    (candidate) => contrast(candidate, surface) >= 1.35,
  );
  // White while the colour carries it nearly: most brands expect white, and a slightly deeper tone is still theirs.
  if (contrast(white, seen) >= 2.9)
    return { solid: until(seen, ink, (candidate) => contrast(white, candidate) >= 4.5), on: white };
  return { solid: seen, on: ink };
}

/** The same as a style attribute: stands in the page that is sent, so that its first picture has the company's colour. */
export function brandStyle(color: string): string {
  return Object.entries(brandTokens(color))
    .map(([token, value]) => `${token}:${value}`)
    .join(";");
}

/**
 * The tokens of the brand (tokens.css) in a site's own colour (#rrggbb), for light and dark: whatever colour a site
 * chooses, text on it and text in it can be read.
 */
export function brandTokens(color: string): Record<string, string> {
  const site = parse(color);
  const [light, dark] = [solidOn(paper, site), solidOn(night, site)];
  const textLight = until(site, ink, (candidate) => contrast(candidate, paper) >= 4.6);
  const textDark = until(site, white, (candidate) => contrast(candidate, night) >= 4.6);
  const both = (one: Rgb, other: Rgb) => `light-dark(${hex(one)}, ${hex(other)})`;
  return {
    "--brand-solid": both(light.solid, dark.solid),
    "--brand-solid-hover": both(mix(light.solid, ink, 0.12), mix(dark.solid, ink, 0.12)),
    "--brand-on-solid": both(light.on, dark.on),
    "--brand-soft": both(mix(paper, site, 0.08), mix(night, site, 0.16)),
    "--brand-soft-border": both(mix(paper, site, 0.24), mix(night, site, 0.36)),
    "--brand-text": both(textLight, textDark),
    "--focus": both(textLight, textDark),
  };
}

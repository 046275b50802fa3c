import type { LoaderConfig } from "#protocol/widget";
import { fieldsOf, isText } from "./host-message.ts";

declare global {
  interface Window {
    /** The page's commands before the loader has run, the JavaScript API afterwards. */
    fala?: unknown;
    __fala?: unknown;
  }
}

function isConfig(value: unknown): value is LoaderConfig {
  const { key, origin, allowedOrigins, look } = fieldsOf(value);
  return [key, origin, fieldsOf(look)["color"]].every(isText) && Array.isArray(allowedOrigins);
}

/**
 * Takes the configuration that the Worker put in front of this script, and takes it out of the page's globals again.
 * Null where there is none. By hand, because the loader has
 * no room for a schema library; the shape is `loaderConfigSchema`.
 */
export function takeConfig(): LoaderConfig | null {
  const given = window.__fala;
  delete window.__fala;
  return isConfig(given) ? given : null;
}

/** Black or white, whichever is seen better on this colour (#rrggbb). */
export function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  // White down to 3:1, which is what an icon needs: most brands expect white on their colour.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.3 ? "#fff" : "#1c1814";
}

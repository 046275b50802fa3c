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
  const { key, origin, allowedOrigins, look, ink } = fieldsOf(value);
  return [key, origin, ink, fieldsOf(look)["color"]].every(isText) && Array.isArray(allowedOrigins);
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

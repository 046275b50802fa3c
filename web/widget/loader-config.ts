import type { LoaderConfig } from "#protocol/widget";

declare global {
  interface Window {
    /** The page's commands before the loader has run, the JavaScript API afterwards. */
    fala?: unknown;
    /** What the Worker put in front of this script, in the same answer: ours, and of its own build. */
    __fala?: LoaderConfig;
  }
}

/** Takes the configuration out of the page's globals. Undefined where something else than the Worker served the script. */
export function takeConfig(): LoaderConfig | undefined {
  const given = window.__fala;
  delete window.__fala;
  return given;
}

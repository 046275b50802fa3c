import { parseAs } from "#protocol/codec";
import { type FrameConfig, frameConfigSchema } from "#protocol/widget";

/** The site's settings, which the Worker wrote into this page. Null when the page was not served by the Worker. */
export function readFrameConfig(): FrameConfig | null {
  const parsed = parseAs(frameConfigSchema, document.getElementById("fala-config")?.textContent ?? "");
  return parsed.ok ? parsed.value : null;
}

import { afterEach } from "vitest";

/**
 * Every test fails that wrote to console.error or console.warn. A test that means it says so, and checks what was said:
 *
 *     const said = vi.spyOn(console, "error").mockImplementation(() => {});
 *     …
 *     expect(said).toHaveBeenCalledWith(expect.stringContaining("…"));
 *
 * (Spies are taken off again before the next test. Unhandled rejections fail the run by vitest itself.)
 */
const heard: string[] = [];

for (const level of ["error", "warn"] as const) {
  console[level] = (...said: unknown[]) => {
    const words = said.map((word) => (word instanceof Error ? (word.stack ?? word.message) : String(word)));
    heard.push(`console.${level}: ${words.join(" ")}`);
  };
}

afterEach(() => {
  const noise = heard.splice(0);
  if (noise.length > 0)
    throw new Error(`This test wrote to the console (.tools/vitest/noise.ts).\n${noise.join("\n")}`);
});

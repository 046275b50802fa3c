import { fileURLToPath } from "node:url";
import { configDefaults, defineConfig } from "vitest/config";

/** Pure code, and what needs Node itself: no DOM, no Workers. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  test: {
    name: "node",
    environment: "node",
    // Pure code keeps nothing from one file to the next.
    isolate: false,
    include: [
      "worker/**/*.domain.test.ts",
      "worker/protocol/**/*.test.ts",
      "worker/platform/layers.test.ts",
      "web/connection/**/*.test.ts",
      "web/demo/**/*.test.ts",
      ".tools/**/*.test.ts",
      "bench/**/*.test.ts",
    ],
    exclude: [...configDefaults.exclude, "**/*.worker.test.ts"],
    // Of what hangs; not of what a busy machine makes slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    setupFiles: [".tools/vitest/noise.ts", ".tools/vitest/patience.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});

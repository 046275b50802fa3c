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
    setupFiles: [".tools/vitest/noise.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});

import { fileURLToPath } from "node:url";
import solid from "vite-plugin-solid";
import { configDefaults, defineConfig } from "vitest/config";
import { drawnIcons } from "../drawn-icons.ts";

/** Solid stores and views, in happy-dom. What depends on layout, focus or real sockets is a scenario in web/e2e. */
export default defineConfig({
  root: fileURLToPath(new URL("../..", import.meta.url)),
  plugins: [drawnIcons(), solid()],
  test: {
    name: "web",
    environment: "happy-dom",
    // Each file has a world of its own, without a process of its own: a quarter of the time.
    pool: "vmThreads",
    include: ["web/**/*.test.{ts,tsx}"],
    exclude: [...configDefaults.exclude, "web/connection/**", "web/demo/**", "web/e2e/**"],
    // Of what hangs; not of what a busy machine makes slow.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    setupFiles: [".tools/vitest/noise.ts", ".tools/vitest/patience.ts", ".tools/vitest/patience.web.ts"],
    restoreMocks: true,
    unstubGlobals: true,
  },
});

import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { cloudflareTest, readD1Migrations } from "@cloudflare/vitest-plugin";
import { defineConfig } from "vitest/config";

const at = (path: string) => fileURLToPath(new URL(`../../${path}`, import.meta.url));
const migrations = async (folder: string) => (existsSync(at(folder)) ? readD1Migrations(at(folder)) : []);

/**
 * Made into one file each, once: better-auth alone is hundreds of modules, which every test file would load one by one
 * (ten seconds; so it is four).
 */
const bundled = {
  enabled: true,
  rolldownOptions: { external: [/^node:/, /^cloudflare:/] },
  include: [
    "better-auth/adapters/drizzle",
    "better-auth/api",
    "better-auth/cookies",
    "better-auth/minimal",
    "better-auth/plugins/two-factor",
    "drizzle-orm",
    "drizzle-orm/d1",
    "drizzle-orm/sqlite-core",
    "hono",
    "jose",
    "oauth4webapi",
    "zod",
    "zod/mini",
  ],
};

/** Objects, stores and routes, inside workerd with the bindings of wrangler.toml. Storage is new for each file (worker/testing/setup.ts). */
export default defineConfig(async () => ({
  root: at("."),
  plugins: [
    cloudflareTest({
      // workerd's own words on every rejection that crosses from one object into another, also where the caller handles it. Whatever nobody handles
      // vitest reports, and what the product writes noise.ts hears.
      verbose: false,
      wrangler: { configPath: at("wrangler.toml") },
      miniflare: {
        bindings: {
          FALA_SECRET: "a-secret-of-the-tests-32-characters-long",
          SETUP_TOKEN: "a-setup-token-of-the-tests",
          // Whatever somebody's .dev.vars says. A test of the demo routes hands its own env to `app.fetch`.
          FALA_DEMO: "",
          // `npm run nightly`: the long runs of the tests that try whatever can happen.
          FALA_NIGHTLY: process.env["FALA_NIGHTLY"] ?? "",
          FALA_ABUSE: process.env["FALA_ABUSE"] ?? "",
          FALA_SEED: process.env["FALA_SEED"] ?? "",
          MAIN_MIGRATIONS: await migrations("migrations/main"),
          SEARCH_MIGRATIONS: await migrations("migrations/search"),
        },
      },
    }),
  ],
  test: {
    name: "worker",
    isolate: false,
    // Of what hangs; not of what a busy machine makes slow: a sign-in hashes a password, some 90 ms of a whole core.
    testTimeout: 120_000,
    hookTimeout: 120_000,
    expect: { poll: { timeout: 20_000 } },
    include: [
      "worker/**/*.{object,store,routes,worker}.test.ts",
      "worker/protocol/*.golden.test.ts",
      "bench/**/*.worker.test.ts",
    ],
    deps: { optimizer: { ssr: bundled } },
    setupFiles: [at(".tools/vitest/noise.ts"), at("worker/testing/setup.ts")],
    restoreMocks: true,
    unstubGlobals: true,
  },
}));

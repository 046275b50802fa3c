import { fileURLToPath } from "node:url";
import solid from "vite-plugin-solid";
import { defineConfig } from "vitest/config";
import { chunkOf } from "./.tools/chunks.ts";
import { productPages } from "./.tools/dev-pages.ts";
import { drawnIcons } from "./.tools/drawn-icons.ts";
import { recorderDiet } from "./.tools/recorder-diet.ts";
import { themeBoot } from "./.tools/theme-boot.ts";

const at = (path: string) => fileURLToPath(new URL(path, import.meta.url));
const product = `http://127.0.0.1:${process.env["PORT"] ?? 8787}`;
// The Worker has to see the address that the browser sees, since it compares it with the Origin header.
const toProduct = { target: product, changeOrigin: false };

/** Where every agent's day begins. */
const firstScreen = [at("web/console/navigation/console-shell.tsx"), at("web/console/inbox/live-chat-screen.tsx")];

/** What opens over a screen: loaded once the page stands. */
const panels = ["menu-loaded", "popover-loaded", "tooltip-loaded", "dialog", "alert-dialog"].map((name) =>
  at(`web/ui/${name}.tsx`),
);

/**
 * `vite build --app` makes nine programs, each shaken by itself, so that the customer's frame never carries what only
 * the console uses: pages with hashed chunks, and the loader, one classic script with a name that never changes,
 * since it stands on other people's pages.
 */
export default defineConfig({
  root: at("web"),
  cacheDir: at(".cache/vite"),
  plugins: [drawnIcons(), recorderDiet(), solid(), productPages(product), themeBoot("console/index.html")],
  build: {
    outDir: at("dist"),
    target: "es2022",
    assetsInlineLimit: 1024,
    // RealtimeKit's SDK is one file of 650 kB, which loads when somebody joins a call that goes through it.
    chunkSizeWarningLimit: 700,
    // Half a kilobyte in each page, so that browsers of 2023 preload what they would load a moment later anyway.
    modulePreload: { polyfill: false },
    rolldownOptions: { checks: { pluginTimings: false } },
  },
  environments: {
    client: {
      build: {
        emptyOutDir: true,
        manifest: ".vite/console.json",
        rolldownOptions: {
          input: { console: at("web/console/index.html") },
          output: {
            codeSplitting: {
              groups: [
                { name: "base", tags: ["$initial"], priority: 4 },
                chunkOf("first", firstScreen, 3),
                chunkOf("conversation", [at("web/console/conversation/conversation-view.tsx")], 2),
                chunkOf("panels", panels, 1),
                { name: "icons", test: /[\\/]lucide-solid[\\/]/, minShareCount: 2, priority: 1 },
                { name: "small", test: /[\\/]web[\\/]/, minShareCount: 2, maxModuleSize: 3_000 },
              ],
            },
          },
        },
      },
    },
    frame: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        manifest: ".vite/frame.json",
        rolldownOptions: {
          input: { frame: at("web/widget/frame/index.html") },
          // Schemas have no effects: those that the frame does not use go, with what they check.
          treeshake: { manualPureFunctions: ["z"], propertyReadSideEffects: false },
          // One script for the first opening, whatever parts that load later share with it: it compresses better than several.
          output: { codeSplitting: { groups: [{ name: "base", tags: ["$initial"] }] } },
        },
      },
    },
    help: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        manifest: ".vite/help.json",
        rolldownOptions: { input: { help: at("web/help/index.html") } },
      },
    },
    // What a guest of a call sees, behind their link.
    guest: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        manifest: ".vite/guest.json",
        rolldownOptions: { input: { guest: at("web/guest/index.html") } },
      },
    },
    // The settings' preview draws frame and launcher; the frame must not carry what only that needs.
    preview: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: { input: { preview: at("web/widget/preview/index.html") } },
      },
    },
    // The document in which a customer's page is shown: it holds no token, and has a policy of its own.
    replay: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        manifest: ".vite/replay.json",
        rolldownOptions: { input: { replay: at("web/replay/index.html") } },
      },
    },
    // A page that records itself, in the settings of co-browsing.
    playground: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: { input: { playground: at("web/playground/index.html") } },
      },
    },
    // Runs in the company's page, after the customer has agreed.
    recorder: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        rolldownOptions: {
          input: at("web/widget/recorder/recorder.ts"),
          preserveEntrySignatures: "strict",
          output: { format: "es", entryFileNames: "recorder.js" },
        },
      },
    },
    loader: {
      consumer: "client",
      build: {
        emptyOutDir: false,
        copyPublicDir: false,
        // A browser that cannot run the widget must still be able to read the loader, which then does nothing.
        target: "es2020",
        rolldownOptions: {
          input: at("web/widget/loader.ts"),
          output: { format: "iife", entryFileNames: "widget.js" },
        },
      },
    },
  },
  builder: {
    async buildApp(builder) {
      for (const name of [
        "client",
        "frame",
        "help",
        "guest",
        "preview",
        "replay",
        "playground",
        "recorder",
        "loader",
      ]) {
        const environment = builder.environments[name];
        if (environment) await builder.build(environment);
      }
    },
  },
  server: {
    host: "127.0.0.1",
    strictPort: true,
    proxy: {
      "/api": toProduct,
      "/files": toProduct,
      "/help": toProduct,
      "/widget.js": toProduct,
      "/recorder.js": toProduct,
      "/ws": { ...toProduct, ws: true },
    },
  },
  test: {
    projects: ["node", "worker", "web"].map((name) => at(`.tools/vitest/vitest.${name}.config.ts`)),
    // What the product logs as it should; a warning or an error fails its test (.tools/vitest/noise.ts).
    onConsoleLog: (said) => (said.startsWith('{"level":"info"') ? false : undefined),
    // One less than there are cores otherwise: half of a laptop with two.
    maxWorkers: "100%",
    // Said here too, or Solid's plugin asks for jsdom.
    environment: "happy-dom",
  },
});

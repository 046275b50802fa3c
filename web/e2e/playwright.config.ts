import { defineConfig } from "@playwright/test";
import { findChromium, findHeadless } from "../../.tools/chromium.ts";
import { browserArgs } from "./browser-args.ts";

/** What only the whole browser does: block third-party storage. */
const wholeBrowser = ["**/widget-storage.scenario.ts"];

/** What needs a microphone and a camera: the browser's own make-believe ones. */
const devices = ["**/recording.scenario.ts"];
const fakeDevices = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream"];

const browserAt = (executablePath: string | undefined, more: string[] = []) => ({
  launchOptions: {
    ...(executablePath ? { executablePath } : {}),
    args: [...browserArgs, ...more],
  },
});

/** `npm run e2e`. Scenarios run against the built product (product.setup.ts), each with agents and customers of its own. */
export default defineConfig({
  testDir: ".",
  testMatch: "**/*.scenario.ts",
  globalSetup: "./product.setup.ts",
  outputDir: "../../test-results",
  // A scenario that passes only the second time is wrong.
  retries: 0,
  forbidOnly: process.env["CI"] !== undefined,
  fullyParallel: false,
  workers: 2,
  // Of what hangs; not of what a busy machine makes slow: there the longest scenarios take two minutes.
  timeout: 300_000,
  expect: { timeout: 60_000 },
  reporter: "list",
  use: {
    browserName: "chromium",
    viewport: { width: 1440, height: 900 },
    locale: "en-US",
    // Nothing that scenarios prove moves, and drawing it costs a fifteenth of the processor.
    contextOptions: { reducedMotion: "reduce" },
    // A trace costs a third of the time; `-- --trace on` makes one.
    trace: "off",
    screenshot: "only-on-failure",
  },
  projects: [
    { name: "pages", testIgnore: [...wholeBrowser, ...devices], use: browserAt(findHeadless()) },
    { name: "browser", testMatch: wholeBrowser, use: browserAt(findChromium()) },
    { name: "devices", testMatch: devices, use: browserAt(findChromium(), fakeDevices) },
  ],
});

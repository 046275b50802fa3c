import { fileURLToPath } from "node:url";
import { build } from "vite";
import { expect, test } from "./fixture.ts";

test("the golden frames are read and written in Chromium as in Node and workerd", async ({ page }) => {
  const built = await build({
    configFile: false,
    logLevel: "silent",
    build: {
      write: false,
      minify: false,
      lib: {
        entry: fileURLToPath(new URL("golden-check.ts", import.meta.url)),
        formats: ["iife"],
        name: "golden",
        fileName: "golden",
      },
    },
  });
  const [first] = Array.isArray(built) ? built : [built];
  const chunk = first !== undefined && "output" in first ? first.output[0] : undefined;
  await page.goto("about:blank");
  await page.addScriptTag({ content: chunk?.code ?? "" });
  const { frames, wrong } = await page.evaluate(() => {
    const { checkGoldenFrames }: { checkGoldenFrames: () => { frames: number; wrong: string[] } } = Object(globalThis);
    return checkGoldenFrames();
  });
  expect(wrong).toEqual([]);
  expect(frames).toBeGreaterThan(30);
});

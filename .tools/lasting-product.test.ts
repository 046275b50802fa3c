import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, expect, test, vi } from "vitest";
import { startLasting } from "./lasting-product.ts";
import { freePort, stopAll } from "./product.ts";

const folder = mkdtempSync(join(tmpdir(), "fala-lasting-"));
const source = join(folder, "source.mjs");
afterAll(async () => {
  await stopAll();
  rmSync(folder, { recursive: true, force: true });
});

/** Stands for `wrangler dev`: it is healthy until it is asked to throw. */
const runs = `
  import { createServer } from "node:http";
  const port = Number(process.argv[process.argv.indexOf("--port") + 1]);
  createServer((request, response) => {
    if (request.url === "/throw") throw new Error("boom");
    response.end();
  }).listen(port, "127.0.0.1");
`;

test("a product that ends by itself runs again, as soon as its sources let it", async () => {
  writeFileSync(source, runs);
  let said = "";
  const port = await freePort();
  const program = [process.execPath, source] as const;
  await startLasting({ port, persistTo: folder, program, onReport: (text) => (said += text) }, [folder]);
  const ask = (path: string) => fetch(`http://127.0.0.1:${port}${path}`).then(({ ok }) => ok);
  const again = () => said.split("runs again").length - 1;

  await ask("/throw").catch(() => {});
  await vi.waitFor(() => expect(again()).toBe(1));
  expect(await ask("/api/health")).toBe(true);

  writeFileSync(source, `throw new Error("half a rebase");`);
  await ask("/throw").catch(() => {});
  await vi.waitFor(() => expect(said).toContain("tried again when one of them changes"));
  expect(said).toContain("half a rebase");

  writeFileSync(source, runs);
  await vi.waitFor(() => expect(again()).toBe(2));
  expect(await ask("/api/health")).toBe(true);
});

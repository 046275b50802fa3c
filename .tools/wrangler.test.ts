import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const config = readFileSync(fileURLToPath(new URL("../wrangler.toml", import.meta.url)), "utf8");

test("what is over is erased every minute and every hour", () => {
  const [, hourly = ""] = /^\[triggers\]\ncrons = \["(\d{1,2} \* \* \* \*)", "\* \* \* \* \*"\]$/m.exec(config) ?? [];
  expect(readFileSync(fileURLToPath(new URL("../worker/scheduled.ts", import.meta.url)), "utf8")).toContain(
    `hourly = "${hourly}"`,
  );
});

test("every rate limit has a namespace of its own", () => {
  const namespaces = [...config.matchAll(/^namespace_id = "(\d+)"$/gm)].map(([, id]) => id);
  expect(namespaces.length).toBeGreaterThan(1);
  expect(new Set(namespaces).size).toBe(namespaces.length);
});

import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";

const config = readFileSync(fileURLToPath(new URL("../wrangler.toml", import.meta.url)), "utf8");

test("what is over is erased every hour", () => {
  expect(config).toMatch(/^\[triggers\]\ncrons = \["\d{1,2} \* \* \* \*"\]$/m);
});

test("every rate limit has a namespace of its own", () => {
  const namespaces = [...config.matchAll(/^namespace_id = "(\d+)"$/gm)].map(([, id]) => id);
  expect(namespaces.length).toBeGreaterThan(1);
  expect(new Set(namespaces).size).toBe(namespaces.length);
});

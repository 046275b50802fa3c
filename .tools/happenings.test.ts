import { globSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { root } from "./run.ts";

const said = /\blog\s*\.(?:info|warn|error)\(\s*"([a-z_]+)"/g;

test("every line that the Worker may log is explained in docs/operations.md", () => {
  const operations = readFileSync(join(root, "docs/operations.md"), "utf8");
  const sources = globSync("worker/**/*.ts", { cwd: root }).filter(
    (path) => !/\.test\.ts$|^worker\/testing/.test(path),
  );
  const happenings = new Set(
    sources.flatMap((path) => [...readFileSync(join(root, path), "utf8").matchAll(said)].map(([, name = ""]) => name)),
  );
  expect(happenings.size).toBeGreaterThan(30);
  expect([...happenings].filter((name) => !operations.includes(`\`${name}\``))).toEqual([]);
});

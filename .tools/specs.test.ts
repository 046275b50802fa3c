import { globSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";

const root = fileURLToPath(new URL("..", import.meta.url));
const read = (path: string) => readFileSync(`${root}/${path}`, "utf8");

const specs = globSync(["worker/**/*.spec.md", "web/widget/*.spec.md"], { cwd: root });
const tests = globSync(["worker/**/*.test.ts", "web/**/*.{test.ts,test.tsx,scenario.ts}"], {
  cwd: root,
  exclude: ["**/node_modules/**"],
});

/** Ids as titles of tests cite them: "[CV4] …", "[CV4][CV13] …". */
const cited = new Set(tests.flatMap((path) => [...read(path).matchAll(/\[([A-Z]{2}\d+)\]/g)].map(([, id]) => id)));

const idsOf = (path: string) => [...read(path).matchAll(/^- \*\*([A-Z]{2}\d+)\*\* /gm)].map(([, id]) => id);

describe("the specs and the tests", () => {
  test.each(specs)("every rule of %s is shown by a test", (path) => {
    expect(idsOf(path).filter((id) => !cited.has(id))).toEqual([]);
  });

  test("no id stands twice", () => {
    const all = specs.flatMap(idsOf);
    expect(all.filter((id, at) => all.indexOf(id) !== at)).toEqual([]);
  });

  test("no test cites a rule that does not exist", () => {
    const known = new Set(specs.flatMap(idsOf));
    expect([...cited].filter((id) => !known.has(id))).toEqual([]);
  });
});

import { expect, test } from "vitest";
import { firstLoad, tooLarge } from "./size.ts";

test("the first load is the entry and what it imports statically, each file once", () => {
  const manifest = {
    "console/index.html": { file: "assets/console.js", isEntry: true, imports: ["_a.js", "_b.js"] },
    "_a.js": { file: "assets/a.js", imports: ["_b.js"] },
    "_b.js": { file: "assets/b.js" },
    "console/reports.tsx": { file: "assets/reports.js", imports: ["_a.js"] },
    "console/ring.mp3": { file: "assets/ring.mp3" },
  };
  const entry = ["assets/console.js", "assets/a.js", "assets/b.js"];
  expect(firstLoad(manifest)).toEqual(entry);
  expect(firstLoad(manifest, ["console/reports.tsx"])).toEqual([...entry, "assets/reports.js"]);
  expect(() => firstLoad(manifest, ["console/gone.tsx"])).toThrow("console/gone.tsx is not in the build");
});

test("a size on its bound is kept, one byte more is told", () => {
  const size = (bytes: number) => ({ name: "console", bound: 100, files: [], bytes });
  expect(tooLarge([size(100)])).toEqual([]);
  expect(tooLarge([size(101)])).toEqual(["console: 101 bytes are 1 more than the bound of 100."]);
});

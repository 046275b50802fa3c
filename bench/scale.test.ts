import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { monthly } from "./cost/price.ts";
import { readCounts, scaleDocument, stepsOf, withCounts } from "./scale.ts";

test("the tables of docs/scale.md are worked out from the counts (npm run scale writes them)", () => {
  const text = readFileSync(scaleDocument, "utf8");
  expect(text).toBe(withCounts(text, readCounts()));
});

test("what the plan includes costs nothing more, and what is beyond it does", () => {
  const [small, , large] = stepsOf(readCounts()).map(monthly);
  expect(small?.dollars).toBe(5);
  const written = large?.lines.find(({ name }) => name === "objects: rows written");
  expect(written?.dollars).toBeCloseTo(((written?.units ?? 0) - 50e6) / 1e6);
  expect(written?.units).toBe(10e6 * readCounts().busy.rows.objects.written);
});

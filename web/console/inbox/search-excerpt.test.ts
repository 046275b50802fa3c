import { expect, it } from "vitest";
import { excerptParts } from "./search-excerpt.ts";

it("cuts an excerpt at its marks and drops broken ones", () => {
  expect(excerptParts("my \u0002order\u0003 is late")).toEqual([
    { text: "my ", hit: false },
    { text: "order", hit: true },
    { text: " is late", hit: false },
  ]);
  expect(excerptParts("\u0003late \u0002order")).toEqual([
    { text: "late ", hit: false },
    { text: "order", hit: true },
  ]);
});

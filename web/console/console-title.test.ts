import { expect, it } from "vitest";
import { tabTitle } from "./console-title.ts";

it("says in the tab where one is and how many conversations need the agent", () => {
  expect(tabTitle("Live Chat", 3)).toBe("(3) Live Chat · Fala");
  expect(tabTitle("Live Chat", 0)).toBe("Live Chat · Fala");
  expect(tabTitle(undefined, 120)).toBe("(99+) Fala");
});

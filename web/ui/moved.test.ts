import fc from "fast-check";
import { expect, it } from "vitest";
import { moved } from "./moved.ts";

it("puts one in another place, and back again", () => {
  expect(moved(["a", "b", "c"], 0, 2)).toEqual(["b", "c", "a"]);
  expect(moved(["a", "b", "c"], 2, 1)).toEqual(["a", "c", "b"]);
  const list = fc.array(fc.nat(), { minLength: 1, maxLength: 8 });
  fc.assert(
    fc.property(list, fc.nat(7), fc.nat(7), (all, one, other) => {
      const [from, to] = [one % all.length, other % all.length];
      expect(moved(all, from, to)[to]).toBe(all[from]);
      expect(moved(moved(all, from, to), to, from)).toEqual(all);
    }),
  );
});

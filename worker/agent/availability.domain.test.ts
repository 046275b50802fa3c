import { describe, expect, test } from "vitest";
import { availabilityOf, canAnswer, graceEndsAt, type Presence, withInbox } from "./availability.domain.ts";

const grace = 120_000;
const here: Presence = { said: "available", active: true, inboxes: ["support"], lostAt: null };

describe("availability", () => {
  test("[AG1] is what the agent says, while they have a socket in any inbox", () => {
    for (const said of ["available", "busy", "away"] as const) {
      expect(availabilityOf({ ...here, said }, 0, grace)).toBe(said);
    }
    expect(availabilityOf({ ...here, inboxes: [], lostAt: null }, 0, grace)).toBe("away");
  });

  test("[AG2] outlives the last socket by two minutes, and not the first of two", () => {
    const both = withInbox(here, "sales", true, 0);
    const one = withInbox(both, "support", false, 1_000);
    expect(graceEndsAt(one, grace)).toBeNull();
    const none = withInbox(one, "sales", false, 2_000);
    expect(graceEndsAt(none, grace)).toBe(2_000 + grace);
    expect(availabilityOf(none, 1_999 + grace, grace)).toBe("available");
    expect(availabilityOf(none, 2_000 + grace, grace)).toBe("away");
    expect(withInbox(none, "sales", true, 3_000)).toEqual({ ...here, inboxes: ["sales"] });
  });

  test("[AG2] news that is none does not begin the grace anew", () => {
    const none = withInbox(here, "support", false, 1_000);
    expect(withInbox(none, "support", false, 9_000)).toEqual(none);
    expect(withInbox(here, "support", true, 9_000)).toEqual(here);
  });

  test("[AG3] busy agents answer whom they have; away ones and those who left do not", () => {
    expect((["available", "busy", "away"] as const).map(canAnswer)).toEqual([true, true, false]);
    expect(availabilityOf({ ...here, active: false }, 0, grace)).toBe("away");
  });
});

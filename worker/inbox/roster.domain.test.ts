import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { RosterAgent } from "../protocol/inbox.ts";
import { rosterChange, withRosterChange } from "./roster.domain.ts";

const agent: fc.Arbitrary<RosterAgent> = fc.record({
  id: fc.constantFrom("agent-1", "agent-2", "agent-3", "agent-4", "agent-5"),
  name: fc.constantFrom("Ana", "Bruno"),
  picture: fc.constant(null),
  role: fc.constant("agent" as const),
  availability: fc.constantFrom("available" as const, "busy" as const, "away" as const),
  load: fc.nat(2),
  limit: fc.constant(5),
});
const roster = fc.uniqueArray(agent, { selector: ({ id }) => id });
const byId = (agents: readonly RosterAgent[]) => agents.toSorted((a, b) => a.id.localeCompare(b.id));

describe("[IN52] a change of the roster", () => {
  test("makes of the roster before the one of now, also where it is told twice", () => {
    fc.assert(
      fc.property(roster, roster, (before, now) => {
        const change = rosterChange(before, now) ?? { agents: [], left: [] };
        const after = withRosterChange(before, change);
        expect(byId(after)).toEqual(byId(now));
        expect(withRosterChange(after, change)).toEqual(after);
      }),
    );
  });

  test("names nobody who is as before; there is none where nobody changed", () => {
    fc.assert(
      fc.property(roster, agent, (before, changed) => {
        expect(rosterChange(before, structuredClone(before))).toBeNull();
        const now = withRosterChange(before, { agents: [changed], left: [] });
        expect([[changed], undefined]).toContainEqual(rosterChange(before, now)?.agents);
      }),
    );
  });
});

import { describe, expect, test } from "vitest";
import type { InboxRow, RosterAgent } from "#protocol/inbox";
import { eachOnce, loadOf, oneLine } from "./team-load.ts";

const agent = (name: string, more: Partial<RosterAgent> = {}): RosterAgent => ({
  ...{ id: `agent-${name}`, name, picture: null, role: "agent", availability: "available", load: 0, limit: 5 },
  ...more,
});

const row = (id: string, waitingSince: number | null, lastAt = 0): InboxRow => ({
  ...{
    id,
    number: 1,
    version: 1,
    startedAt: 0,
    lastAt,
    topic: null,
    status: "open",
    snoozedUntil: null,
    assignee: null,
  },
  ...{
    site: { id: "site-shop-1", name: "Shop" },
    team: { id: "team-1-sales", name: "Sales" },
    waitingSince,
    unread: 0,
  },
  ...{ customer: { id: "customer-1", name: null, email: null, verified: false }, lastMessage: null },
});

describe("how a team stands", () => {
  test("[IN41] free is what those who are available can still be given, never less than nothing", () => {
    const agents = [
      agent("Ana", { load: 3 }),
      agent("Bia", { load: 7 }),
      agent("Caio", { availability: "busy" }),
      agent("Duda", { availability: "away", load: 2 }),
    ];
    expect(loadOf([], agents)).toEqual({
      waiting: 0,
      longest: null,
      agents: { available: 2, busy: 1, away: 1 },
      free: 2,
    });
  });

  test("[IN41] longest is the first of the line, also where it was answered before", () => {
    expect(loadOf([row("a", 100), row("b", 200)], []).longest).toBe(100);
    expect(loadOf([row("a", null, 50)], []).longest).toBe(50);
  });
});

test("[IN41] several teams are one: each agent once, the longest wait first", () => {
  const [ana, bia] = [agent("Ana"), agent("Bia")];
  const compare = (a: string, b: string) => a.localeCompare(b);
  expect(eachOnce([[bia], [ana, bia], []], compare)).toEqual([ana, bia]);
  expect(oneLine([[row("a", 10), row("b", 30)], [row("c", 20)]]).map(({ id }) => id)).toEqual(["a", "c", "b"]);
});

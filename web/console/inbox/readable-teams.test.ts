import type { Role } from "#protocol/agent";
import type { Me } from "#protocol/workspace";
import { describe, expect, test } from "vitest";
import { readableTeams } from "./readable-teams.ts";

const sales = { id: "team-sales-1", name: "Sales" };
const support = { id: "team-support-1", name: "Support" };

const namesFor = (role: Role) => {
  const me: Me = {
    agent: { id: "agent-ana-1", name: "Ana", picture: null, role },
    email: "ana@fala.example",
    twoFactorEnabled: false,
    availability: "available",
    language: null,
    teams: [sales],
    allTeams: [sales, support],
    workspace: { name: "Fala", sneakPeek: true },
  };
  return readableTeams(me).map(({ name }) => name);
};

describe("readableTeams", () => {
  test("are an agent's own", () => {
    expect(namesFor("agent")).toEqual(["Sales"]);
  });

  test.each(["supervisor", "admin", "owner"] as const)("are all of them for a %s", (role) => {
    expect(namesFor(role)).toEqual(["Sales", "Support"]);
  });
});

import { expect, test } from "vitest";
import { can, canReadTeam, type Capability } from "./agent.domain.ts";
import { type Role, roleSchema } from "../protocol/agent.ts";

const capabilities: [Capability, Role[]][] = [
  ["read_all_teams", ["owner", "admin", "supervisor"]],
  ["supervise", ["owner", "admin", "supervisor"]],
  ["manage_workspace", ["owner", "admin"]],
  ["manage_agents", ["owner", "admin"]],
  ["manage_owners", ["owner"]],
];

test.each(capabilities)("%s is for %j", (capability, roles) => {
  const may = roleSchema.options.filter((role) => can(role, capability));
  expect(may).toEqual(roles);
});

test("an agent reads the conversations of their own teams, a supervisor those of all", () => {
  expect(canReadTeam("agent", ["sales"], "sales")).toBe(true);
  expect(canReadTeam("agent", ["sales"], "support")).toBe(false);
  expect(canReadTeam("agent", [], "support")).toBe(false);
  expect(canReadTeam("supervisor", [], "support")).toBe(true);
});

import { describe, expect, test } from "vitest";
import { type Role, roleSchema } from "../protocol/agent.ts";
import { can, canReadTeam, capabilities, type Capability, covers, refusesChange, rolesToGive } from "./agent.domain.ts";

const roles = roleSchema.options;

const table: Record<Capability, Role[]> = {
  read_all_teams: ["owner", "admin", "supervisor"],
  supervise: ["owner", "admin", "supervisor"],
  write_articles: ["owner", "admin", "supervisor", "agent"],
  publish_articles: ["owner", "admin", "supervisor"],
  manage_workspace: ["owner", "admin"],
  erase_conversations: ["owner", "admin"],
  manage_customers: ["owner", "admin"],
  manage_agents: ["owner", "admin"],
  manage_text_blocks: ["owner", "admin", "supervisor"],
  manage_flows: ["owner", "admin", "supervisor"],
  manage_owners: ["owner"],
  copy_workspace: ["owner"],
  reset_second_factor: ["owner"],
  manage_sign_in: ["owner"],
};

describe("[AG20] the permission table", () => {
  test.each(capabilities.flatMap((capability) => roles.map((role) => ({ capability, role }))))(
    "$capability and $role",
    ({ capability, role }) => {
      expect(can(role, capability)).toBe(table[capability].includes(role));
    },
  );

  test("each role can do what the one below it can", () => {
    for (const [index, role] of roles.entries()) {
      expect(roles.filter((other) => covers(role, other))).toEqual(roles.slice(index));
    }
  });
});

describe("who may change whom", () => {
  const all = roles.flatMap((by) => roles.flatMap((whom) => roles.map((to) => ({ by, whom, to }))));

  test("[AG21] nobody gives a role that can do more than their own, nor changes somebody who has one", () => {
    for (const { by, whom, to } of all) {
      if (refusesChange(by, whom, to) !== null) continue;
      expect(covers(by, whom) && covers(by, to), `${by} made ${to} of ${whom}`).toBe(true);
    }
  });

  test("[AG21] a role never raises itself", () => {
    const raised = roles.flatMap((by) => roles.filter((to) => !covers(by, to) && refusesChange(by, by, to) === null));
    expect(raised).toEqual([]);
  });

  test("[AG22] only owners make, change and unmake owners", () => {
    for (const { by, whom, to } of all) {
      if (whom !== "owner" && to !== "owner") continue;
      expect(refusesChange(by, whom, to) === null, `${by} made ${to} of ${whom}`).toBe(by === "owner");
    }
  });

  test("supervisors and agents change nobody, and are told so", () => {
    expect(refusesChange("supervisor", "agent")).toBe("forbidden");
    expect(refusesChange("agent", "agent")).toBe("forbidden");
    expect(refusesChange("admin", "admin")).toBeNull();
    expect(refusesChange("admin", "owner")).toBe("role_above_own");
  });

  test("roles to give", () => {
    expect(roles.map((role) => [role, rolesToGive(role)])).toEqual([
      ["owner", ["owner", "admin", "supervisor", "agent"]],
      ["admin", ["admin", "supervisor", "agent"]],
      ["supervisor", []],
      ["agent", []],
    ]);
  });
});

test("an agent reads the conversations of their own teams, a supervisor those of all", () => {
  expect(canReadTeam("agent", ["sales"], "sales")).toBe(true);
  expect(canReadTeam("agent", ["sales"], "support")).toBe(false);
  expect(canReadTeam("agent", [], "support")).toBe(false);
  expect(canReadTeam("supervisor", [], "support")).toBe(true);
});

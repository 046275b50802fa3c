import { expect, it } from "vitest";
import type { ManagedAgent } from "#protocol/managed-agent";
import { foundAgents } from "./agent-search.ts";

const person = (name: string, email: string, teamIds: string[]): ManagedAgent => ({
  ...{ id: `agent-${name}`, name, email, teamIds, picture: null, role: "agent", availability: "away" },
  ...{ limit: null, lastSeenAt: null, deactivatedAt: null, version: 1, secondFactor: false },
});

const agents = [
  person("José Lima", "jose@acme.test", ["sales"]),
  person("Ana Souza", "ana@acme.test", ["support", "sales"]),
];
const teams = [
  { id: "sales", name: "Vendas" },
  { id: "support", name: "Suporte" },
];
const names = (query: string) => foundAgents(agents, teams, query).map((agent) => agent.name);

it("finds agents by parts of their name, e-mail and teams, whatever the marks and the case", () => {
  expect(names("")).toEqual(["José Lima", "Ana Souza"]);
  expect(names("jose")).toEqual(["José Lima"]);
  expect(names("SOU")).toEqual(["Ana Souza"]);
  expect(names("vendas")).toEqual(["José Lima", "Ana Souza"]);
  expect(names("vendas ana")).toEqual(["Ana Souza"]);
  expect(names("acme suporte")).toEqual(["Ana Souza"]);
  expect(names("nobody")).toEqual([]);
});

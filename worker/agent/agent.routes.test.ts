import { beforeAll, expect, test, vi } from "vitest";
import { database } from "../platform/database.ts";
import { directorySchema, meSchema } from "../protocol/workspace.ts";
import { sitesSchema } from "../protocol/site.ts";
import { findSiteByKey } from "../site/site.store.ts";
import { teamRoster, teamsOfAgent } from "../team/team.store.ts";
import { Browser, listeningInboxes, testEnv } from "../testing/browser.ts";
import { createWorkspace, joinTeam, markDeactivated, password } from "../testing/workspace.ts";
import { createAgent } from "./agent.store.ts";

const db = database(testEnv);
const { INBOX, AGENT, told } = listeningInboxes();
const env = { ...testEnv, INBOX, AGENT };

let workspace: Awaited<ReturnType<typeof createWorkspace>>;

beforeAll(async () => {
  workspace = await createWorkspace();
});

async function codeOf(answer: Response): Promise<string> {
  const body = await answer.json<{ error: { code: string } }>();
  return body.error.code;
}

test("agents change their own name, language and availability; their objects hear of it", async () => {
  const ana = await joinTeam(workspace.teamId, "Ana");
  const at = await new Browser({ env }).signIn(ana.email, password);
  told.length = 0;
  const answer = await at.ask("PATCH", "/api/me", { name: " Ana Lima ", language: "pt-BR", availability: "away" });
  expect(meSchema.parse(await answer.json())).toMatchObject({
    agent: { name: "Ana Lima" },
    language: "pt-BR",
    availability: "away",
  });
  expect(told).toEqual([
    `setAvailability ${ana.id} away`,
    `profileChanged ${ana.id}`,
    `rosterChanged ${workspace.teamId}`,
  ]);
  expect(meSchema.parse(await (await at.ask("PATCH", "/api/me", { language: null })).json())).toMatchObject({
    agent: { name: "Ana Lima" },
    language: null,
    availability: "away",
  });
});

test("nobody gives themselves a role, an e-mail or another agent's name", async () => {
  const ana = await joinTeam(workspace.teamId, "Ana");
  const at = await new Browser({ env }).signIn(ana.email, password);
  await at.ask("PATCH", "/api/me", { role: "owner", email: "x@fala.test", id: workspace.owner.id });
  expect(await (await at.ask("GET", "/api/me")).json()).toMatchObject({
    agent: { id: ana.id, role: "agent" },
    email: ana.email,
  });
  for (const wrong of [{ name: "" }, { availability: "asleep" }, { language: "not a tag" }, { name: null }]) {
    expect(await codeOf(await at.ask("PATCH", "/api/me", wrong))).toBe("invalid_request");
  }
});

test("an Agent object that cannot be reached does not keep availability from being changed", async () => {
  const said = vi.spyOn(console, "warn").mockImplementation(() => {});
  const ana = await joinTeam(workspace.teamId, "Ana");
  const broken = new Proxy(testEnv.AGENT, {
    get: () => () => ({ setAvailability: () => Promise.reject(new Error("overloaded")) }),
  });
  const at = await new Browser({ env: { ...testEnv, AGENT: broken } }).signIn(ana.email, password);
  expect(await (await at.ask("PATCH", "/api/me", { availability: "away" })).json()).toMatchObject({
    availability: "away",
  });
  expect(said).toHaveBeenCalledWith(expect.stringContaining("agent_not_told"));
});

test("the directory names every agent who is here, with their teams, and nothing private", async () => {
  const ana = await joinTeam(workspace.teamId, "Ana", "supervisor");
  const gone = await joinTeam(workspace.teamId, "Gone");
  await markDeactivated(gone.id);
  const at = await new Browser({ env }).signIn(ana.email, password);
  const text = await (await at.ask("GET", "/api/agents")).text();
  const { agents } = directorySchema.parse(JSON.parse(text));
  expect(agents.find((agent) => agent.id === ana.id)).toEqual({
    id: ana.id,
    name: "Ana",
    picture: null,
    role: "supervisor",
    teamIds: [workspace.teamId],
  });
  expect(agents.map((agent) => agent.id)).not.toContain(gone.id);
  expect(text).not.toMatch(/@fala\.test|password/);
});

test("sites with their secrets are for owners and admins", async () => {
  const seen: Record<string, string> = {};
  for (const role of ["admin", "supervisor", "agent"] as const) {
    const { email } = await joinTeam(workspace.teamId, "Ana", role);
    const at = await new Browser({ env }).signIn(email, password);
    const answer = await at.ask("GET", "/api/sites");
    seen[role] = answer.ok
      ? sitesSchema
          .parse(await answer.json())
          .sites.map((site) => site.key)
          .join()
      : await codeOf(answer);
  }
  expect(seen).toEqual({ admin: workspace.siteKey, supervisor: "forbidden", agent: "forbidden" });
});

test("a team's roster holds its agents who are here, with their limits", async () => {
  const ana = await joinTeam(workspace.teamId, "Ana");
  const gone = await joinTeam(workspace.teamId, "Gone");
  await markDeactivated(gone.id);
  const roster = await teamRoster(db, workspace.teamId);
  expect(roster.find((agent) => agent.id === ana.id)).toEqual({
    id: ana.id,
    name: "Ana",
    picture: null,
    role: "agent",
    limit: 5,
  });
  expect(roster.map((agent) => agent.id)).not.toContain(gone.id);
  expect(await teamRoster(db, "no-such-team")).toEqual([]);
  expect(await teamsOfAgent(db, ana.id)).toEqual([{ id: workspace.teamId, name: "Support" }]);
});

test("an agent is created whole or not at all", async () => {
  const fresh = { name: "Bea", email: "Bea@fala.test", password, role: "agent" as const, teamIds: [workspace.teamId] };
  await createAgent(db, fresh);
  await expect(createAgent(db, { ...fresh, email: "bea@FALA.test" })).rejects.toMatchObject({
    code: "agent_exists",
    detail: { path: "email" },
  });
  await expect(createAgent(db, { ...fresh, email: "cid@fala.test", teamIds: ["no-such-team"] })).rejects.toMatchObject({
    code: "team_unknown",
  });
  await createAgent(db, { ...fresh, email: "cid@fala.test" });
});

test("a site is found by its key", async () => {
  expect(await findSiteByKey(db, workspace.siteKey)).toMatchObject({ name: "Shop", defaultTeamId: workspace.teamId });
  expect(await findSiteByKey(db, "no-such-site")).toBeNull();
});

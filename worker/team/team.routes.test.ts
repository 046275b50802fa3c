import { beforeAll, describe, expect, test } from "vitest";
import { readManagedAgent } from "../agent/agent-change.store.ts";
import { database } from "../platform/database.ts";
import { type ManagedTeam, managedTeamSchema, managedTeamsSchema, teamUseSchema } from "../protocol/managed-team.ts";
import { readRow } from "../inbox/list.store.ts";
import { paths } from "../protocol/paths.ts";
import { readRouting, saveRouting } from "../routing/routing.store.ts";
import { findSiteByKey } from "../site/site.store.ts";
import { newConversation, newId } from "../testing/actors.ts";
import { Browser, listeningInboxes, testEnv } from "../testing/browser.ts";
import { createWorkspace, joinTeam, password } from "../testing/workspace.ts";
import { soon } from "../testing/soon.ts";

const db = database(testEnv);
const { INBOX, AGENT, told } = listeningInboxes();
const env = { ...testEnv, INBOX, AGENT };
let workspace: Awaited<ReturnType<typeof createWorkspace>>;
let owner: Browser;

beforeAll(async () => {
  workspace = await createWorkspace();
  owner = await new Browser({ env }).signIn(workspace.owner.email, password);
});

async function refusalOf(answer: Response): Promise<object> {
  const { error } = await answer.json<{ error: { code: string; path?: string } }>();
  return { status: answer.status, code: error.code, path: error.path };
}

const readAll = async () => managedTeamsSchema.parse(await (await owner.ask("GET", paths.teams)).json());
const readOne = async (id: string) => (await readAll()).teams.find((team) => team.id === id);

async function create(name: string, agentIds: string[] = []): Promise<ManagedTeam> {
  const answer = await owner.ask("POST", paths.teams, { name, method: "manual", firstReplySeconds: 180, agentIds });
  expect(answer.status).toBe(201);
  return managedTeamSchema.parse(await answer.json());
}

const change = ({ id, name, method, firstReplySeconds, version }: ManagedTeam, more: object = {}) => {
  const whole = { name, method, firstReplySeconds, version, join: [], leave: [], ...more };
  return owner.ask("PUT", `${paths.teams}/${id}`, whole);
};

const remove = ({ id, version }: ManagedTeam, to: string, agentsToo = false) =>
  owner.ask("POST", `${paths.teams}/${id}/delete`, { version, to, agentsToo });

describe("saving a team", () => {
  test("[IN42] keeps its name, method and time, and who joins and leaves", async () => {
    const [ana, bia] = [await joinTeam(workspace.teamId, "Ana"), await joinTeam(workspace.teamId, "Bia")];
    const team = await create("Sales", [ana.id]);
    const fields = { name: "Sales and advice", method: "balanced", firstReplySeconds: 60 };
    const answer = await change(team, { ...fields, join: [bia.id], leave: [ana.id] });
    expect(await answer.json()).toEqual({ id: team.id, ...fields, agentIds: [bia.id], version: team.version + 1 });
    expect(await readOne(team.id)).toMatchObject({ ...fields, agentIds: [bia.id] });
  });

  test("[IN42] whoever came meanwhile stays, and whoever has an agent's settings open is told when they save", async () => {
    const [ana, bia] = [await joinTeam(workspace.teamId, "Ana"), await joinTeam(workspace.teamId, "Bia")];
    const team = await create("Sales");
    const before = await readManagedAgent(db, ana.id);
    await testEnv.DB.prepare("INSERT INTO team_agent VALUES (?, ?)").bind(team.id, bia.id).run();
    await change(team, { join: [ana.id] });
    expect(new Set((await readOne(team.id))?.agentIds)).toEqual(new Set([ana.id, bia.id]));
    expect((await readManagedAgent(db, ana.id)).version).toBe(before.version + 1);
  });

  test("[IN42] of two at once one wins, and nothing of the other is left", async () => {
    const ana = await joinTeam(workspace.teamId, "Ana");
    const team = await create("Sales");
    await change(team, { name: "First" });
    expect(await refusalOf(await change(team, { name: "Second", join: [ana.id] }))).toMatchObject({
      status: 409,
      code: "changed_meanwhile",
    });
    expect(await readOne(team.id)).toMatchObject({ name: "First", agentIds: [] });
  });

  test.each([
    [{ name: "  " }, "invalid_request", "name"],
    [{ method: "random" }, "invalid_request", "method"],
    [{ firstReplySeconds: 0 }, "invalid_request", "firstReplySeconds"],
    [{ join: ["no-such-agent"] }, "agent_unknown", undefined],
  ])("[IN42] refuses %j", async (wrong, code, path) => {
    const team = await create("Sales");
    expect(await refusalOf(await change(team, wrong))).toMatchObject(path ? { code, path } : { code });
    expect(await readOne(team.id)).toEqual(team);
  });

  test("[IN42] is for who may manage the workspace", async () => {
    const { email } = await joinTeam(workspace.teamId, "Sue", "supervisor");
    const sue = await new Browser({ env }).signIn(email, password);
    for (const [method, path] of [
      ["GET", paths.teams],
      ["POST", `${paths.teams}/${workspace.teamId}/delete`],
    ] as const)
      expect(await refusalOf(await sue.ask(method, path, method === "GET" ? undefined : {}))).toMatchObject({
        code: "forbidden",
      });
  });

  test("[IN45] every console hears of it; whoever left loses their sockets there", async () => {
    const ana = await joinTeam(workspace.teamId, "Ana");
    const at = await new Browser({ env }).signIn(ana.email, password);
    const { sessions } = await (await at.ask("GET", "/api/session")).json<{ sessions: { id: string }[] }>();
    const team = await create("Sales", [ana.id]);
    told.length = 0;
    await change(team, { leave: [ana.id] });
    expect(told).toContain(`profileChanged ${ana.id}`);
    expect(told).toContain(`rosterChanged ${team.id}`);
    expect(told).toContain(`readmit ${team.id} ${sessions[0]?.id}`);
    expect(told).toContain(`teamsChanged ${workspace.teamId}`);
  });
});

describe("the limit per agent", () => {
  test("[IN46] is 1 to 100, and saved by who saw the newest", async () => {
    const { agentLimit } = await readAll();
    for (const limit of [0, -1, 101, 2.5]) {
      const answer = await owner.ask("PUT", `${paths.teams}/limit`, { ...agentLimit, limit });
      expect(await refusalOf(answer)).toMatchObject({ status: 400 });
    }
    const zero = await owner.ask("PUT", `${paths.teams}/limit`, { ...agentLimit, limit: 0 });
    expect(await refusalOf(zero)).toMatchObject({ code: "limit_invalid" });
    const saved = await owner.ask("PUT", `${paths.teams}/limit`, { ...agentLimit, limit: 8 });
    expect(await saved.json()).toEqual({ limit: 8, version: agentLimit.version + 1 });
    const late = await owner.ask("PUT", `${paths.teams}/limit`, { ...agentLimit, limit: 9 });
    expect(await refusalOf(late)).toMatchObject({ code: "changed_meanwhile" });
    expect((await readAll()).agentLimit).toEqual({ limit: 8, version: agentLimit.version + 1 });
  });
});

describe("deleting a team", () => {
  async function inUse() {
    const ana = await joinTeam(workspace.teamId, "Ana");
    const [going, heir] = [await create("Going", [ana.id]), await create("Heir")];
    await testEnv.DB.prepare("UPDATE site SET default_team_id = ? WHERE key = ?")
      .bind(going.id, workspace.siteKey)
      .run();
    const condition = { about: "topic" as const, key: "", test: "is" as const, values: ["Order"] };
    const rule = { id: newId(), name: "Orders", on: true, conditions: [condition], teamId: going.id };
    await saveRouting(db, { version: (await readRouting(db)).version, rules: [rule] });
    return { ana, going, heir, rule };
  }

  test("[IN43] says first what it has", async () => {
    const { going } = await inUse();
    await newConversation({ team: { id: going.id, name: going.name } });
    const read = async () =>
      teamUseSchema.parse(await (await owner.ask("GET", `${paths.teams}/${going.id}/use`)).json());
    await soon(async () => expect((await read()).conversations.open).toBe(1));
    expect(await read()).toMatchObject({ sites: ["Shop"], rules: ["Orders"] });
  });

  test("[IN43][RR12] gives its sites, rules and conversations to another one, and its agents where that is wished", async () => {
    const { ana, going, heir, rule } = await inUse();
    const before = await readRouting(db);
    const site = await findSiteByKey(db, workspace.siteKey);
    told.length = 0;
    expect((await remove(going, heir.id, true)).status).toBe(204);
    expect(await readOne(going.id)).toBeUndefined();
    expect((await readOne(heir.id))?.agentIds).toEqual([ana.id]);
    expect(await findSiteByKey(db, workspace.siteKey)).toMatchObject({
      defaultTeamId: heir.id,
      version: (site?.version ?? 0) + 1,
    });
    expect(await readRouting(db)).toEqual({ version: before.version + 1, rules: [{ ...rule, teamId: heir.id }] });
    expect(told).toContain(`dissolve ${going.id} ${heir.id}`);
    expect(told.indexOf(`rosterChanged ${heir.id}`)).toBeLessThan(told.indexOf(`dissolve ${going.id} ${heir.id}`));
  });

  test("[IN43] its conversations are found with the other team, whatever their status", async () => {
    const { going, heir } = await inUse();
    const { conversation } = await newConversation({ team: { id: going.id, name: going.name } });
    await soon(async () => expect(await readRow(testEnv.DB, conversation)).not.toBeNull());
    const at = await new Browser().signIn(workspace.owner.email, password);
    const body = { version: going.version, to: heir.id, agentsToo: true };
    expect((await at.ask("POST", `${paths.teams}/${going.id}/delete`, body)).status).toBe(204);
    await soon(async () =>
      expect(await readRow(testEnv.DB, conversation)).toMatchObject({ team: { id: heir.id, name: "Heir" } }),
    );
  });

  test("[IN44] neither to itself nor to one that does not exist, nor after somebody saved it; nothing is changed then", async () => {
    const { going, heir } = await inUse();
    told.length = 0;
    for (const to of [going.id, "no-such-team"])
      expect(await refusalOf(await remove(going, to))).toMatchObject({ code: "team_unknown", path: "to" });
    await change(going, { name: "Renamed" });
    expect(await refusalOf(await remove(going, heir.id))).toMatchObject({ code: "changed_meanwhile" });
    expect(await readOne(going.id)).toMatchObject({ name: "Renamed" });
    expect(told.filter((each) => each.startsWith("dissolve"))).toEqual([]);
  });

  test("[IN44] of two teams that are given to each other at once, one stays; the last one always", async () => {
    for (const team of (await readAll()).teams) if (team.id !== workspace.teamId) await remove(team, workspace.teamId);
    const other = await create("Other");
    const first = (await readOne(workspace.teamId))!;
    const answers = await Promise.all([remove(first, other.id), remove(other, first.id)]);
    expect(answers.filter(({ status }) => status === 204)).toHaveLength(1);
    const { teams } = await readAll();
    expect(teams).toHaveLength(1);
    const [last] = teams;
    expect(await refusalOf(await remove(last!, other.id))).toMatchObject({ status: 409, code: "last_team" });
  });
});

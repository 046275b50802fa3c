import { afterEach, expect, test } from "vitest";
import { database } from "../platform/database.ts";
import { meSchema } from "../protocol/workspace.ts";
import { findSiteByKey } from "../site/site.store.ts";
import { Browser, testEnv } from "../testing/browser.ts";

const request = {
  token: "a-setup-token-of-the-tests",
  workspace: "Acme",
  name: "Olivia",
  email: "Olivia@fala.test",
  password: "correct horse battery",
  team: "Support",
  site: "Shop",
  allowedOrigin: "https://shop.test",
};

const tables = ["workspace", "agent", "account", "session", "team_agent", "site", "team", "sign_in_attempt"];

afterEach(async () => {
  await testEnv.DB.batch(tables.map((table) => testEnv.DB.prepare(`DELETE FROM ${table}`)));
});

async function codeOf(answer: Response): Promise<string> {
  const body = await answer.json<{ error: { code: string } }>();
  return body.error.code;
}

async function count(table: string): Promise<unknown> {
  return await testEnv.DB.prepare(`SELECT count(*) AS n FROM ${table}`).first("n");
}

test("set-up creates the workspace, its owner, a team and a site, and signs the owner in", async () => {
  const at = new Browser();
  expect(await (await at.ask("GET", "/api/setup")).json()).toEqual({ needed: true });
  const answer = await at.ask("POST", "/api/setup", request);
  expect(answer.status).toBe(201);
  const { siteKey } = await answer.json<{ siteKey: string }>();
  const me = meSchema.parse(await (await at.ask("GET", "/api/me")).json());
  expect(me).toMatchObject({
    agent: { name: "Olivia", role: "owner", picture: null },
    email: "olivia@fala.test",
    twoFactorEnabled: false,
    availability: "available",
    language: null,
    teams: [{ name: "Support" }],
    allTeams: [{ name: "Support" }],
    workspace: { name: "Acme", sneakPeek: true },
  });
  expect(await findSiteByKey(database(testEnv), siteKey)).toMatchObject({
    name: "Shop",
    allowedOrigins: ["https://shop.test"],
    defaultTeamId: me.teams[0]?.id,
  });
  expect(await (await at.ask("GET", "/api/setup")).json()).toEqual({ needed: false });
});

test("it works once, whatever is sent the second time", async () => {
  await new Browser().ask("POST", "/api/setup", request);
  const answer = await new Browser().ask("POST", "/api/setup", { ...request, email: "eve@fala.test" });
  expect(answer.status).toBe(409);
  expect(await codeOf(answer)).toBe("already_set_up");
  expect(answer.headers.getSetCookie()).toEqual([]);
  expect(await count("agent")).toBe(1);
});

test("of two at once one wins, and nothing of the other is left", async () => {
  const answers = await Promise.all(
    ["olivia@fala.test", "eve@fala.test"].map((email) =>
      new Browser().ask("POST", "/api/setup", { ...request, email }),
    ),
  );
  expect(new Set(answers.map((answer) => answer.status))).toEqual(new Set([201, 409]));
  expect(await codeOf(answers.find((answer) => answer.status === 409)!)).toBe("already_set_up");
  for (const table of ["workspace", "agent", "account", "team", "team_agent", "site", "session"]) {
    expect({ table, rows: await count(table) }).toEqual({ table, rows: 1 });
  }
});

test("without the token nothing is set up, before and after", async () => {
  for (const token of ["x", "a-setup-token-of-the-testS", `${request.token} `]) {
    const answer = await new Browser().ask("POST", "/api/setup", { ...request, token });
    expect(answer.status).toBe(403);
    expect(await codeOf(answer)).toBe("setup_token_invalid");
  }
  expect(await count("workspace")).toBe(0);
  await new Browser().ask("POST", "/api/setup", request);
  expect(await codeOf(await new Browser().ask("POST", "/api/setup", { ...request, token: "x" }))).toBe(
    "setup_token_invalid",
  );
});

test("where no token is configured nobody can set up", async () => {
  const { SETUP_TOKEN: _, ...env } = testEnv;
  for (const token of ["undefined", "null", "x"]) {
    const answer = await new Browser({ env }).ask("POST", "/api/setup", { ...request, token });
    expect(await codeOf(answer)).toBe("setup_token_invalid");
  }
});

test("the token is checked by itself, before everything else is typed", async () => {
  const at = new Browser();
  const check = (token: string) => at.ask("POST", "/api/setup/token", { token });
  expect(await codeOf(await check("x"))).toBe("setup_token_invalid");
  expect((await check(request.token)).status).toBe(204);
  // It is not used up by that.
  expect(await count("workspace")).toBe(0);
  expect((await at.ask("POST", "/api/setup", request)).status).toBe(201);
  expect(await codeOf(await check(request.token))).toBe("already_set_up");
  expect(await codeOf(await check("x"))).toBe("setup_token_invalid");
});

test("guessing the token is slowed down, at both addresses together", async () => {
  const at = new Browser();
  for (let n = 0; n < 5; n += 1) {
    await at.ask("POST", "/api/setup", { ...request, token: `${n}` });
    await at.ask("POST", "/api/setup/token", { token: `${n}` });
  }
  expect(await codeOf(await at.ask("POST", "/api/setup", request))).toBe("locked_out");
  expect(await codeOf(await at.ask("POST", "/api/setup/token", { token: request.token }))).toBe("locked_out");
});

test.each([
  ["password", { password: "short" }],
  ["email", { email: "olivia" }],
  ["workspace", { workspace: "   " }],
  ["name", { name: "x".repeat(121) }],
])("a %s that does not fit is named, and nothing is created", async (path, change) => {
  const answer = await new Browser().ask("POST", "/api/setup", { ...request, ...change });
  expect(await answer.json()).toMatchObject({ error: { code: "invalid_request", path } });
  expect(await count("workspace")).toBe(0);
});

test("an allowed origin that is none has a sentence of its own", async () => {
  const answer = await new Browser().ask("POST", "/api/setup", { ...request, allowedOrigin: "https://shop.test/path" });
  expect(await answer.json()).toMatchObject({ error: { code: "origin_invalid", path: "allowedOrigin" } });
  expect(await count("workspace")).toBe(0);
});

test("each set-up makes secrets of its own", async () => {
  const answer = await new Browser().ask("POST", "/api/setup", request);
  const { siteKey } = await answer.json<{ siteKey: string }>();
  const site = await findSiteByKey(database(testEnv), siteKey);
  expect(site?.identitySecret).toMatch(/^[0-9a-f]{64}$/);
  expect(site?.key).toMatch(/^site-[0-9a-f]{16}$/);
});

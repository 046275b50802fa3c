import { beforeAll, expect, test } from "vitest";
import { workspaceSettingsSchema, type WorkspaceSettings } from "../protocol/workspace-settings.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { createWorkspace, joinTeam, password } from "../testing/workspace.ts";

const png = new Uint8Array([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a, 1, 2, 3]);
let owner: Browser;
let agent: Browser;

beforeAll(async () => {
  const made = await createWorkspace();
  owner = await new Browser().signIn(made.owner.email, password);
  agent = await new Browser().signIn((await joinTeam(made.teamId, "Bruno")).email, password);
});

async function settings(): Promise<WorkspaceSettings> {
  return workspaceSettingsSchema.parse(await (await owner.ask("GET", "/api/workspace")).json());
}

async function codeOf(answer: Response): Promise<string> {
  return (await answer.json<{ error: { code: string } }>()).error.code;
}

test("[WK1] settings are saved whole, with the version that was seen; of two saves at once one is told so", async () => {
  const seen = await settings();
  const answers = await Promise.all(
    ["Acme One", "Acme Two"].map((name) => owner.ask("PUT", "/api/workspace", { ...seen, name, retentionDays: 90 })),
  );
  expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200, 409]));
  expect(await codeOf(answers.find(({ status }) => status === 409)!)).toBe("changed_meanwhile");
  const now = await settings();
  expect(now.version).toBe(seen.version + 1);
  expect(["Acme One", "Acme Two"]).toContain(now.name);
  expect(now.retentionDays).toBe(90);
});

test.each([
  ["name", { name: " " }],
  ["languages", { languages: [] }],
  ["languages", { languages: ["en", "en"] }],
  ["languages.0", { languages: ["xx"] }],
  ["retentionDays", { retentionDays: 0 }],
  ["logo", { logo: "../secret" }],
])("[WK1] a %s that does not fit is named, and nothing is saved", async (path, change) => {
  const seen = await settings();
  const answer = await owner.ask("PUT", "/api/workspace", { ...seen, name: "Never", ...change });
  expect(await answer.json()).toMatchObject({ error: { code: "invalid_request", path } });
  expect(await settings()).toEqual(seen);
});

test("[WK2] only who may manage the workspace reads and writes its settings", async () => {
  for (const path of ["/api/workspace", "/api/sites", "/api/hours"]) {
    expect(await codeOf(await agent.ask("GET", path))).toBe("forbidden");
    expect(await codeOf(await new Browser().ask("GET", path))).toBe("not_signed_in");
  }
  expect(await codeOf(await agent.ask("PUT", "/api/workspace", await settings()))).toBe("forbidden");
});

async function send(bytes: Uint8Array): Promise<Response> {
  return await owner.send("POST", "/api/workspace/logo", new Uint8Array(bytes));
}

test("a logo is what its bytes say, is named by them, and is served so that nothing in it runs", async () => {
  const { logo } = await (await send(png)).json<{ logo: string }>();
  expect(logo).toMatch(/^[0-9a-f]{32}\.png$/);
  const saved = await owner.ask("PUT", "/api/workspace", { ...(await settings()), logo });
  expect(saved.status).toBe(200);
  const served = await new Browser().ask("GET", `/api/logo/${logo}`);
  expect(new Uint8Array(await served.arrayBuffer())).toEqual(png);
  expect(served.headers.get("content-type")).toBe("image/png");
  expect(served.headers.get("x-content-type-options")).toBe("nosniff");
  expect(served.headers.get("content-security-policy")).toContain("sandbox");
  expect(served.headers.get("cache-control")).toContain("immutable");

  await owner.ask("PUT", "/api/workspace", { ...(await settings()), logo: null });
  expect((await new Browser().ask("GET", `/api/logo/${logo}`)).status).toBe(404);
});

test.each([
  ["a drawing with scripts", "<svg xmlns='http://www.w3.org/2000/svg'><script>1</script></svg>"],
  ["a page", "<!doctype html>"],
  ["nothing", ""],
])("%s is no logo", async (_, text) => {
  expect(await codeOf(await send(new TextEncoder().encode(text)))).toBe("image_invalid");
});

test("a logo of more than 512 kB is refused, and so is one that nobody sent", async () => {
  const large = new Uint8Array(512 * 1024 + 1);
  large.set(png);
  expect(await codeOf(await send(large))).toBe("too_large");
  const never = { ...(await settings()), logo: `${"0".repeat(32)}.png` };
  expect(await codeOf(await owner.ask("PUT", "/api/workspace", never))).toBe("image_invalid");
  expect((await testEnv.FILES.list({ prefix: "logo/" })).objects).toEqual([]);
});

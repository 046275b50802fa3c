import { beforeAll, expect, test, vi } from "vitest";
import { readRow } from "./inbox/list.store.ts";
import { articleListSchema } from "./protocol/article.ts";
import { workspaceSettingsSchema } from "./protocol/workspace-settings.ts";
import { everyHour, everyMinute } from "./scheduled.ts";
import { storedFileKey } from "./stored-file/stored-file.domain.ts";
import { newConversation, newId, openAsAgent } from "./testing/actors.ts";
import { Browser, testEnv } from "./testing/browser.ts";
import { png, Sender, state, text } from "./testing/sender.ts";
import { createWorkspace, password } from "./testing/workspace.ts";

const day = 24 * 3600_000;
const ana = new Browser();
let team = "";

beforeAll(async () => {
  const { owner, teamId } = await createWorkspace();
  team = teamId;
  await ana.signIn(owner.email, password);
});

/** What the cron triggers of wrangler.toml do, so many days from now. */
const hour = (days: number) => everyHour(testEnv, Date.now() + days * day);
const minute = (days: number) => everyMinute(testEnv, Date.now() + days * day);

async function image(): Promise<string> {
  const { file } = await (await ana.send("POST", "/api/articles/images", png)).json<{ file: string }>();
  return file;
}
const isServed = async (file: string) => (await new Browser().ask("GET", `/help/images/${file}`)).status === 200;

/** Saves a text with this image, or none. */
async function saves(id: string, version: number, file?: string): Promise<void> {
  const picture = { type: "image", attrs: { file, alt: "", width: 10, height: 5 } };
  const document = { type: "doc", content: file === undefined ? [{ type: "paragraph" }] : [picture] };
  const body = { version, title: "With a picture", excerpt: "", slug: null, document };
  expect((await ana.ask("PUT", `/api/articles/${id}/en`, body)).status).toBe(200);
}

async function article(...files: (string | undefined)[]): Promise<string> {
  const id = crypto.randomUUID();
  await ana.ask("POST", "/api/articles", { id, category: null });
  for (const [version, file] of files.entries()) await saves(id, version, file);
  return id;
}

test("[AR20] every hour the images of articles that are gone for good are erased, and those that nobody saved", async () => {
  const [alone, shared, past, unsaved] = [await image(), await image(), await image(), await image()];
  const [gone, stays] = [await article(alone), await article(shared)];
  await saves(gone, 1, shared);
  // Published with it, then written without it: it is in the history.
  const changed = await article(past);
  await ana.ask("POST", `/api/articles/${changed}/en/publish`, { version: 1 });
  await saves(changed, 1);
  const { articles } = articleListSchema.parse(await (await ana.ask("GET", "/api/articles")).json());
  const { version } = articles.find(({ id }) => id === gone)!;
  expect((await ana.ask("DELETE", `/api/articles/${gone}`, { version })).status).toBe(204);
  const served = () => Promise.all([alone, shared, past, unsaved].map(isServed));

  await hour(0.9);
  expect(await served()).toEqual([true, true, true, true]);
  await hour(1.1);
  expect((await served()).slice(1)).toEqual([true, true, false]);
  expect((await ana.ask("POST", `/api/articles/${gone}/restore`)).status).toBe(204);
  const again = articleListSchema.parse(await (await ana.ask("GET", "/api/articles")).json());
  await ana.ask("DELETE", `/api/articles/${gone}`, { version: again.articles.find(({ id }) => id === gone)!.version });

  await hour(31);
  expect(await served()).toEqual([false, true, true, false]);
  expect((await ana.ask("POST", `/api/articles/${gone}/restore`)).status).toBe(204);
  expect((await ana.ask("GET", `/api/articles/${gone}/en`)).status).toBe(404);
  expect((await ana.ask("GET", `/api/articles/${stays}/en`)).status).toBe(200);
});

test("[CV95] every minute conversations are erased that were done for as many days as the company chose, and none where it chose none", async () => {
  const { conversation, stub } = await newConversation({ team: { id: team, name: "Support" } });
  const agent = await openAsAgent(conversation, { id: "agent-of-admins", name: "Adele", picture: null, role: "admin" });
  await agent.hello();
  await agent.does({ kind: "status", to: "done", until: null });
  await stub.reindex();
  const settings = workspaceSettingsSchema.parse(await (await ana.ask("GET", "/api/workspace")).json());
  expect(settings.retentionDays).toBeNull();
  await minute(400);
  expect(await readRow(testEnv.DB, conversation)).not.toBeNull();
  expect((await ana.ask("PUT", "/api/workspace", { ...settings, retentionDays: 30 })).status).toBe(200);
  await minute(29);
  expect(await readRow(testEnv.DB, conversation)).not.toBeNull();
  await minute(31);
  expect(await readRow(testEnv.DB, conversation)).toBeNull();
});

test("[AR20][AT19] a step that fails keeps no other one from being done, and is made good an hour later", async () => {
  const unsaved = await image();
  const by = Sender.agent("no-conversation", ana);
  const id = newId();
  const json = { "content-type": "application/json" };
  await state(await by.ask("POST", "/api/stored-files", JSON.stringify({ id, name: "a", size: text.length }), json));
  await state(await by.ask("PUT", `/api/stored-files/${id}/1`, text));
  const isKept = async () => (await testEnv.FILES.head(storedFileKey(id))) !== null;

  const broken = vi.spyOn(testEnv.FILES, "delete").mockRejectedValueOnce(new Error("R2 is away"));
  const said = vi.spyOn(console, "error").mockImplementation(() => {});
  await hour(2);
  expect(JSON.stringify(said.mock.calls)).toContain("stored_files");
  broken.mockRestore();
  said.mockRestore();
  expect([await isKept(), await isServed(unsaved)]).toEqual([true, false]);
  await hour(2.1);
  expect(await isKept()).toBe(false);
});

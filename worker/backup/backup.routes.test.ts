import { applyD1Migrations, reset } from "cloudflare:test";
import { env as testing } from "cloudflare:workers";
import { beforeAll, expect, test } from "vitest";
import { type Ask, missing, NotFound, type Piece, piecesOf, Restore } from "../../.tools/workspace-copy.ts";
import { readRow } from "../inbox/list.store.ts";
import { search } from "../inbox/search.store.ts";
import { conversationObject } from "../platform/objects.ts";
import type { BackupFile } from "../protocol/backup.ts";
import { fileLimits } from "../protocol/file-limits.ts";
import { newConversation, newId, openAsAgent } from "../testing/actors.ts";
import { buildWorld, codeOf, type World } from "../testing/abuse/world.ts";
import { Browser, testEnv } from "../testing/browser.ts";
import { Sender, state } from "../testing/sender.ts";
import { password } from "../testing/workspace.ts";
import { copiedTables, tablesThatStay } from "./backup.domain.ts";
import { soon } from "../testing/soon.ts";

const SETUP_TOKEN = "a-setup-token-of-the-tests";
const env = { ...testEnv, SETUP_TOKEN };
let world: World;
let pieces: Piece[];
const bytes = new Map<string, Uint8Array<ArrayBuffer>>();

const asking =
  (browser: Browser): Ask =>
  async (method, path, body, headers = {}) => {
    const length = body instanceof Uint8Array ? { "content-length": String(body.length) } : {};
    const answer = await browser.send(method, path, body ?? null, { ...length, ...headers });
    if (answer.status === 404) throw new NotFound(path);
    if (!answer.ok) throw new Error(`${method} ${path} answered ${answer.status}: ${await codeOf(answer)}`);
    return answer;
  };
const owner = () => new Browser({ env, address: "192.0.2.77" }).signIn(world.ids.ownerEmail, password);
const file = (key: string) => async (from: number, length: number) =>
  (bytes.get(key) ?? new Uint8Array()).slice(from, from + length);

async function* streamed(all: readonly Piece[]): AsyncGenerator<Piece> {
  yield* all;
}

/** As a deployment that nobody has set up. */
async function empty(): Promise<void> {
  await reset();
  await applyD1Migrations(testEnv.DB, testing.MAIN_MIGRATIONS ?? []);
  await applyD1Migrations(testEnv.SEARCH, testing.SEARCH_MIGRATIONS ?? []);
}

/** A company with one of everything: a large file, a call that goes on, an article that customers read. */
beforeAll(async () => {
  world = await buildWorld();
  const { conversation, ana } = world.ids;
  const agent = await openAsAgent(conversation, { id: ana, name: "Ana", picture: null, role: "agent" });
  await agent.hello();
  const by = Sender.agent(conversation, world.callers.agent.browser);
  const id = newId();
  await state(await by.open({ id, name: "big.bin", size: fileLimits.partBytes + 10 }));
  await state(await by.part(id, 1, new Uint8Array(fileLimits.partBytes)));
  await state(await by.part(id, 2, new Uint8Array(10).fill(7)));
  await agent.does({ kind: "message", text: "The big one", attachments: [id] });
  const ring = newId();
  agent.send({ kind: "call", id: ring, act: { do: "request", purpose: "audio" } });
  await agent.heard("ack", (frame) => frame.id === ring);
  await conversationObject(testEnv, conversation).reindex();

  const ask = asking(await owner());
  pieces = [];
  for await (const piece of piecesOf(ask)) {
    pieces.push(piece);
    if (piece.kind !== "file") continue;
    const answer = await ask("GET", `/api/backup/files/${piece.file.key}`);
    bytes.set(piece.file.key, new Uint8Array(await answer.arrayBuffer()));
  }
});

const files = () => pieces.flatMap((piece): BackupFile[] => (piece.kind === "file" ? [piece.file] : []));

test("[BU1] every table of the database is in a backup, or stays for a reason", async () => {
  const { results } = await testEnv.DB.prepare("SELECT name FROM sqlite_master WHERE type = 'table'").all<{
    name: string;
  }>();
  const names = results.map(({ name }) => name).filter((name) => !/^_|^sqlite_|^d1_/.test(name));
  expect([...copiedTables.map(({ name }) => name), ...Object.keys(tablesThatStay)].toSorted()).toEqual(
    names.toSorted(),
  );
});

test("[BU2] no secret leaves in a backup", async () => {
  const told = JSON.stringify(pieces);
  const { results } = await testEnv.DB.prepare(
    "SELECT identity_secret AS secret FROM site UNION SELECT password FROM account UNION SELECT token FROM session UNION SELECT token_hash FROM invitation",
  ).all<{ secret: string }>();
  expect(results.length).toBeGreaterThan(5);
  for (const { secret } of results) expect(told).not.toContain(secret);
});

test("[BU3] only an owner takes a backup out", async () => {
  const { agent, otherTeam, nobody } = world.callers;
  for (const [who, code] of [
    [agent, "forbidden"],
    [otherTeam, "forbidden"],
    [nobody, "not_signed_in"],
  ] as const)
    expect(await codeOf(await who.browser.ask("GET", "/api/backup"))).toBe(code);
});

test("[BU4] a workspace that somebody has set up takes nothing in, and without the setup token none does", async () => {
  const stranger = new Browser({ env, address: "192.0.2.78" });
  expect(await codeOf(await stranger.ask("POST", "/api/restore", { token: "a guess", format: 1 }))).toBe(
    "setup_token_invalid",
  );
  expect(await codeOf(await stranger.ask("POST", "/api/restore", { token: SETUP_TOKEN, format: 1 }))).toBe(
    "already_set_up",
  );
  expect(await codeOf(await stranger.ask("PUT", "/api/restore/tables/team", { rows: [] }))).toBe("setup_token_invalid");
  for (let tries = 0; tries < 10; tries += 1)
    await stranger.ask("POST", "/api/restore", { token: "a guess", format: 1 });
  expect(await codeOf(await stranger.ask("POST", "/api/restore", { token: "a guess", format: 1 }))).toBe("locked_out");
});

test("[BU5][BU6] it comes into an empty deployment as it was, also after a try that broke, and goes on there", async () => {
  const { conversation, ana, ownerEmail } = world.ids;
  await empty();
  const browser = new Browser({ env, address: "192.0.2.79" });
  const broken = new Restore(asking(browser));
  await broken.begin(SETUP_TOKEN);
  for (const piece of pieces.slice(0, Math.floor(pieces.length / 2))) await broken.take(piece);

  const restore = new Restore(asking(browser));
  await restore.begin(SETUP_TOKEN);
  for (const piece of pieces) await restore.take(piece);
  for (const each of files()) await restore.file(each, file(each.key));
  // Nobody gets in before the end, and then the owner whom the backup knows.
  expect(
    await codeOf(await browser.ask("POST", "/api/session", { email: ownerEmail, password: "a new password" })),
  ).toBe("sign_in_failed");
  await expect(restore.finish("nobody@fala.test", "a new password")).rejects.toThrow("invalid_request");
  await restore.finish(ownerEmail, "a new password");
  await expect(restore.finish(ownerEmail, "a new password")).rejects.toThrow("already_set_up");

  expect(await missing(streamed(pieces), asking(browser))).toEqual([]);
  // The comparison can fail.
  const otherwise = pieces.map((piece) =>
    piece.kind === "rows" && piece.table === "team" ? { ...piece, rows: [{ id: "of another name" }] } : piece,
  );
  expect(await missing(streamed(otherwise), asking(browser))).toEqual(["team of another name"]);

  // The call ended, the number stayed, and everything is found and goes on.
  const agent = await openAsAgent(conversation, { id: ana, name: "Ana", picture: null, role: "agent" });
  const { state: now } = await agent.hello();
  expect(now.call).toBeNull();
  await agent.says("We have moved");
  await soon(async () => expect((await readRow(testEnv.DB, conversation))?.lastMessage?.text).toBe("We have moved"));
  await soon(async () => expect((await search(testEnv, "big", () => true, null)).hits).toHaveLength(1));
  await newConversation({ team: { id: world.ids.team, name: "Support" } });
});

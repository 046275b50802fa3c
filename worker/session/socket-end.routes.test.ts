import { beforeAll, expect, test } from "vitest";
import { inboxObject } from "../platform/objects.ts";
import { closeCode } from "../protocol/close-code.ts";
import { paths, SUBPROTOCOL } from "../protocol/paths.ts";
import { sessionsSchema } from "../protocol/session.ts";
import { Browser, testEnv, watched } from "../testing/browser.ts";
import { createWorkspace, joinTeam, password, type TestAgent } from "../testing/workspace.ts";

let teamId = "";

beforeAll(async () => {
  teamId = (await createWorkspace()).teamId;
});

/** An agent of the team whom its inbox knows: it was told, as whoever adds an agent to a team does. */
async function newAgent(): Promise<TestAgent> {
  const agent = await joinTeam(teamId, "Ana");
  await inboxObject(testEnv, teamId).rosterChanged();
  return agent;
}

/** A socket of the team's inbox, and the code it is closed with. */
async function openInbox(at: Browser): Promise<{ socket: WebSocket; closed: Promise<number> }> {
  const answer = await at.ask("GET", paths.inboxSocket(teamId), undefined, {
    upgrade: "websocket",
    "sec-websocket-protocol": SUBPROTOCOL,
  });
  const socket = answer.webSocket!;
  const closed = new Promise<number>((resolve) => socket.addEventListener("close", ({ code }) => resolve(code)));
  socket.accept();
  return { socket, closed };
}

async function idOf(at: Browser): Promise<string> {
  const { sessions } = sessionsSchema.parse(await (await at.ask("GET", "/api/session")).json());
  return sessions.find((session) => session.current)!.id;
}

test("a revoked session's sockets close at once, those of the agent's other sessions stay", async () => {
  const ana = await newAgent();
  const here = await new Browser().signIn(ana.email, password);
  const there = await new Browser().signIn(ana.email, password);
  const [mine, theirs] = [await openInbox(here), await openInbox(there)];
  await here.ask("DELETE", `/api/session/${await idOf(there)}`);
  expect(await theirs.closed).toBe(closeCode.sessionOver);
  expect(mine.socket.readyState).toBe(WebSocket.OPEN);
  expect(await (await openInbox(there)).closed).toBe(closeCode.notSignedIn);
});

test("who signs out hears it on each of their sockets", async () => {
  const ana = await newAgent();
  const at = await new Browser().signIn(ana.email, password);
  const sockets = [await openInbox(at), await openInbox(at)];
  await at.ask("DELETE", "/api/session");
  expect(await Promise.all(sockets.map(({ closed }) => closed))).toEqual([
    closeCode.sessionOver,
    closeCode.sessionOver,
  ]);
});

test("opening a socket reads no session from D1", async () => {
  const ana = await newAgent();
  const { db, statements } = watched(testEnv.DB);
  const at = await new Browser({ env: { ...testEnv, DB: db } }).signIn(ana.email, password);
  await openInbox(at);
  statements.length = 0;
  await openInbox(at);
  expect(statements.filter((statement) => /session|"agent"/.test(statement))).toEqual([]);
});

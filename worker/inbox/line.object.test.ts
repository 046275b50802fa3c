import { evictDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import { database } from "../platform/database.ts";
import { inboxObject } from "../platform/objects.ts";
import { deleteTeam } from "../team/team-change.store.ts";
import { alarm } from "../testing/alarm.ts";
import { newAgent, newConversation, newTeam, openAsAgent, openAsCustomer, openInbox } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { reportOf } from "../testing/reports.ts";
import { writeIndex } from "./index.store.ts";
import { readRow } from "./list.store.ts";
import { soon } from "../testing/soon.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

test("[IN22][IN24] the line outlives an eviction, in its order; who is taken or gone leaves it, also when news comes late", async () => {
  const team = await newTeam();
  const stub = inboxObject(testEnv, team.id);
  const at = (waitingSince: number) => reportOf({ team, waitingSince, lastAt: waitingSince });
  const [first, second, third] = [at(10), at(20), at(30)];
  for (const report of [second, third, first]) await stub.offer(report);
  await evictDurableObject(stub);
  expect(await stub.watchPlace(second.row.id)).toEqual({ place: 2, available: false });
  const gone = { ...first, row: { ...first.row, version: 3, assignee: { id: "agent-ana-1", name: "Ana" } } };
  await stub.offer(gone);
  await stub.offer({ ...first, row: { ...first.row, version: 2 } });
  expect((await stub.watchPlace(first.row.id)).place).toBeNull();
  expect((await stub.watchPlace(third.row.id)).place).toBe(2);
  await stub.offer({ ...third, row: { ...third.row, version: 2, team: await newTeam("Sales") } });
  expect((await stub.watchPlace(third.row.id)).place).toBeNull();
});

test("[IN23] what only the index knows is found when an agent comes, and by the alarm while anything waits", async () => {
  const team = await newTeam();
  const ana = await newAgent("Ana", [team]);
  const stub = inboxObject(testEnv, team.id);
  const [lost, later] = [reportOf({ team, waitingSince: 5 }), reportOf({ team, waitingSince: 6 })];
  await writeIndex(testEnv.DB, [lost]);
  expect((await stub.watchPlace(lost.row.id)).place).toBeNull();
  const inbox = await openInbox(team.id, ana);
  await inbox.hello();
  await soon(async () => expect((await stub.watchPlace(lost.row.id)).place).toBe(1));
  await writeIndex(testEnv.DB, [later, { ...lost, row: { ...lost.row, version: 2, status: "done" } }]);
  vi.setSystemTime(Date.now() + 31_000);
  await alarm(stub);
  await inbox.heard("rows", ({ rows }) => rows.some(({ id }) => id === later.row.id));
  expect((await stub.watchPlace(lost.row.id)).place).toBeNull();
  expect((await stub.watchPlace(later.row.id)).place).toBe(1);
});

test("[IN54] while nothing changes nobody is told again, however often the inbox fell asleep", async () => {
  const team = await newTeam();
  const ana = await newAgent("Ana", [team]);
  const inbox = await openInbox(team.id, ana);
  await inbox.hello();
  const { conversation, customer } = await newConversation({ team });
  const waits = await openAsCustomer(conversation, customer.id);
  await waits.hello();
  await waits.heard("line", ({ place }) => place === 1);
  await inbox.heard("rows", ({ rows }) => rows.some(({ id }) => id === conversation));
  const stub = inboxObject(testEnv, team.id);
  const sleepAndLook = async () => {
    await evictDurableObject(stub, { webSockets: "hibernate" });
    vi.setSystemTime(Date.now() + 31_000);
    await alarm(stub);
    await inbox.settled();
    await waits.settled();
  };
  // What was not quite told when it fell asleep may be told once more.
  await sleepAndLook();
  const [heardRows, heardPlaces] = [inbox.all("rows").length, waits.all("line").length];
  await sleepAndLook();
  expect(inbox.all("rows").slice(heardRows)).toEqual([]);
  expect(waits.all("line").slice(heardPlaces)).toEqual([]);
});

test("[IN55] in a line longer than one part everybody hears their new place", async () => {
  const team = await newTeam();
  const ana = await newAgent("Ana", [team]);
  await (await openInbox(team.id, ana)).hello();
  const waiting = await Promise.all(
    Array.from({ length: 53 }, async () => {
      const { conversation, customer } = await newConversation({ team });
      const socket = await openAsCustomer(conversation, customer.id);
      await socket.hello();
      return { conversation, socket };
    }),
  );
  const places = () =>
    waiting.map(({ socket }) => socket.all("line").at(-1)?.place ?? null).toSorted((a, b) => Number(a) - Number(b));
  const from1To = (last: number) => Array.from({ length: last }, (_, index) => index + 1);
  await soon(() => expect(places()).toEqual(from1To(53)));
  const first = waiting.find(({ socket }) => socket.all("line").at(-1)?.place === 1);
  const agent = await openAsAgent(first?.conversation ?? "", ana);
  await agent.hello();
  await agent.does({ kind: "take", expected: null });
  await soon(() => expect(places()).toEqual([null, ...from1To(52)]));
});

test("[IN25] a team that is in no table any more hands what waits in it to the oldest one", async () => {
  const team = await newTeam("Old");
  const { conversation, stub } = await newConversation({ team });
  await soon(async () => expect((await inboxObject(testEnv, team.id).watchPlace(conversation)).place).toBe(1));
  await testEnv.DB.prepare("DELETE FROM team WHERE id = ?").bind(team.id).run();
  vi.setSystemTime(Date.now() + 11 * 60_000);
  await alarm(inboxObject(testEnv, team.id));
  const supervisor = await newAgent("Sue", [], "supervisor");
  const entries = await stub.exported().entriesFor(supervisor, 0);
  expect(entries?.at(-1)?.body).toMatchObject({ kind: "transferred", to: null });
});

test("[IN25][IN43] a deletion that nobody told the inbox of leads to the chosen team, also where that one was deleted since", async () => {
  const [team, between, heir] = [await newTeam("Old"), await newTeam("Between"), await newTeam("Heir")];
  const ana = await newAgent("Ana", [team]);
  const owned = await newConversation({ team });
  const waiting = await newConversation({ team });
  await (await openInbox(team.id, ana)).hello();
  const agent = await openAsAgent(owned.conversation, ana);
  await agent.hello();
  await agent.does({ kind: "take", expected: null });
  await soon(async () => expect((await readRow(testEnv.DB, owned.conversation))?.assignee?.id).toBe(ana.id));
  const stub = inboxObject(testEnv, team.id);
  await stub.deletionBegins();
  // As if the Worker ended here: neither inbox hears anything.
  await deleteTeam(database(testEnv), team.id, { version: 1, to: between.id, agentsToo: false });
  await deleteTeam(database(testEnv), between.id, { version: 1, to: heir.id, agentsToo: false });
  vi.setSystemTime(Date.now() + 11_000);
  await alarm(stub);
  for (const { conversation } of [owned, waiting]) {
    await soon(async () => expect((await readRow(testEnv.DB, conversation))?.team).toEqual(heir));
    expect((await inboxObject(testEnv, heir.id).watchPlace(conversation)).place).not.toBeNull();
  }
});

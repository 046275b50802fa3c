import { evictDurableObject } from "cloudflare:test";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { agentObject, inboxObject } from "../platform/objects.ts";
import type { Availability } from "../protocol/agent.ts";
import type { InboxServerMessage } from "../protocol/inbox.ts";
import { limits } from "../protocol/limits.ts";
import { ROSTER_CHANGES_SINCE } from "../protocol/version.ts";
import { alarm } from "../testing/alarm.ts";
import { newAgent, newConversation, newId, newTeam, openAsAgent, openInbox, scene } from "../testing/actors.ts";
import { testEnv } from "../testing/browser.ts";
import { readRow } from "./list.store.ts";
import { soon } from "../testing/soon.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

async function office() {
  const team = await newTeam();
  const [ana, bruno] = [await newAgent("Ana", [team]), await newAgent("Bruno", [team])];
  return { team, ana, bruno, stub: inboxObject(testEnv, team.id) };
}

const says =
  (name: string, availability: Availability) =>
  (frame: Extract<InboxServerMessage, { kind: "roster_changed" | "agents" }>) =>
    frame.agents.some((agent) => agent.name === name && agent.availability === availability);

const canAnswer = (agentId: string) => agentObject(testEnv, agentId).canAnswer();

async function numbered(id: string): Promise<void> {
  await soon(async () => expect(await readRow(testEnv.DB, id)).not.toBeNull());
}

describe("the live list", () => {
  test("[IN1] agents of the team, and those who may read all, get in; nobody else; nobody where no team is", async () => {
    const { team, ana } = await office();
    expect((await (await openInbox(team.id, ana)).hello()).team).toEqual(team);
    const supervisor = await newAgent("Sue", [], "supervisor");
    expect((await (await openInbox(team.id, supervisor)).hello()).team).toEqual(team);
    const outsider = await newAgent("Otto", [await newTeam("Sales")]);
    expect(await (await openInbox(team.id, outsider)).closing()).toMatchObject({ code: 4403 });
    expect(await (await openInbox(newId(), supervisor)).closing()).toEqual({ code: 4404, reason: "not_found" });
  });

  test("[IN10] who joined the team after the roster was read gets in", async () => {
    const { team, ana } = await office();
    await (await openInbox(team.id, ana)).hello();
    const late = await newAgent("Lea", [team]);
    const { agents } = await (await openInbox(team.id, late)).hello();
    expect(agents.map(({ name }) => name)).toEqual(["Ana", "Bruno", "Lea"]);
  });

  test("[IN2] the welcome has what waits and what is the agent's own and open; what changed lately besides, and nothing else later", async () => {
    const { team, ana, bruno } = await office();
    for (const each of [ana, bruno]) await (await openInbox(team.id, each)).hello();
    const made = { mine: "", theirs: "", waits: "", done: "" };
    for (const name of ["mine", "theirs", "waits", "done"] as const) {
      const { conversation } = await newConversation({ team, text: name });
      made[name] = conversation;
      const agent = await openAsAgent(conversation, name === "theirs" ? bruno : ana);
      await agent.hello();
      if (name === "mine" || name === "theirs") await agent.does({ kind: "take", expected: null });
      if (name === "done") await agent.does({ kind: "status", to: "done", until: null });
      await soon(async () => {
        const row = await readRow(testEnv.DB, conversation);
        expect(row?.version).toBe(name === "waits" ? 1 : 2);
      });
    }
    const lately = await (await openInbox(team.id, ana)).hello();
    expect(lately.rows.map(({ id }) => id).toSorted()).toEqual(Object.values(made).toSorted());
    // Nothing is lately for an object that was away.
    await evictDurableObject(inboxObject(testEnv, team.id), { webSockets: "close" });
    const { rows, agents } = await (await openInbox(team.id, ana)).hello();
    expect(rows.map(({ id }) => id).toSorted()).toEqual([made.mine, made.waits].toSorted());
    expect(agents.map(({ name }) => name)).toEqual(["Ana", "Bruno"]);
  });

  test("[IN3][IN12] a conversation rings before D1 knows it, then has its number, and keeps it", async () => {
    const { team, ana } = await office();
    const inbox = await openInbox(team.id, ana);
    await inbox.hello();
    const { conversation } = await newConversation({ team, text: "Ring" });
    await inbox.heard("rows", ({ rows }) => rows.some((row) => row.id === conversation && row.number !== null));
    const [first] = inbox.rowsOf(conversation);
    expect(first).toMatchObject({ number: null, unread: 1, assignee: null, lastMessage: { text: "Ring" } });
    const agent = await openAsAgent(conversation, ana);
    await agent.hello();
    await agent.says("Hi");
    await inbox.heard("rows", ({ rows }) => rows.some((row) => row.id === conversation && row.unread === 0));
    const numbers = new Set(inbox.rowsOf(conversation).map(({ number }) => number));
    expect([...numbers].filter((number) => number !== null)).toHaveLength(1);
  });

  test("[IN3] reading empties the unread count for everybody", async () => {
    const { team, ana, bruno } = await office();
    const inbox = await openInbox(team.id, bruno);
    await inbox.hello();
    const { conversation } = await newConversation({ team });
    const agent = await openAsAgent(conversation, ana);
    await agent.hello();
    agent.send({ kind: "receipt", delivered: 2, read: 2 });
    await inbox.heard("rows", ({ rows }) => rows.some((row) => row.id === conversation && row.unread === 0));
    const versions = inbox.rowsOf(conversation).map(({ version }) => version);
    expect(versions).toEqual(versions.toSorted((a, b) => a - b));
  });

  test("[IN5] a mention reaches who is named, in all of their windows, and nobody else", async () => {
    const { id, team, ana, bruno, agent } = await scene();
    const [hers, his, hisOther] = [
      await openInbox(team.id, ana),
      await openInbox(team.id, bruno),
      await openInbox(team.id, bruno),
    ];
    for (const each of [hers, his, hisOther]) await each.hello();
    await agent.does({ kind: "note", text: "Look, @Bruno", mentions: [bruno.id] });
    for (const each of [his, hisOther]) {
      expect(await each.heard("mention")).toMatchObject({
        ...{ conversation: id, text: "Look, @Bruno", by: { id: ana.id, name: "Ana" }, customer: null },
      });
    }
    await hers.settled();
    expect(hers.all("mention")).toEqual([]);
  });

  test("[IN50] a mention waits for who was away, through an eviction, until they have looked in one of their windows", async () => {
    const { id, team, ana, bruno, agent } = await scene();
    const stub = inboxObject(testEnv, team.id);
    await agent.does({ kind: "note", text: "secret: @Bruno", mentions: [bruno.id, newId()] });
    await agent.does({ kind: "note", text: "secret: @Bruno again", mentions: [bruno.id] });
    await soon(async () => {
      const { mentions = [] } = await (await openInbox(team.id, bruno)).hello();
      expect(mentions).toEqual([{ conversation: id, by: { id: ana.id, name: "Ana" }, at: expect.any(Number) }]);
    });
    await evictDurableObject(stub, { webSockets: "close" });
    const [his, hisOther, hers] = [
      await openInbox(team.id, bruno),
      await openInbox(team.id, bruno),
      await openInbox(team.id, ana),
    ];
    expect((await his.hello()).mentions).toHaveLength(1);
    await hisOther.hello();
    expect((await hers.hello()).mentions).toEqual([]);
    expect(his.raw.join()).not.toContain("secret");
    hers.send({ kind: "mention_seen", conversation: id });
    his.send({ kind: "mention_seen", conversation: id });
    await hisOther.heard("mention_seen", ({ conversation }) => conversation === id);
    await hers.settled();
    expect(hers.all("mention_seen")).toEqual([]);
    expect((await (await openInbox(team.id, bruno)).hello()).mentions).toEqual([]);
  });

  test("[IN6] what is not hello is refused; before hello nothing is told", async () => {
    const { team, ana } = await office();
    const inbox = await openInbox(team.id, ana);
    await newConversation({ team });
    for (const frame of ["{", "x".repeat(70_000), JSON.stringify({ kind: "rows" }), new ArrayBuffer(3)]) {
      const since = inbox.frames.length;
      inbox.send(frame);
      expect(await inbox.heard("refused", () => true, since)).toMatchObject({ code: "invalid_frame" });
    }
    expect(inbox.frames.every(({ kind }) => kind === "refused")).toBe(true);
    inbox.send({ kind: "hello", version: 0 });
    expect((await inbox.closing()).code).toBe(4426);
  });
});

describe("availability", () => {
  test("[IN7][IN8] who says so and is here; gone two minutes after the last socket, and the team is told", async () => {
    const { team, ana, bruno } = await office();
    const hers = await openInbox(team.id, ana);
    expect((await hers.hello()).agents.map(({ availability }) => availability)).toEqual(["available", "away"]);
    const his = await openInbox(team.id, bruno);
    await his.hello();
    await hers.heard("roster_changed", says("Bruno", "available"));
    const since = hers.frames.length;
    his.close();
    await soon(async () => expect((await canAnswer(bruno.id)).until).not.toBeNull());
    expect((await canAnswer(bruno.id)).canAnswer).toBe(true);
    vi.setSystemTime(Date.now() + limits.availabilityGraceMs + 1_000);
    await alarm(agentObject(testEnv, bruno.id));
    await hers.heard("roster_changed", says("Bruno", "away"), since);
    expect(await canAnswer(bruno.id)).toMatchObject({ canAnswer: false });
  });

  test("[IN7] who comes back within the grace was never away; who has another window stays", async () => {
    const { team, ana, bruno } = await office();
    const hers = await openInbox(team.id, ana);
    await hers.hello();
    const [first, second] = [await openInbox(team.id, bruno), await openInbox(team.id, bruno)];
    for (const each of [first, second]) await each.hello();
    first.close();
    second.close();
    await soon(async () => expect((await canAnswer(bruno.id)).until).not.toBeNull());
    const back = await openInbox(team.id, bruno);
    await back.hello();
    vi.setSystemTime(Date.now() + limits.availabilityGraceMs + 1_000);
    await alarm(agentObject(testEnv, bruno.id));
    expect(await canAnswer(bruno.id)).toEqual({ canAnswer: true, until: null });
    await hers.settled();
    expect(hers.all("roster_changed").some(says("Bruno", "away"))).toBe(false);
  });

  test("[IN52] only who changed is told of, and who left; a client of before is told the whole roster", async () => {
    const { team, ana, bruno, stub } = await office();
    const leo = await newAgent("Leo", [team]);
    const [hers, older] = [await openInbox(team.id, ana), await openInbox(team.id, ana)];
    await hers.hello();
    older.send({ kind: "hello", version: ROSTER_CHANGES_SINCE - 1 });
    await older.heard("welcome");
    const his = await openInbox(team.id, bruno);
    await his.hello();
    await hers.heard("roster_changed", says("Bruno", "available"));
    await older.heard("agents", (frame) => says("Bruno", "available")(frame) && frame.agents.length === 3);
    expect(hers.all("roster_changed").flatMap(({ agents }) => agents.map(({ name }) => name))).not.toContain("Leo");
    // Asleep, what was told is not known any more, but who has not changed of late is left out all the same.
    vi.setSystemTime(Date.now() + 60_000);
    await evictDurableObject(stub);
    const since = hers.frames.length;
    await testEnv.DB.prepare("DELETE FROM team_agent WHERE agent_id = ?").bind(leo.id).run();
    await stub.rosterChanged();
    await hers.heard("roster_changed", ({ agents, left }) => left.includes(leo.id) && agents.length <= 2, since);
    expect([hers.all("agents"), older.all("roster_changed")]).toEqual([[], []]);
  });

  test("[IN8] what an agent says of themselves is told, and outlives an eviction with sockets asleep", async () => {
    const { team, ana, bruno, stub } = await office();
    const hers = await openInbox(team.id, ana);
    await hers.hello();
    const his = await openInbox(team.id, bruno);
    await his.hello();
    await hers.heard("roster_changed", says("Bruno", "available"));
    await agentObject(testEnv, bruno.id).setAvailability("away");
    await hers.heard("roster_changed", says("Bruno", "away"));
    await evictDurableObject(stub);
    expect(await canAnswer(bruno.id)).toMatchObject({ canAnswer: false });
    expect(await canAnswer(ana.id)).toEqual({ canAnswer: true, until: null });
    const { conversation } = await newConversation({ team });
    await hers.heard("rows", ({ rows }) => rows.some(({ id }) => id === conversation));
    await his.heard("rows", ({ rows }) => rows.some(({ id }) => id === conversation));
  });

  test("[IN8] an eviction that cuts all sockets begins the grace of everybody who was here", async () => {
    const { team, ana, stub } = await office();
    const hers = await openInbox(team.id, ana);
    await hers.hello();
    await evictDurableObject(stub, { webSockets: "close" });
    vi.setSystemTime(Date.now() + 61_000);
    const { canAnswer: can, until } = await canAnswer(ana.id);
    expect([can, until === null]).toEqual([true, false]);
    vi.setSystemTime(Date.now() + limits.availabilityGraceMs + 1_000);
    expect(await canAnswer(ana.id)).toMatchObject({ canAnswer: false });
  });
});

describe("sessions that end", () => {
  test("[CV40][IN9] close every socket of theirs, in each tab, also when one of the tabs was closed before", async () => {
    const { id, team, ana, bruno, customer } = await scene();
    const session = newId();
    const inbox = await openInbox(team.id, ana, session);
    await inbox.hello();
    const [tab, other, closed] = [
      await openAsAgent(id, ana, session),
      await openAsAgent(id, ana, session),
      await openAsAgent(id, ana, session),
    ];
    for (const each of [tab, other, closed]) await each.hello();
    const colleague = await openAsAgent(id, bruno);
    await colleague.hello();
    closed.close();
    await closed.closing();
    await colleague.settled();
    await inboxObject(testEnv, team.id).revokeSession(session);
    for (const each of [inbox, tab, other]) expect(await each.closing()).toMatchObject({ code: 4440 });
    expect((await (await openInbox(team.id, ana, session)).closing()).code).toBe(4440);
    expect((await (await openAsAgent(id, ana, session)).closing()).code).toBeGreaterThanOrEqual(4400);
    expect((await colleague.hello()).viewers.some(({ id: viewer }) => viewer === bruno.id)).toBe(true);
    await customer.says("Anybody?");
  });

  test("[CV40] what was sent on such a socket before its client knew does not count", async () => {
    const { id, team, ana, colleague } = await scene();
    const session = newId();
    const tab = await openAsAgent(id, ana, session);
    await tab.hello();
    const revoked = inboxObject(testEnv, team.id).revokeSession(session);
    await tab.closing();
    await revoked;
    await colleague.settled();
    expect((await colleague.hello()).state.seq).toBe(2);
  });
});

describe("without D1", () => {
  test("[IN10][IN3] agents who come get in by the roster that was read, and conversations still ring", async () => {
    const { team, ana, bruno } = await office();
    const hers = await openInbox(team.id, ana);
    await hers.hello();
    const said = vi.spyOn(console, "warn").mockImplementation(() => {});
    for (const table of ["conversation", "team"]) await testEnv.DB.exec(`ALTER TABLE ${table} RENAME TO ${table}_away`);
    try {
      vi.setSystemTime(Date.now() + 3_600_000);
      const his = await openInbox(team.id, bruno);
      await his.hello();
      const { conversation } = await newConversation({ team });
      await his.heard("rows", ({ rows }) => rows.some(({ id }) => id === conversation));
      const agent = await openAsAgent(conversation, bruno);
      await agent.hello();
      await agent.says("Hi");
      await soon(() => expect(said).toHaveBeenCalledWith(expect.stringContaining("index_failed")));
    } finally {
      for (const table of ["conversation", "team"])
        await testEnv.DB.exec(`ALTER TABLE ${table}_away RENAME TO ${table}`);
    }
    expect(said).toHaveBeenCalledWith(expect.stringContaining("roster_unreadable"));
  });

  test("[IN13] a report that D1 did not take fails by itself; the next one is written", async () => {
    const { team } = await office();
    vi.spyOn(console, "warn").mockImplementation(() => {});
    await testEnv.DB.exec("ALTER TABLE conversation RENAME TO conversation_away");
    const lost = await newConversation({ team });
    await soon(async () => expect(await lost.stub.reindex().catch(() => "failed")).toBe("failed"));
    await testEnv.DB.exec("ALTER TABLE conversation_away RENAME TO conversation");
    const { conversation } = await newConversation({ team });
    await numbered(conversation);
    expect(await lost.stub.reindex()).toBe(true);
    await numbered(lost.conversation);
  });
});

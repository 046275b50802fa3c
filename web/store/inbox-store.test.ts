import { createRoot } from "solid-js";
import { describe, expect, test, vi } from "vitest";
import type { InboxQuery } from "../connection/inbox-lists.ts";
import { createInboxStore } from "./inbox-store.ts";
import { otherTeam, team } from "./testing/model-facts.ts";
import { ModelWorld } from "./testing/model-world.ts";

const anna = { kind: "agent" as const, id: "agent-anna-1", name: "Anna" };
const bela = { kind: "agent" as const, id: "agent-bela-1", name: "Bela" };
const customerActor = { kind: "customer" as const, id: "customer-01" };
const open: InboxQuery = { list: "open", team: null, agent: null, sort: "newest" };

function setUp() {
  const world = new ModelWorld();
  let count = 0;
  const next = (word: string) => `${word}-${(count += 1).toString().padStart(6, "0")}`;
  const begin = async (id = next("conversation")) => {
    world.begin(id);
    await world.pass(10);
    return id;
  };
  const does = {
    take: (id: string, who = anna) =>
      world.conversation(id).execute({ kind: "take", id: next("take"), expected: null }, who),
    done: (id: string) =>
      world.conversation(id).execute({ kind: "status", id: next("status"), to: "done", until: null }, anna),
    writes: (id: string) =>
      world.conversation(id).execute({ kind: "message", id: next("message"), text: "hello?" }, customerActor),
    transfer: (id: string, to: { id: string; name: string }) =>
      world
        .conversation(id)
        .execute(
          { kind: "transfer", id: next("transfer"), wanted: "team", place: { agent: null, team: to }, comment: null },
          anna,
        ),
  };
  const sitDown = (teamIds: readonly string[] = [team.id], line = world.line(), readableTeamIds = teamIds) => {
    const environment = world.environment(anna, world.browser(), line);
    const options = { me: anna, teamIds, readableTeamIds, environment };
    return { line, store: createRoot(() => createInboxStore(options)) };
  };
  return { world, begin, does, sitDown };
}
type Store = ReturnType<ReturnType<typeof setUp>["sitDown"]>["store"];
const shown = (store: Store, query: Partial<InboxQuery> = {}) =>
  store
    .list({ ...open, ...query })
    .rows()
    .map(({ row }) => row.id);

describe("the inbox", () => {
  test("[IN40] shows a supervisor what waits in every team, live; what is not theirs does not count", async () => {
    const { world, begin, does, sitDown } = setUp();
    const [first, second] = [await begin(), await begin()];
    does.transfer(first, otherTeam);
    const { store } = sitDown([], world.line(), [team.id, otherTeam.id]);
    await world.settle();
    expect(store.line(team.id).map(({ id }) => id)).toEqual([second]);
    expect(store.line(otherTeam.id).map(({ id }) => id)).toEqual([first]);
    expect([store.waiting().length, store.unreadCount()]).toEqual([0, 0]);
    does.transfer(second, otherTeam);
    await world.settle();
    expect(store.line(team.id)).toEqual([]);
    expect(store.line(otherTeam.id).map(({ id }) => id)).toEqual([first, second]);
    does.take(first, bela);
    await world.settle();
    expect(store.line(otherTeam.id).map(({ id }) => id)).toEqual([second]);
  });

  test("[IN45] hears a team that the agent has joined, and no longer one that they left; lists stay as they are", async () => {
    const { world, begin, does, sitDown } = setUp();
    const [first, second] = [await begin(), await begin()];
    does.transfer(second, otherTeam);
    const { store } = sitDown([team.id]);
    await world.settle();
    const list = store.list({ ...open, list: "waiting" });
    expect(shown(store, { list: "waiting" })).toEqual([first]);
    store.setTeams({ own: [team.id, otherTeam.id], readable: [team.id, otherTeam.id] });
    await world.settle();
    expect(store.waiting().map(({ id }) => id)).toEqual([first, second]);
    store.setTeams({ own: [otherTeam.id], readable: [otherTeam.id] });
    await world.settle();
    expect(store.waiting().map(({ id }) => id)).toEqual([second]);
    expect(shown(store, { list: "waiting" })).toEqual([second]);
    expect(store.list({ ...open, list: "waiting" })).toBe(list);
    expect(store.connection()).toEqual({ kind: "ready" });
    store.setTeams({ own: [], readable: [] });
    expect(store.connection()).toEqual({ kind: "ready" });
  });

  test("shows what waits at once, those who wait longest first, and counts it", async () => {
    const { world, begin, sitDown } = setUp();
    const [first, second] = [await begin(), await begin()];
    const { store } = sitDown();
    await world.settle();
    expect(store.waiting().map(({ id }) => id)).toEqual([first, second]);
    expect(store.unreadCount()).toBe(2);
    expect(store.count("waiting")).toEqual({ count: 2, exact: true });
  });

  test("moves a conversation between the lists as it changes", async () => {
    const { world, begin, does, sitDown } = setUp();
    const { store } = sitDown();
    await world.settle();
    const id = await begin();
    const lists = (["waiting", "mine", "open", "snoozed", "done"] as const).map((list) => ({ ...open, list }));
    for (const query of lists) store.list(query);
    await world.settle();
    const where = () => lists.filter((query) => store.list(query).rows().length > 0).map(({ list }) => list);
    expect(where()).toEqual(["waiting", "open"]);
    does.take(id);
    await world.settle();
    expect(where()).toEqual(["mine", "open"]);
    expect(store.mineUnread().map((row) => row.id)).toEqual([id]);
    expect(store.unreadCount()).toBe(1);
    does.done(id);
    await world.settle();
    expect(where()).toEqual(["done"]);
    expect(store.unreadCount()).toBe(0);
  });

  test("tells of each row that comes or changes, with what it was before, and whether it was there already", async () => {
    const { world, begin, does, sitDown } = setUp();
    const there = await begin();
    const { line, store } = sitDown();
    const heard = vi.fn();
    const stop = store.onRow((row, before, first) => heard(row.id, before?.version ?? null, row.assignee?.id, first));
    await world.settle();
    line.online = false;
    line.cut();
    const id = await begin();
    line.online = true;
    await world.pass(5_000);
    does.take(id, bela);
    await world.settle();
    expect(heard.mock.calls).toEqual([
      [there, null, undefined, true],
      [id, null, undefined, false],
      [id, 1, bela.id, false],
    ]);
    stop();
    does.writes(id);
    await world.settle();
    expect(heard).toHaveBeenCalledTimes(3);
  });

  test("an older row that comes late changes nothing", async () => {
    const { world, begin, does, sitDown } = setUp();
    const { store } = sitDown();
    await world.settle();
    const id = await begin();
    const old = world.row(id);
    does.take(id, bela);
    await world.settle();
    world.tellInbox(team.id, { kind: "rows", rows: [old] });
    await world.settle();
    expect(store.waiting()).toEqual([]);
  });

  test("a conversation that leaves the team leaves its lists", async () => {
    const { world, begin, does, sitDown } = setUp();
    const { store } = sitDown();
    await world.settle();
    const id = await begin();
    expect(store.waiting()).toHaveLength(1);
    does.transfer(id, otherTeam);
    await world.settle();
    expect(store.waiting()).toEqual([]);
    expect(shown(store)).toEqual([]);
  });

  test("an agent in two teams sees it go from one to the other", async () => {
    const { world, begin, does, sitDown } = setUp();
    const { store } = sitDown([team.id, otherTeam.id]);
    await world.settle();
    const id = await begin();
    does.transfer(id, otherTeam);
    await world.settle();
    expect(store.waiting().map((row) => row.team.id)).toEqual([otherTeam.id]);
    expect(shown(store, { list: "waiting", team: team.id })).toEqual([]);
    expect(shown(store, { list: "waiting", team: otherTeam.id })).toEqual([id]);
  });

  test("a mention is told once to whoever listens", async () => {
    const { world, sitDown } = setUp();
    const { store } = sitDown();
    await world.settle();
    const heard = vi.fn();
    store.onMention(heard);
    const mention = { kind: "mention", conversation: "conversation-1", customer: null, by: bela, text: "look", at: 1 };
    world.tellInbox(team.id, { ...mention, by: { id: bela.id, name: bela.name } });
    await world.settle();
    expect(heard).toHaveBeenCalledOnce();
  });

  test("an invitation into a call that came while nobody listened is told when the socket is back, once", async () => {
    const { world, sitDown } = setUp();
    const { store } = sitDown();
    await world.settle();
    const heard = vi.fn();
    store.onMention(heard);
    const by = { id: bela.id, name: bela.name };
    const mentions = [
      { conversation: "conversation-1", by, at: 1, call: true },
      { conversation: "conversation-2", by, at: 1 },
    ];
    for (const now of [2, 3]) world.tellInbox(team.id, { kind: "welcome", team, agents: [], rows: [], mentions, now });
    await world.settle();
    expect(heard.mock.calls).toMatchObject([[{ conversation: "conversation-1", by, call: true }]]);
    expect(store.mentions()).toHaveLength(2);
    world.tellInbox(team.id, { kind: "mention_seen", conversation: "conversation-1" });
    await world.settle();
    expect(store.mentions()).toHaveLength(1);
  });
});

describe("pages", () => {
  test("are loaded one by one, in order and without doubles, while rows come and move", async () => {
    const { world, begin, does, sitDown } = setUp();
    const ids: string[] = [];
    for (let index = 0; index < 120; index += 1) ids.unshift(await begin());
    const { store } = sitDown();
    const list = store.list(open);
    await world.settle();
    expect(shown(store)).toEqual(ids.slice(0, 50));
    const [oldest = ""] = ids.splice(-1);
    does.writes(oldest);
    ids.unshift(oldest);
    const fresh = await begin();
    ids.unshift(fresh);
    await world.settle();
    expect(shown(store).slice(0, 2)).toEqual([fresh, oldest]);
    while (list.more()) {
      list.loadMore();
      await world.settle();
    }
    expect(shown(store)).toEqual(ids);
  });

  test("that cannot be had say so, and can be asked for again", async () => {
    const { world, begin, sitDown } = setUp();
    const id = await begin();
    world.httpDown = true;
    const { store } = sitDown();
    const list = store.list({ ...open, list: "open" });
    await world.settle();
    expect(list.trouble()?.code).toBe("unavailable");
    world.httpDown = false;
    list.loadMore();
    await world.settle();
    expect(list.trouble()).toBeNull();
    expect(shown(store)).toEqual([id]);
  });
});

describe("a frozen list", () => {
  test("moves nothing, holds back what is new, marks what left, and is in order again afterwards", async () => {
    const { world, begin, does, sitDown } = setUp();
    const [a, b, c] = [await begin(), await begin(), await begin()];
    const { store } = sitDown();
    const list = store.list(open);
    await world.settle();
    expect(shown(store)).toEqual([c, b, a]);
    list.setFrozen(true);
    await world.pass(1_000);
    const fresh = await begin();
    does.writes(a);
    does.done(b);
    await world.settle();
    expect(shown(store)).toEqual([c, b, a]);
    expect(list.rows().map(({ left }) => left)).toEqual([false, true, false]);
    expect(list.held()).toBeGreaterThan(0);
    list.release();
    expect(shown(store)).toEqual([a, fresh, c]);
    expect(list.frozen()).toBe(true);
    does.writes(c);
    await world.settle();
    expect(shown(store)).toEqual([a, fresh, c]);
    list.setFrozen(false);
    expect(shown(store)[0]).toBe(c);
    expect(list.held()).toBe(0);
  });

  test("still grows at its end while the pointer scrolls", async () => {
    const { world, begin, sitDown } = setUp();
    for (let index = 0; index < 70; index += 1) await begin();
    const { store } = sitDown();
    const list = store.list(open);
    await world.settle();
    list.setFrozen(true);
    list.loadMore();
    await world.settle();
    expect(shown(store)).toHaveLength(70);
    expect(list.held()).toBe(0);
  });

  test("draws only the rows that changed", async () => {
    const { world, begin, does, sitDown } = setUp();
    const [a] = [await begin(), await begin()];
    const { store } = sitDown();
    const list = store.list(open);
    await world.settle();
    const before = list.rows();
    does.take(a, bela);
    await world.settle();
    const after = list.rows();
    expect(after.filter((row) => !before.includes(row)).map(({ row }) => row.id)).toEqual([a]);
  });
});

describe("after a time without a connection", () => {
  test("what was missed is there: new, taken by a colleague, done, and in pages that were loaded", async () => {
    const { world, begin, does, sitDown } = setUp();
    const [taken, done, old] = [await begin(), await begin(), await begin()];
    does.take(old, bela);
    const { store, line } = sitDown();
    store.list(open);
    await world.settle();
    line.online = false;
    line.cut();
    await world.settle();
    expect(store.connection()).toEqual({ kind: "waiting" });
    does.take(taken, bela);
    does.done(done);
    does.writes(old);
    const fresh = await begin();
    line.online = true;
    await world.pass(5_000);
    expect(store.connection()).toEqual({ kind: "ready" });
    expect(store.waiting().map(({ id }) => id)).toEqual([fresh]);
    expect(shown(store)).toEqual([fresh, old, taken]);
    expect(store.row(old)?.version).toBe(world.row(old).version);
    expect(store.row(done)?.status).toBe("done");
  });

  test("a conversation that went to a team whose inbox this agent does not have is gone", async () => {
    const { world, begin, does, sitDown } = setUp();
    const id = await begin();
    const { store, line } = sitDown();
    await world.settle();
    line.online = false;
    line.cut();
    does.transfer(id, otherTeam);
    line.online = true;
    await world.pass(5_000);
    expect(store.waiting()).toEqual([]);
  });

  test("a colleague's conversation that left the list meanwhile is not in it any more", async () => {
    const { world, begin, does, sitDown } = setUp();
    const id = await begin();
    does.take(id, bela);
    const { store, line } = sitDown();
    store.list(open);
    await world.settle();
    expect(shown(store)).toEqual([id]);
    line.online = false;
    line.cut();
    does.transfer(id, otherTeam);
    line.online = true;
    await world.pass(5_000);
    expect(shown(store)).toEqual([]);
  });

  test("an index that lags behind takes nothing back, and its news come with the second look", async () => {
    const { world, begin, does, sitDown } = setUp();
    const { store, line } = sitDown();
    store.list(open);
    await world.settle();
    world.indexing = false;
    const fresh = await begin();
    expect(store.waiting().map(({ id }) => id)).toEqual([fresh]);
    line.cut();
    await world.pass(5_000);
    expect(store.waiting()).toHaveLength(1);
    does.take(fresh, bela);
    await world.settle();
    expect(store.waiting()).toEqual([]);
    line.online = false;
    line.cut();
    const missed = await begin();
    line.online = true;
    await world.pass(5_000);
    expect(shown(store)).toEqual([fresh]);
    world.index.set(missed, world.row(missed));
    await world.pass(20_000);
    expect(shown(store)).toEqual([missed, fresh]);
  });
});

test("a link to a conversation that is in no loaded page finds its row", async () => {
  const { world, begin, does, sitDown } = setUp();
  const id = await begin();
  does.done(id);
  const { store } = sitDown();
  await world.settle();
  expect(store.row(id)).toBeUndefined();
  await store.loadRow(id);
  expect(store.row(id)?.status).toBe("done");
});

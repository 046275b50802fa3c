import { evictDurableObject, runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { agent as agentTable } from "../agent/agent.table.ts";
import { database } from "../platform/database.ts";
import { agentObject, conversationObject, inboxObject } from "../platform/objects.ts";
import type { Agent } from "../protocol/agent.ts";
import type { Named } from "../protocol/conversation.ts";
import type { EntryBody } from "../protocol/entry.ts";
import { limits } from "../protocol/limits.ts";
import type { AssignmentMethod } from "../protocol/team.ts";
import { alarm } from "../testing/alarm.ts";
import {
  goesAway,
  newAgent,
  newConversation,
  newTeam,
  openAsAgent,
  openAsCustomer,
  openInbox,
  scene,
} from "../testing/actors.ts";
import { teamAgent } from "../team/team.table.ts";
import { testEnv } from "../testing/browser.ts";
import { soon } from "../testing/soon.ts";

beforeEach(() => {
  vi.useFakeTimers({ toFake: ["Date"], now: Date.now() });
});

afterEach(() => {
  vi.useRealTimers();
});

const later = (ms: number) => vi.setSystemTime(Date.now() + ms);

const loadOf = async ({ id }: Agent) => (await agentObject(testEnv, id).profileChanged())?.load;

const isBack = (body: EntryBody, reason: string) =>
  body.kind === "assigned" && body.to === null && body.reason === reason;

async function setLimit({ id }: Agent, limit: number): Promise<void> {
  await database(testEnv).update(agentTable).set({ limit }).where(eq(agentTable.id, id));
  await agentObject(testEnv, id).profileChanged();
}

/** A team that assigns by itself, with these agents in it and here. */
async function office(method: AssignmentMethod, ...names: string[]) {
  const team = await newTeam("Support", { method });
  const agents = await Promise.all(names.map((name) => newAgent(name, [team])));
  const inboxes = await Promise.all(agents.map((agent) => openInbox(team.id, agent)));
  for (const inbox of inboxes) await inbox.hello();
  return { team, agents, inboxes };
}

/** Whose an open conversation is, once the objects have agreed on it. */
async function ownerOf(conversation: string, fits: (owner: string | null) => boolean): Promise<string | null> {
  const supervisor = await newAgent("Sue", [], "supervisor");
  return await soon(async () => {
    const { state } = await (await openAsAgent(conversation, supervisor)).hello();
    const owner = state.assignee?.name ?? null;
    expect(fits(owner), `owner ${owner}`).toBe(true);
    return owner;
  });
}
const somebody = (owner: string | null) => owner !== null;

async function asked(team: Named, count: number) {
  const conversations: string[] = [];
  for (let index = 0; index < count; index += 1) {
    const { conversation } = await newConversation({ team, text: `Question ${index}` });
    conversations.push(conversation);
    later(1_000);
  }
  return conversations;
}

describe("a team that assigns by itself", () => {
  test("[AS2][AS9] round robin gives each new conversation to the next agent, who alone is rung", async () => {
    const { team, inboxes } = await office("round_robin", "Ana", "Bea");
    const owners: (string | null)[] = [];
    const conversations: string[] = [];
    for (let index = 0; index < 4; index += 1) {
      const [conversation = ""] = await asked(team, 1);
      owners.push(await ownerOf(conversation, somebody));
      conversations.push(conversation);
    }
    expect(new Set(owners.slice(0, 2))).toEqual(new Set(["Ana", "Bea"]));
    expect(owners.slice(2)).toEqual(owners.slice(0, 2));
    const [inbox] = inboxes;
    for (const id of conversations)
      await inbox?.heard("rows", ({ rows }) => rows.some((row) => row.id === id && row.assignee !== null));
    const rung = conversations.flatMap((id) => inbox?.rowsOf(id) ?? []).filter(({ assignee }) => assignee === null);
    expect(rung).toEqual([]);
  });

  test("[AS10] a limit holds over two teams that assign in the same instant; the rest rings and is given when there is room", async () => {
    const { team, agents } = await office("balanced", "Ana");
    const [ana] = agents;
    if (ana === undefined) throw new Error("nobody");
    const sales = await newTeam("Sales", { method: "round_robin" });
    await database(testEnv).insert(teamAgent).values({ teamId: sales.id, agentId: ana.id });
    await setLimit(ana, 3);
    const both = await Promise.all(
      [team, sales, team, sales, team, sales].map(
        async (place) => (await newConversation({ team: place })).conversation,
      ),
    );
    await soon(async () => {
      expect(await loadOf(ana)).toBe(3);
    });
    const stubs = both.map((id) => conversationObject(testEnv, id));
    const heldThree = async () => {
      const held = await Promise.all(stubs.map(async (stub) => (await stub.heldBy(ana.id)) !== null));
      expect(held.filter(Boolean)).toHaveLength(3);
      return held;
    };
    // What is given counts at once, and is held a moment later.
    const held = await soon(heldThree);
    const first = both[held.indexOf(true)] ?? "";
    const agent = await openAsAgent(first, ana);
    await agent.hello();
    await agent.does({ kind: "status", to: "done", until: null });
    await soon(heldThree);
    expect(await loadOf(ana)).toBe(3);
  });

  test("[AS12] who loses at once what they were given has room at once", async () => {
    const team = await newTeam("Support");
    const ana = await newAgent("Ana", [team]);
    await (await openInbox(team.id, ana)).hello();
    const { conversation, stub } = await newConversation({ team });
    await soon(async () =>
      expect(await agentObject(testEnv, ana.id).claim(conversation)).toMatchObject({ granted: true }),
    );
    await runInDurableObject(stub, async (object) => {
      expect(await object.assign({ id: ana.id, name: ana.name }, team.id)).toBe(true);
      await object.ownerLeft(ana.id);
    });
    await soon(async () => expect(await loadOf(ana)).toBe(0));
  });

  test("[AS11] who becomes available gets what waits, the longest first", async () => {
    const { team, agents, inboxes } = await office("balanced", "Ana");
    const [ana] = agents;
    if (ana === undefined) throw new Error("nobody");
    await setLimit(ana, 2);
    await agentObject(testEnv, ana.id).setAvailability("busy");
    await inboxes[0]?.heard("roster_changed", (frame) =>
      frame.agents.some(({ availability }) => availability === "busy"),
    );
    const [first = "", second = "", third = ""] = await asked(team, 3);
    for (const id of [first, second, third])
      await inboxes[0]?.heard("rows", ({ rows }) => rows.some((row) => row.id === id));
    await agentObject(testEnv, ana.id).setAvailability("available");
    expect(await ownerOf(first, somebody)).toBe("Ana");
    expect(await ownerOf(second, somebody)).toBe("Ana");
    expect(await ownerOf(third, (owner) => owner === null)).toBeNull();
  });

  test("[AS11] who comes back has what waits, up to their limit, without any time going by", async () => {
    const { team, agents, inboxes } = await office("balanced", "Ana");
    const [[ana], [inbox]] = [agents, inboxes];
    if (ana === undefined || inbox === undefined) throw new Error("nobody");
    await setLimit(ana, 20);
    await goesAway(ana, inbox, vi.setSystemTime);
    const line = await asked(team, 25);
    // The clock stands, and is ahead of the one by which alarms fire: no alarm has a part in what happens now.
    await (await openInbox(team.id, ana)).hello();
    await soon(async () => expect(await loadOf(ana)).toBe(20));
    await soon(async () => {
      const held = await Promise.all(line.map((id) => conversationObject(testEnv, id).heldBy(ana.id)));
      expect(held.map((each) => each !== null)).toEqual(line.map((_, place) => place < 20));
    });
  });

  test("[CV48][AS5] without a reply in time it goes to the next agent, and from the last one back to the team, ringing", async () => {
    const { team, inboxes } = await office("round_robin", "Ana", "Bea");
    const [id = ""] = await asked(team, 1);
    const stub = conversationObject(testEnv, id);
    const first = await ownerOf(id, somebody);
    later(limits.firstReplyMs);
    await alarm(stub);
    const second = await ownerOf(id, (owner) => owner !== null && owner !== first);
    expect(new Set([first, second])).toEqual(new Set(["Ana", "Bea"]));
    later(limits.firstReplyMs);
    await alarm(stub);
    await ownerOf(id, (owner) => owner === null);
    await inboxes[0]?.heard("rows", ({ rows }) => rows.some((row) => row.id === id && row.assignee === null));
  });

  test("[AS12] what an inbox claimed and did not assign does not count for long", async () => {
    const { agents } = await office("balanced", "Ana");
    const [ana] = agents;
    const stub = agentObject(testEnv, ana?.id ?? "");
    const { conversation } = await newConversation({ team: await newTeam() });
    expect((await stub.claim(conversation)).standing?.load).toBe(1);
    later(31_000);
    await alarm(stub);
    expect((await stub.profileChanged())?.load).toBe(0);
  });
});

describe("an owner", () => {
  test("[CV48] in a manual team too has three minutes for the first reply; typing one stops the time", async () => {
    const { stub, agent, colleague, customer } = await scene();
    await agent.does({ kind: "take", expected: null });
    agent.send({ kind: "typing", on: true, where: "note" });
    agent.send({ kind: "typing", on: true, where: "reply" });
    await agent.settled();
    later(limits.firstReplyMs + 1);
    await alarm(stub);
    expect((await agent.hello()).state.assignee?.name).toBe("Ana");
    await customer.says("Hello?");
    later(limits.firstReplyMs + 1);
    await alarm(stub);
    await colleague.heard("entries", ({ entries }) => entries.some(({ body }) => isBack(body, "no_reply")));
    expect((await agent.hello()).state.assignee).toBeNull();
  });

  test("[CV48] who has answered once is not timed any more", async () => {
    const { stub, agent, customer } = await scene();
    await agent.says("One moment");
    await customer.says("Thanks");
    later(limits.firstReplyMs + 1);
    await alarm(stub);
    expect((await agent.hello()).state.assignee?.name).toBe("Ana");
  });

  test("[CV47] who says that they are away loses who waits for them, and keeps whom they answered", async () => {
    const { team, ana, agent, customer } = await scene();
    await agent.says("Hi");
    const answered = await newConversation({ team });
    const there = await openAsAgent(answered.conversation, ana);
    await there.hello();
    await there.says("Hi");
    await customer.says("And now?");
    await agentObject(testEnv, ana.id).setAvailability("away");
    await agent.heard("entries", ({ entries }) => entries.some(({ body }) => isBack(body, "owner_away")));
    expect((await there.hello()).state.assignee?.name).toBe("Ana");
    const writer = await openAsCustomer(answered.conversation, answered.customer.id);
    await writer.hello();
    await writer.says("One more");
    await there.heard("entries", ({ entries }) => entries.some(({ body }) => isBack(body, "owner_away")));
  });

  test("[CV47] whose last console was closed loses who waits for them when the grace is over", async () => {
    const { agent, customer, ana, inboxes } = await scene();
    await agent.says("Hi");
    await customer.says("And now?");
    await goesAway(ana, inboxes.ana, vi.setSystemTime);
    await agent.heard("entries", ({ entries }) => entries.some(({ body }) => isBack(body, "owner_away")));
    expect((await agent.hello()).state.assignee).toBeNull();
  });

  test("[CV47] who is cut off with the whole team is found out by the conversation's own alarm", async () => {
    const { team, stub, agent, customer } = await scene();
    await agent.says("Hi");
    await customer.says("And now?");
    await evictDurableObject(inboxObject(testEnv, team.id), { webSockets: "close" });
    later(61_000);
    await alarm(stub);
    expect((await agent.hello()).state.assignee?.name).toBe("Ana");
    later(limits.availabilityGraceMs + 1_000);
    await alarm(stub);
    await agent.heard("entries", ({ entries }) => entries.some(({ body }) => isBack(body, "owner_away")));
  });

  test("[CV49] an idle conversation is not part of the load, until somebody writes", async () => {
    const { stub, agent, customer, ana } = await scene();
    await agent.says("Hi");
    await soon(async () => expect(await loadOf(ana)).toBe(1));
    later(limits.idleMs - 1_000);
    await alarm(stub);
    expect(await loadOf(ana)).toBe(1);
    later(2_000);
    await alarm(stub);
    await soon(async () => expect(await loadOf(ana)).toBe(0));
    await customer.says("Still there?");
    await alarm(stub);
    await soon(async () => expect(await loadOf(ana)).toBe(1));
  });

  test("[CV50] a transfer to an agent of another team goes to that team; to somebody away, on to its waiting line", async () => {
    const { agent, id } = await scene();
    const sales = await newTeam("Sales");
    const sam = await newAgent("Sam", [sales]);
    const inbox = await openInbox(sales.id, await newAgent("Sue", [sales]));
    await inbox.hello();
    await agent.does({ kind: "transfer", to: { kind: "agent", id: sam.id }, comment: null });
    const { rows } = await inbox.heard("rows", (frame) =>
      frame.rows.some((row) => row.id === id && row.assignee === null),
    );
    expect(rows[0]?.team).toEqual(sales);
    const its = await openInbox(sales.id, sam);
    await its.hello();
    const at = await openAsAgent(id, sam);
    await at.hello();
    await at.does({ kind: "take", expected: null });
    await at.does({ kind: "transfer", to: { kind: "team", id: sales.id }, comment: null });
    expect((await at.hello()).state).toMatchObject({ assignee: null, team: sales });
  });

  test("[CV50] somebody of another team who is here has it, in their team; one who may read this team has it here", async () => {
    const { agent, id, team, bruno } = await scene();
    const sales = await newTeam("Sales");
    const sam = await newAgent("Sam", [sales]);
    await (await openInbox(sales.id, sam)).hello();
    const its = await openAsAgent(id, await newAgent("Sue", [], "supervisor"));
    await agent.does({ kind: "transfer", to: { kind: "agent", id: sam.id }, comment: "She asks for prices" });
    await soon(async () => expect(await loadOf(sam)).toBe(1));
    await soon(async () => expect((await its.hello()).state).toMatchObject({ assignee: { name: "Sam" }, team: sales }));
    expect((await inboxObject(testEnv, sales.id).watchPlace(id)).place).toBeNull();
    const hers = await openAsAgent(id, sam);
    await hers.hello();
    await hers.does({ kind: "transfer", to: { kind: "agent", id: bruno.id }, comment: null });
    await soon(async () => expect([await loadOf(sam), await loadOf(bruno)]).toEqual([0, 1]));
    await soon(async () => expect((await its.hello()).state).toMatchObject({ assignee: { name: "Bruno" }, team }));
  });

  test("[CV51][AG4] who leaves the company gives everything back in the same step", async () => {
    const { team, ana, agent } = await scene();
    await agent.says("Hi");
    const snoozed = await newConversation({ team });
    const there = await openAsAgent(snoozed.conversation, ana);
    await there.hello();
    await there.does({ kind: "take", expected: null });
    await soon(async () => expect(await loadOf(ana)).toBe(2));
    await database(testEnv).update(agentTable).set({ deactivatedAt: new Date() }).where(eq(agentTable.id, ana.id));
    await agentObject(testEnv, ana.id).deactivate();
    for (const each of [agent, there]) expect((await each.hello()).state.assignee).toBeNull();
  });
});

describe("a deleted team", () => {
  test("[CV52][IN25] hands everything to another one, and what comes late too", async () => {
    const { id, team, agent, customer, started } = await scene();
    await agent.says("Hi");
    const into = await newTeam("Sales");
    const sam = await newAgent("Sam", [into]);
    const inbox = await openInbox(into.id, sam);
    await inbox.hello();
    await inboxObject(testEnv, team.id).dissolve(into);
    await inbox.heard("rows", ({ rows }) => rows.some((row) => row.id === id && row.assignee === null));
    const { conversation } = await newConversation({ team });
    await inbox.heard("rows", ({ rows }) => rows.some((row) => row.id === conversation));
    expect(started.team.id).toBe(team.id);
    await customer.settled();
  });
});

describe("a customer who waits", () => {
  test("[IN24][CV53] hears their place in the line, and when it changes, and when it is over", async () => {
    const { team, agents } = await office("manual", "Ana");
    const [first, second] = [await newConversation({ team }), (later(1_000), await newConversation({ team }))];
    const customer = await openAsCustomer(second.conversation, second.customer.id);
    await customer.hello();
    expect(await customer.heard("line")).toEqual({ kind: "line", place: 2, available: true });
    const ana = agents[0];
    if (ana === undefined) throw new Error("nobody");
    const at = await openAsAgent(first.conversation, ana);
    await at.hello();
    await at.does({ kind: "take", expected: null });
    await customer.heard("line", ({ place }) => place === 1);
    await agentObject(testEnv, ana.id).setAvailability("busy");
    await customer.heard("line", ({ available }) => !available);
    const mine = await openAsAgent(second.conversation, ana);
    await mine.hello();
    await mine.does({ kind: "take", expected: null });
    await customer.heard("line", ({ place }) => place === null);
  });
});

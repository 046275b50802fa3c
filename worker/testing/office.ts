import { evictDurableObject, runDurableObjectAlarm, runInDurableObject } from "cloudflare:test";
import { eq } from "drizzle-orm";
import { vi } from "vitest";
import { agent as agentTable } from "../agent/agent.table.ts";
import { outboxCheck } from "../conversation/log.object.ts";
import { database } from "../platform/database.ts";
import { agentObject, conversationObject, inboxObject } from "../platform/objects.ts";
import type { Agent, Availability } from "../protocol/agent.ts";
import type { ConversationState, Named } from "../protocol/conversation.ts";
import type { AssignmentMethod } from "../protocol/team.ts";
import { team as teamTable } from "../team/team.table.ts";
import {
  type AgentActor,
  type Asked,
  type CustomerActor,
  type InboxActor,
  newAgent,
  newConversation,
  newId,
  newTeam,
  openAsAgent,
  openAsCustomer,
  openInbox,
} from "./actors.ts";
import { testEnv } from "./browser.ts";

/** What a test knows of an agent: the truth about them, which the objects have to find out. */
type Person = {
  agent: Agent;
  teams: Named[];
  said: Availability;
  active: boolean;
  limit: number;
  inboxes: Map<string, InboxActor>;
};
type Talk = { id: string; customerId: string; customer: CustomerActor | null; agents: Map<string, AgentActor> };

/** A little longer than a failed step waits before it is done again, and than a minute. */
const [shortMs, minuteMs] = [3_000, 61_000];

/** A company of two teams and three agents in real objects, with everything that can happen to them. Needs a clock of the test's. */
export class TestOffice {
  readonly teams: Named[] = [];
  readonly deleted = new Set<string>();
  readonly people: Person[] = [];
  readonly talks: Talk[] = [];

  static async open(methods: readonly [AssignmentMethod, AssignmentMethod], limit: number): Promise<TestOffice> {
    const office = new TestOffice();
    const [first, second] = await Promise.all(methods.map((method) => newTeam("Team", { method })));
    if (first === undefined || second === undefined) throw new Error("no team");
    office.teams.push(first, second);
    for (const teams of [[first], [first, second], [second]]) {
      const agent = await newAgent("Agent", teams, "agent", limit);
      office.people.push({ agent, teams, said: "available", active: true, limit, inboxes: new Map() });
    }
    return office;
  }

  get liveTeams(): Named[] {
    return this.teams.filter(({ id }) => !this.deleted.has(id));
  }

  // ── What happens ───────────────────────────────────────────────────────────────────────────────────────────────

  async comes(person: Person): Promise<void> {
    if (!person.active) return;
    await Promise.all(
      person.teams.map(async ({ id }) => {
        if (this.deleted.has(id) || person.inboxes.get(id)?.closed === null) return;
        const inbox = await openInbox(id, person.agent);
        person.inboxes.set(id, inbox);
        await inbox.hello();
      }),
    );
  }

  goes(person: Person): void {
    for (const inbox of person.inboxes.values()) if (inbox.closed === null) inbox.close();
    person.inboxes.clear();
  }

  async says(person: Person, said: Availability): Promise<void> {
    person.said = said;
    await database(testEnv).update(agentTable).set({ availability: said }).where(eq(agentTable.id, person.agent.id));
    await agentObject(testEnv, person.agent.id).setAvailability(said);
  }

  async leaves(person: Person): Promise<void> {
    this.goes(person);
    person.active = false;
    const gone = { deactivatedAt: new Date() };
    await database(testEnv).update(agentTable).set(gone).where(eq(agentTable.id, person.agent.id));
    await agentObject(testEnv, person.agent.id).deactivate();
  }

  async starts(team: Named): Promise<void> {
    const { conversation, customer } = await newConversation({ team });
    this.talks.push({ id: conversation, customerId: customer.id, customer: null, agents: new Map() });
  }

  /** A customer whose socket was cut hears of it a moment later only; then they come back and send the same again. */
  async writes(talk: Talk): Promise<void> {
    const id = newId();
    for (;;) {
      if (talk.customer === null || talk.customer.closed !== null) {
        talk.customer = await openAsCustomer(talk.id, talk.customerId);
      }
      const { customer } = talk;
      try {
        await customer.hello();
        await customer.does({ kind: "message", id, text: "Hello?" });
        return;
      } catch (error) {
        if (customer.closed === null) throw error;
      }
    }
  }

  /** False where this agent may not see the conversation (any more). */
  async does(person: Person, talk: Talk, asked: Asked): Promise<boolean> {
    let actor = talk.agents.get(person.agent.id);
    try {
      if (actor === undefined || actor.closed !== null) {
        actor = await openAsAgent(talk.id, person.agent);
        await actor.hello();
        talk.agents.set(person.agent.id, actor);
      }
      return (await actor.asks(asked)).kind === "ack";
    } catch (error) {
      if (actor?.closed !== null) return false;
      throw error;
    }
  }

  async deletesTeam(team: Named, into: Named): Promise<void> {
    this.deleted.add(team.id);
    for (const { inboxes } of this.people) inboxes.delete(team.id);
    await database(testEnv).delete(teamTable).where(eq(teamTable.id, team.id));
    await inboxObject(testEnv, team.id).dissolve(into);
  }

  /** An object is put out of memory; `cut`: with all of its sockets, as a crash does it. */
  async evicts(stub: Stub, cut: boolean): Promise<void> {
    await evictDurableObject(stub, cut ? { webSockets: "close" } : {}).catch((error: unknown) => {
      // One that sleeps already has nothing to lose.
      if (!String(error).includes("not currently running")) throw error;
    });
  }

  stubs(): Stub[] {
    return [
      ...this.talks.map(({ id }) => conversationObject(testEnv, id)),
      ...this.people.map(({ agent }) => agentObject(testEnv, agent.id)),
      ...this.teams.map(({ id }) => inboxObject(testEnv, id)),
    ];
  }

  // ── What must be so ────────────────────────────────────────────────────────────────────────────────────────────

  /**
   * The time that the rules leave the objects to find out what was not told, with every alarm in it: a conversation that was
   * cut off looks for itself, and so does one that it told. What is asked about each minute comes due in every step.
   */
  async settles(): Promise<void> {
    const { mostMs } = outboxCheck;
    for (const ms of [shortMs, mostMs, minuteMs, mostMs, minuteMs, shortMs]) {
      vi.setSystemTime(Date.now() + ms);
      await Promise.all(this.stubs().map((stub) => runDurableObjectAlarm(stub)));
    }
  }

  /** The invariant, and what hangs on it, as the test knows the world to be. */
  async mustBeKept(): Promise<void> {
    const loads = new Map(this.people.map(({ agent }) => [agent.id, 0]));
    for (const { id } of this.talks) {
      const { state, idle } = await recordOf(id);
      const places = await Promise.all(this.teams.map((team) => inboxObject(testEnv, team.id).watchPlace(id)));
      const waitsIn = this.teams.flatMap((team, index) => (places[index]?.place == null ? [] : [team.id]));
      const known = JSON.stringify({ waitsIn, idle, state });
      const line = state.status === "open" && state.assignee === null ? [state.team.id] : [];
      must(waitsIn.join() === line.join(), `not in the line where it waits: ${known}`);
      must(!this.deleted.has(state.team.id), `left in a deleted team: ${known}`);
      if (state.status !== "open" || state.assignee === null) continue;
      const owner = this.people.find(({ agent }) => agent.id === state.assignee?.id);
      if (!idle) loads.set(state.assignee.id, (loads.get(state.assignee.id) ?? 0) + 1);
      must(owner?.active === true, `its owner left: ${known}`);
      must(state.waitingSince === null || canAnswer(owner), `its owner cannot answer: ${known}`);
    }
    for (const { agent } of this.people) {
      const [told, is] = [(await agentObject(testEnv, agent.id).profileChanged())?.load, loads.get(agent.id)];
      must(told === is, `the load is ${told}, and ${is} in truth`);
    }
  }

  close(): void {
    for (const person of this.people) this.goes(person);
    for (const { customer, agents } of this.talks) {
      for (const actor of [customer, ...agents.values()]) if (actor?.closed === null) actor.close();
    }
  }
}

function must(condition: boolean, otherwise: string): asserts condition {
  if (!condition) throw new Error(otherwise);
}

type Stub = Parameters<typeof evictDurableObject>[0];

const canAnswer = ({ active, said, inboxes }: Person) =>
  active && said !== "away" && [...inboxes.values()].some(({ closed }) => closed === null);

async function recordOf(id: string): Promise<{ state: ConversationState; idle: boolean }> {
  return await runInDurableObject(conversationObject(testEnv, id), (_, { storage }) => {
    const record = storage.kv.get<{ state: ConversationState; idle: boolean }>("record");
    if (record === undefined) throw new Error("no record");
    return record;
  });
}

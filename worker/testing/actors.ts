import { agent as agentTable } from "../agent/agent.table.ts";
import type { Start } from "../conversation/conversation.object.ts";
import { atFirst, type Seat } from "../conversation/seat.domain.ts";
import { openSocket } from "../platform/base-object.ts";
import { database } from "../platform/database.ts";
import { agentObject, conversationObject, inboxObject } from "../platform/objects.ts";
import type { Agent, Role } from "../protocol/agent.ts";
import type { ClientMessage } from "../protocol/client-message.ts";
import type { Named } from "../protocol/conversation.ts";
import type { Customer, Place } from "../protocol/customer.ts";
import { type InboxServerMessage, inboxServerMessageSchema } from "../protocol/inbox.ts";
import type { AssignmentMethod } from "../protocol/team.ts";
import { SUBPROTOCOL } from "../protocol/paths.ts";
import {
  type AgentServerMessage,
  agentServerMessageSchema,
  type CustomerServerMessage,
  customerServerMessageSchema,
} from "../protocol/server-message.ts";
import { type GuestServerMessage, guestServerMessageSchema } from "../protocol/guest.ts";
import { PROTOCOL_VERSION } from "../protocol/version.ts";
import { team, teamAgent } from "../team/team.table.ts";
import { alarm } from "./alarm.ts";
import { testEnv } from "./browser.ts";
import { Wire } from "./wire.ts";

export const somewhere: Place = {
  ...{ country: "BR", city: "Recife", language: "pt-BR", browser: "Firefox 150", system: "Linux", device: "desktop" },
};

export const newId = (): string => crypto.randomUUID();

type WithoutId<C> = C extends { id: string } ? Omit<C, "id"> & { id?: string } : never;
/** A command; its id is made where none is given. */
export type Asked = WithoutId<ClientMessage>;

type ConversationMessage = CustomerServerMessage | AgentServerMessage;
type AckOf<Message> = Extract<Message, { kind: "ack" }>;
type RefusedOf<Message> = Extract<Message, { kind: "refused" }>;

/** Somebody at a conversation's socket. */
export class Participant<Message extends ConversationMessage> extends Wire<Message> {
  async hello(after = 0): Promise<Extract<Message, { kind: "welcome" }>> {
    const since = this.frames.length;
    this.send({ kind: "hello", version: PROTOCOL_VERSION, after });
    return await this.heard("welcome", () => true, since);
  }

  /** Sends a command and waits for its answer. */
  async asks(asked: Asked): Promise<AckOf<Message> | RefusedOf<Message>> {
    const command = { id: newId(), ...asked };
    const since = this.frames.length;
    this.send(command);
    return await Promise.race([
      this.heard("ack", (frame) => frame.id === command.id, since),
      this.heard("refused", (frame) => frame.id === command.id, since),
    ]);
  }

  /** Sends a command that must be acknowledged; answers the seq. */
  async does(asked: Asked): Promise<number> {
    const answer = await this.asks(asked);
    if (answer.kind !== "ack") throw new Error(`refused: ${JSON.stringify(answer)}`);
    return answer.seq;
  }

  /** Sends a command that must be refused; answers the code. */
  async isRefused(asked: Asked): Promise<string> {
    const answer = await this.asks(asked);
    if (answer.kind !== "refused") throw new Error(`not refused: ${JSON.stringify(asked)}`);
    return answer.code;
  }

  says(text: string): Promise<number> {
    return this.does({ kind: "message", text });
  }

  async history(before: number): Promise<Extract<Message, { kind: "page" }>> {
    const id = newId();
    this.send({ kind: "history", id, before });
    return await this.heard("page", (frame) => frame.id === id);
  }

  /**
   * Resolves when everything that the object told this socket until now has arrived, and everything that this socket
   * sent was worked on.
   */
  async settled(): Promise<void> {
    await this.history(0);
  }

  /** The texts of everything that arrived live, in order. */
  texts(): string[] {
    return this.all("entries").flatMap(({ entries }) =>
      entries.flatMap(({ body }) => ("text" in body ? [body.text] : [])),
    );
  }

  /** The places of everything that arrived live, in order. */
  seqs(): number[] {
    return this.all("entries").flatMap(({ entries }) => entries.map(({ seq }) => seq));
  }

  /** The kinds of everything that arrived from the `since`th frame on. */
  kinds(since = 0): string[] {
    return this.frames.slice(since).map(({ kind }) => kind);
  }

  async seesText(text: string): Promise<void> {
    await this.heard("entries", ({ entries }) => entries.some(({ body }) => "text" in body && body.text === text));
  }
}

export type CustomerActor = Participant<CustomerServerMessage>;
export type AgentActor = Participant<AgentServerMessage>;

export class InboxActor extends Wire<InboxServerMessage> {
  async hello(): Promise<Extract<InboxServerMessage, { kind: "welcome" }>> {
    this.send({ kind: "hello", version: PROTOCOL_VERSION });
    return await this.heard("welcome");
  }

  /** Every row of one conversation that was told, oldest news first. */
  rowsOf(conversation: string) {
    return this.all("rows").flatMap(({ rows }) => rows.filter(({ id }) => id === conversation));
  }

  /** Every frame that the object sent until now has arrived, since a frame that is none is answered at once. */
  async settled(): Promise<void> {
    const since = this.frames.length;
    this.send("settled?");
    await this.heard("refused", () => true, since);
  }
}

/** A team in the tables. */
export async function newTeam(name = "Support", rules: { method?: AssignmentMethod } = {}): Promise<Named> {
  const made = { id: newId(), name };
  await database(testEnv)
    .insert(team)
    .values({ ...made, ...rules, createdAt: 0 });
  return made;
}

/** An agent in the tables who cannot sign in: for sockets that are opened without the Worker. */
export async function newAgent(
  name: string,
  teams: Named[],
  role: Role = "agent",
  limit: number | null = null,
): Promise<Agent> {
  const made = { id: newId(), name, picture: null, role };
  const times = { createdAt: new Date(0), updatedAt: new Date(0) };
  const db = database(testEnv);
  await db.batch([
    db.insert(agentTable).values({ ...made, ...times, limit, email: `${made.id}@fala.test` }),
    ...teams.map(({ id }) => db.insert(teamAgent).values({ teamId: id, agentId: made.id })),
  ]);
  return made;
}

export function newCustomer(more: Partial<Customer> = {}): Customer {
  return { id: newId(), name: null, email: null, verified: false, ...more };
}

export const shop: Named = { id: "site-shop-1", name: "Shop" };

/** A conversation, as the customer's first message makes it; answers what it was made of. */
export async function newConversation(of: { team: Named; customer?: Customer; text?: string } & Partial<Start>) {
  const conversation = of.conversation ?? newId();
  const start: Start = {
    ...{ conversation, id: newId(), customer: newCustomer(), text: "Hello", site: shop, topic: null, page: null },
    ...{ visits: [], attributes: {}, place: somewhere, ...of },
  };
  const started = await conversationObject(testEnv, conversation).start(start);
  if (!started.ok) throw new Error(`not started: ${started.error.code}`);
  return { ...start, stub: conversationObject(testEnv, conversation) };
}

export async function openAsCustomer(conversation: string, customerId: string): Promise<CustomerActor> {
  const seat: Seat = { kind: "customer", id: customerId, place: somewhere, ...atFirst };
  const response = await openSocket(conversationObject(testEnv, conversation), seat, SUBPROTOCOL);
  return new Participant(response, customerServerMessageSchema);
}

export async function openAsAgent(conversation: string, agent: Agent, sessionId = newId()): Promise<AgentActor> {
  const seat: Seat = { kind: "agent", agent, sessionId, ...atFirst };
  const response = await openSocket(conversationObject(testEnv, conversation), seat, SUBPROTOCOL);
  return new Participant(response, agentServerMessageSchema);
}

/** A guest whom a link leads to this call; `id` as the Worker makes it of their browser's key. */
export async function openAsGuest(conversation: string, call: string, id = newId()) {
  const seat: Seat = { kind: "guest", id, into: call, name: null, ...atFirst };
  const response = await openSocket(conversationObject(testEnv, conversation), seat, SUBPROTOCOL);
  return new Wire<GuestServerMessage>(response, guestServerMessageSchema);
}

export async function openInbox(teamId: string, agent: Agent, sessionId = newId()): Promise<InboxActor> {
  const response = await openSocket(inboxObject(testEnv, teamId), { agent, sessionId, ready: false }, SUBPROTOCOL);
  return new InboxActor(response, inboxServerMessageSchema);
}

/** This agent closes their last console, and stays away for longer than the grace. Needs a clock of the test's. */
export async function goesAway(agent: Agent, inbox: InboxActor, setTime: (at: number) => void): Promise<void> {
  const stub = agentObject(testEnv, agent.id);
  inbox.close();
  for (;;) {
    const { until } = await stub.canAnswer();
    if (until !== null) {
      setTime(until + 1);
      break;
    }
  }
  await alarm(stub);
}

/** A conversation in a team of its own, with its customer and two agents at it, all of whom said hello. */
export async function scene(text = "Hello", more: Partial<Start> = {}) {
  const team = await newTeam();
  const [ana, bruno] = [await newAgent("Ana", [team]), await newAgent("Bruno", [team])];
  const started = await newConversation({ team, text, ...more });
  const { conversation: id } = started;
  const [customer, agent, colleague] = await Promise.all([
    openAsCustomer(id, started.customer.id),
    openAsAgent(id, ana),
    openAsAgent(id, bruno),
  ]);
  for (const each of [customer, agent, colleague]) await each.hello();
  // Their consoles have the inbox open too: without, they would be away.
  const inboxes = { ana: await openInbox(team.id, ana), bruno: await openInbox(team.id, bruno) };
  for (const each of [inboxes.ana, inboxes.bruno]) await each.hello();
  return { id, team, ana, bruno, started, stub: started.stub, customer, agent, colleague, inboxes };
}

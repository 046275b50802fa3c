import * as z from "zod/mini";
import { can } from "../agent/agent.domain.ts";
import { BaseObject, type Peer, refuse, tell } from "../platform/base-object.ts";
import { database } from "../platform/database.ts";
import type { Secrets } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { conversationObject } from "../platform/objects.ts";
import { type Agent, agentSchema, type AgentName, type Availability } from "../protocol/agent.ts";
import { closeCode } from "../protocol/close-code.ts";
import { encode, parseAs } from "../protocol/codec.ts";
import type { Named } from "../protocol/conversation.ts";
import {
  inboxClientMessageSchema,
  type InboxRow,
  type InboxServerMessage,
  type RosterAgent,
} from "../protocol/inbox.ts";
import { limits } from "../protocol/limits.ts";
import { MIN_PROTOCOL_VERSION } from "../protocol/version.ts";
import { findTeam, teamRoster } from "../team/team.store.ts";
import { writeIndex, writeSearch } from "./index.store.ts";
import { availabilityOf, inboxMigrations, InboxStore, type Roster } from "./inbox.store.ts";
import { attentionRows } from "./list.store.ts";
import type { Report, Reported } from "./report.domain.ts";

const seatSchema = z.object({ agent: agentSchema, sessionId: z.string(), ready: z.boolean() });
type Seat = z.infer<typeof seatSchema>;

/** The roster is told when it changes; reading it again now and then heals what was not told. */
const rosterMaxAgeMs = 10 * 60_000;

/** Longer than the signed copy of a session in a cookie is believed (cachedSessionSeconds in platform/auth.ts). */
const cookieBelievedMs = 6 * 60_000;

/** D1 is written this often at the most, for all conversations of the team together. */
const batchMs = 250;

/** Conversations of one batch: D1 takes 2 MB for one bound value. */
const batchRows = 300;

/** The answers to a batch are spread over this many turns, and over half of the time until the next batch. */
const answerTurns = 20;

type Waiting = { report: Report; done: (reported: Reported | null) => void };

/**
 * The inbox of one team: its agents' list sockets, who of them answers, and the team's part of the index. A shell too;
 * it decides nothing about a conversation.
 */
export class Inbox extends BaseObject<Seat> {
  readonly #store: InboxStore;
  /** Reports on their way to D1. Losing them is harmless: each conversation keeps its own mark until D1 has it. */
  #batch: Waiting[] = [];
  #writing = false;
  #wroteAt = 0;

  constructor(ctx: DurableObjectState, env: Env & Secrets) {
    super(ctx, env, { seat: seatSchema, migrations: inboxMigrations });
    this.#store = new InboxStore(ctx.storage);
    // A deploy or a crash cuts sockets without a word: whoever is missing left now, and has the grace from now on.
    this.#notePresence();
  }

  // ── From Conversation objects ──────────────────────────────────────────────────────────────────────────────────

  /** Tells the team's agents, and nobody else: the index hears of it with a report that follows. */
  async tell(row: InboxRow): Promise<void> {
    this.#toAgents({ kind: "rows", rows: [row] });
  }

  /** Tells the team's agents at once, and answers when the index has it. Null: D1 did not take it. */
  report(report: Report): Promise<Reported | null> {
    this.#toAgents({ kind: "rows", rows: [report.row] });
    const reported = new Promise<Reported | null>((done) => this.#batch.push({ report, done }));
    void this.#write();
    return reported;
  }

  /** Whether this agent may see the team's conversations; notes that their session has this one open. */
  async admit(agent: Agent, sessionId: string, conversationId: string): Promise<boolean> {
    this.begin();
    const may = !this.#store.isRevoked(sessionId) && (await this.#maySee(agent));
    if (may) this.#store.watch(sessionId, conversationId);
    return may;
  }

  async closed(sessionId: string, conversationId: string): Promise<void> {
    this.#store.unwatch(sessionId, conversationId);
  }

  /** Whether this agent may read the team's conversations. */
  mayRead(agent: Agent): Promise<boolean> {
    return this.#maySee(agent);
  }

  /** `until` is when to ask again, of an agent who is available only because their last socket was lost a moment ago. */
  async isAvailable(agentId: string): Promise<{ available: boolean; until: number | null }> {
    const agents = this.#agents(await this.#rosterWith(agentId));
    const available = agents.some(({ id, availability }) => id === agentId && availability === "available");
    const lostAt = this.#connected().has(agentId) ? undefined : this.#store.readSeen()[agentId];
    return { available, until: lostAt === undefined ? null : lostAt + limits.availabilityGraceMs };
  }

  /** An agent of this team to whom a conversation can go; null where there is none of this id. */
  async findAgent(agentId: string): Promise<{ agent: AgentName; team: Named } | null> {
    const { team, agents } = await this.#rosterWith(agentId);
    const agent = agents.find(({ id }) => id === agentId);
    return agent === undefined ? null : { agent: { id: agent.id, name: agent.name }, team };
  }

  /** Null where this object's name is no team's. */
  async findTeam(): Promise<{ agent: null; team: Named } | null> {
    const { team, known } = await this.#roster();
    return known ? { agent: null, team } : null;
  }

  async mention(
    agentIds: string[],
    mention: Omit<Extract<InboxServerMessage, { kind: "mention" }>, "kind">,
  ): Promise<void> {
    const frame = encode({ kind: "mention" as const, ...mention });
    for (const { connection, seat } of this.seats()) {
      if (seat.ready && agentIds.includes(seat.agent.id)) tell(connection, frame);
    }
  }

  // ── From the Worker ────────────────────────────────────────────────────────────────────────────────────────────

  /** The agent said so in the console; D1 has it already. */
  async setAvailability(agentId: string, availability: Availability): Promise<void> {
    const roster = await this.#roster();
    const agents = roster.agents.map((agent) => (agent.id === agentId ? { ...agent, availability } : agent));
    this.#store.saveRoster({ ...roster, agents });
    await this.#tellAgents();
  }

  /** Agents joined or left the team, or were renamed. */
  async rosterChanged(): Promise<void> {
    await this.#readRoster();
    await this.#tellAgents();
  }

  /** Closes every socket of a session that ended, here and in the conversations that it has open, and lets none in again. */
  async revokeSession(sessionId: string): Promise<void> {
    const until = Date.now() + cookieBelievedMs;
    this.begin();
    this.#store.noteRevoked(sessionId, until);
    this.jobs.ensure("revoked", until);
    await this.#closeSession(sessionId);
  }

  /**
   * An agent's role or teams changed: their sockets close, here and in the conversations that they have open, and come back
   * as far as they still may. Unlike with `revokeSession` the sessions go on.
   */
  async readmit(sessionIds: string[]): Promise<void> {
    await Promise.all(sessionIds.map((sessionId) => this.#closeSession(sessionId)));
  }

  // ── Sockets ────────────────────────────────────────────────────────────────────────────────────────────────────

  protected override async exists(): Promise<boolean> {
    return (await this.#roster()).known;
  }

  protected override async admitted(connection: Peer<Seat>, seat: Seat): Promise<void> {
    if (this.#store.isRevoked(seat.sessionId)) return connection.close(closeCode.sessionOver, "session_over");
    if (!(await this.#maySee(seat.agent))) return connection.close(closeCode.forbidden, "forbidden");
    this.#notePresence();
  }

  protected override async received(connection: Peer<Seat>, seat: Seat, frame: string | ArrayBuffer): Promise<void> {
    const parsed =
      typeof frame === "string" && frame.length <= limits.frameBytes ? parseAs(inboxClientMessageSchema, frame) : null;
    if (parsed === null || !parsed.ok) return refuse(connection, null, "invalid_frame");
    if (parsed.value.version < MIN_PROTOCOL_VERSION)
      return connection.close(closeCode.versionTooOld, "version_too_old");
    // Ready before anything is read, so that no row falls between the answer from D1 and the first live one.
    this.keep(connection, { ...seat, ready: true });
    const roster = await this.#roster();
    const rows = await this.#attention(roster.team.id, seat.agent.id);
    const agents = this.#agents(roster);
    tell(connection, encode<InboxServerMessage>({ kind: "welcome", team: roster.team, agents, rows, now: Date.now() }));
    this.#toAgents({ kind: "agents", agents });
  }

  protected override left(): void {
    this.#notePresence();
  }

  protected override async work(key: string): Promise<void> {
    if (key.startsWith("grace:")) await this.#tellAgents();
    if (key === "revoked") {
      const next = this.#store.forgetRevoked(Date.now());
      if (next !== null) this.jobs.set("revoked", next);
    }
  }

  // ── Smaller steps ──────────────────────────────────────────────────────────────────────────────────────────────

  /** What the index has, and what is on its way there. */
  async #attention(teamId: string, agentId: string): Promise<InboxRow[]> {
    const rows = new Map<string, InboxRow>();
    try {
      for (const row of await attentionRows(this.env.DB, teamId, agentId)) rows.set(row.id, row);
    } catch (error) {
      log.warn("index_unreadable", error, { team: teamId });
    }
    for (const { report } of this.#batch) {
      if ((rows.get(report.row.id)?.version ?? -1) < report.row.version) rows.set(report.row.id, report.row);
    }
    return [...rows.values()];
  }

  async #closeSession(sessionId: string): Promise<void> {
    for (const { connection, seat } of this.seats()) {
      if (seat.sessionId === sessionId) connection.close(closeCode.sessionOver, "session_over");
    }
    const open = this.#store.watchedBy(sessionId);
    await Promise.all(open.map((id) => conversationObject(this.env, id).revokeSession(sessionId)));
  }

  async #write(): Promise<void> {
    if (this.#writing) return;
    this.#writing = true;
    try {
      while (this.#batch.length > 0) {
        await scheduler.wait(this.#wroteAt + batchMs - Date.now());
        this.#wroteAt = Date.now();
        await this.#writeBatch(oneOfEach(this.#batch));
      }
    } finally {
      this.#writing = false;
    }
  }

  async #writeBatch(waiting: Waiting[]): Promise<void> {
    const reports = waiting.map(({ report }) => report);
    try {
      const numbers = await writeIndex(this.env.DB, reports);
      await writeSearch(this.env.SEARCH, reports);
      this.#batch = this.#batch.filter((each) => !waiting.includes(each));
      const numberOf = ({ row }: Report) => numbers.get(row.id) ?? 0;
      const news = reports.filter(({ row }) => row.number === null);
      if (news.length > 0)
        this.#toAgents({ kind: "rows", rows: news.map((report) => ({ ...report.row, number: numberOf(report) })) });
      // Each answer is a turn of some conversation: all of them at once would hold up what customers write meanwhile.
      const atOnce = Math.ceil(waiting.length / answerTurns);
      for (const [index, { report, done }] of waiting.entries()) {
        if (index > 0 && index % atOnce === 0) await scheduler.wait(batchMs / 2 / answerTurns);
        done({ number: numberOf(report) });
      }
    } catch (error) {
      log.warn("batch_failed", error, { team: this.name, rows: waiting.length });
      this.#batch = this.#batch.filter((each) => !waiting.includes(each));
      for (const { done } of waiting) done(null);
    }
  }

  async #maySee(agent: Agent): Promise<boolean> {
    if (can(agent.role, "read_all_teams")) return true;
    return (await this.#rosterWith(agent.id)).agents.some(({ id }) => id === agent.id);
  }

  /** Nobody is turned away for having joined since the roster was read. */
  async #rosterWith(agentId: string): Promise<Roster> {
    const kept = await this.#roster();
    if (kept.agents.some(({ id }) => id === agentId)) return kept;
    return await this.#readRoster().catch(() => kept);
  }

  async #roster(): Promise<Roster> {
    const kept = this.#store.readRoster();
    if (kept?.known && Date.now() - kept.readAt < rosterMaxAgeMs) return kept;
    try {
      return await this.#readRoster();
    } catch (error) {
      if (kept === null) throw error;
      log.warn("roster_unreadable", error, { team: this.name });
      return kept;
    }
  }

  async #readRoster(): Promise<Roster> {
    const db = database(this.env);
    const [team, agents] = await Promise.all([findTeam(db, this.name), teamRoster(db, this.name)]);
    const roster = { team: team ?? { id: this.name, name: "" }, known: team !== null, agents, readAt: Date.now() };
    // An object that is no team's keeps nothing.
    if (roster.known) {
      this.begin();
      this.#store.saveRoster(roster);
    }
    return roster;
  }

  #agents({ agents }: Roster): RosterAgent[] {
    const [connected, seen, now] = [this.#connected(), this.#store.readSeen(), Date.now()];
    return agents.map((agent) => ({
      ...agent,
      availability: availabilityOf(agent, connected.has(agent.id), seen[agent.id], now, limits.availabilityGraceMs),
    }));
  }

  /** Notes who came and who went since the last time; their grace ends with an alarm. */
  #notePresence(): void {
    const connected = this.#connected();
    const before = this.#store.readPresent();
    if (before.length === connected.size && before.every((id) => connected.has(id))) return;
    const now = Date.now();
    const gone = before.filter((id) => !connected.has(id));
    this.#store.savePresent([...connected]);
    if (gone.length > 0) {
      this.#store.saveSeen({ ...this.#store.readSeen(), ...Object.fromEntries(gone.map((id) => [id, now])) });
      this.jobs.set(`grace:${now}`, now + limits.availabilityGraceMs);
    }
  }

  #connected(): Set<string> {
    return new Set(this.seats().map(({ seat }) => seat.agent.id));
  }

  async #tellAgents(): Promise<void> {
    this.#toAgents({ kind: "agents", agents: this.#agents(await this.#roster()) });
  }

  #toAgents(message: InboxServerMessage): void {
    const frame = encode(message);
    for (const { connection, seat } of this.seats()) if (seat.ready) tell(connection, frame);
  }
}

/** One report of each conversation: a statement cannot write two versions of one row. The rest goes with the next batch. */
function oneOfEach(waiting: readonly Waiting[]): Waiting[] {
  const found = new Map<string, Waiting>();
  for (const each of waiting) if (!found.has(each.report.row.id)) found.set(each.report.row.id, each);
  return [...found.values()].slice(0, batchRows);
}

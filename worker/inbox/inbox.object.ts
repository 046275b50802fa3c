import * as z from "zod/mini";
import { can } from "../agent/agent.domain.ts";
import type { Candidate } from "../assignment/assignment.domain.ts";
import { BaseObject, type Peer, refuse, tell } from "../platform/base-object.ts";
import { database } from "../platform/database.ts";
import type { Secrets } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { agentObject, conversationObject } from "../platform/objects.ts";
import { Outbox } from "../platform/outbox.ts";
import { type Agent, agentSchema } from "../protocol/agent.ts";
import { closeCode } from "../protocol/close-code.ts";
import { encode, parseAs } from "../protocol/codec.ts";
import type { Named } from "../protocol/conversation.ts";
import { inboxClientMessageSchema, type InboxServerMessage, type RosterAgent } from "../protocol/inbox.ts";
import { limits } from "../protocol/limits.ts";
import { MIN_PROTOCOL_VERSION, ROSTER_CHANGES_SINCE } from "../protocol/version.ts";
import { heirOf } from "../team/team.store.ts";
import { type Erased, eraseFromIndex } from "./index.store.ts";
import { IndexBatch } from "./index-batch.object.ts";
import { inboxMigrations, InboxStore, type Roster } from "./inbox.store.ts";
import type { PlaceInLine } from "./line.domain.ts";
import { LineStore } from "./line.store.ts";
import { idsOfTeam } from "./list.store.ts";
import type { Report, Reported, Told } from "./report.domain.ts";
import { TeamRoster } from "./roster.object.ts";
import { RowNews } from "./row-news.object.ts";
import { WaitingLine } from "./waiting-line.object.ts";

/** `version` is what their hello said. */
const seatSchema = z.object({
  ...{ agent: agentSchema, sessionId: z.string(), ready: z.boolean() },
  version: z.optional(z.int()),
});
type Seat = z.infer<typeof seatSchema>;

/** Longer than the signed copy of a session in a cookie is believed (cachedSessionSeconds in platform/auth.ts). */
const cookieBelievedMs = 6 * 60_000;

/** What the lists of a team are told in 40 s of 500 changes a second. */
const unread = 16 * 1024 * 1024;

/** How soon a failed step is done again. */
const againMs = 2_000;

/** The roster is told this often at the most: loads change with every conversation. */
const agentsMs = 100;

/** A deletion in D1 is decided in this time. */
const deletionMs = 10_000;

/** Conversations of a deleted team that are moved at once. */
const movedAtOnce = 50;

/**
 * The inbox of one team: its agents' list sockets, its waiting line, and the team's part of the index. A shell too; what
 * a conversation becomes, the conversation decides.
 */
export class Inbox extends BaseObject<Seat> {
  readonly #store: InboxStore;
  readonly #teamId: string;
  readonly #roster: TeamRoster;
  readonly #line: WaitingLine;
  readonly #batch: IndexBatch;
  readonly #news: RowNews;
  readonly #presence = new Outbox(() => this.#tellPresence());
  #tellsAgents = false;

  constructor(ctx: DurableObjectState, env: Env & Secrets) {
    super(ctx, env, { seat: seatSchema, migrations: inboxMigrations, unread, personOf: ({ agent }) => agent.id });
    this.#teamId = ctx.id.name ?? "";
    this.#store = new InboxStore(ctx.storage);
    this.#roster = new TeamRoster(env, this.#store, this.#teamId, () => this.begin());
    this.#news = new RowNews({
      lists: () => this.seats().length,
      tell: (rows) => this.#toAgents({ kind: "rows", rows }),
      after: (work) => ctx.waitUntil(work),
    });
    this.#line = new WaitingLine({
      ...{ env, jobs: () => this.jobs, line: new LineStore(ctx.storage), roster: this.#roster, teamId: this.#teamId },
      tell: (rows) => this.#news.add(rows),
      isAnybodyHere: () => this.seats().length > 0,
      after: (work) => ctx.waitUntil(work),
    });
    this.#batch = new IndexBatch(env, (rows) => this.#line.numbered(rows));
    // A deploy or a crash cuts sockets without a word: whoever is missing left now.
    this.#presenceChanged();
  }

  // ── From Conversation objects ──────────────────────────────────────────────────────────────────────────────────

  /** Tells the team's agents and the line at once, and the index soon. Answers the team's time for a first reply. */
  async offer(...reports: Report[]): Promise<number> {
    this.begin();
    for (const report of reports) {
      this.#heard(report);
      this.#batch.offer(report);
    }
    return this.#firstReplySeconds();
  }

  /** The same, and answers when the index has it. Null: D1 did not take it. `urgent`: somebody waits for that. */
  async report(report: Report, urgent: boolean): Promise<Reported | null> {
    this.begin();
    this.#heard(report);
    const number = await this.#batch.add(report, urgent);
    return number === null ? null : { number, firstReplySeconds: this.#firstReplySeconds() };
  }

  /** A conversation is over and is erased: out of the line, the lists, the index and the search. Repeating it is safe. */
  async forget(erased: Erased): Promise<void> {
    this.begin();
    this.#line.forget(erased.conversation);
    this.#store.forgetConversation(erased.conversation);
    await this.#batch.forget(erased.conversation);
    await eraseFromIndex(this.env, erased);
    this.#news.forget(erased.conversation);
    this.#toAgents({ kind: "gone", conversation: erased.conversation });
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

  /** Where the customer of this conversation stands; they are told when that changes, while they are here. */
  async watchPlace(conversationId: string): Promise<PlaceInLine> {
    return this.#line.watch(conversationId);
  }

  /** Null where this object's name is no team's. */
  async findTeam(): Promise<{ agent: null; team: Named } | null> {
    const { team, known } = await this.#roster.read();
    return known && this.#store.readDissolved() === null ? { agent: null, team } : null;
  }

  /** Tells those of the team who are named, and keeps it for each of them until they have looked. Repeating it is safe. */
  async mention(
    agentIds: string[],
    mention: Omit<Extract<InboxServerMessage, { kind: "mention" }>, "kind">,
  ): Promise<void> {
    const { conversation, by, at, call } = mention;
    for (const id of agentIds) {
      const { agents } = await this.#roster.readWith(id);
      if (agents.some((agent) => agent.id === id)) this.#store.keepMention(id, { conversation, by, at, call });
    }
    const frame = encode({ kind: "mention" as const, ...mention });
    for (const { connection, seat } of this.seats()) {
      if (seat.ready && agentIds.includes(seat.agent.id)) tell(connection, frame);
    }
  }

  /** A call into which agents of the team were asked is over. Repeating it is safe. */
  async callOver(conversation: string): Promise<void> {
    for (const agentId of this.#store.forgetInvitations(conversation)) this.#tellMentionSeen(agentId, conversation);
  }

  // ── From the Worker ────────────────────────────────────────────────────────────────────────────────────────────

  /** Agents joined or left the team, or were renamed, or the team assigns in another way: D1 has it already. */
  async rosterChanged(): Promise<void> {
    await this.#roster.readAgain();
    this.#agentsSoon();
    this.#line.assignSoon();
  }

  /** Everybody in the team, as they stand; for the picker. */
  async standings(): Promise<RosterAgent[]> {
    await this.#roster.read();
    return this.#roster.agents();
  }

  /**
   * The team is about to be deleted. A moment later this object looks for itself whether it was, so that its conversations
   * do not depend on the Worker living until `dissolve`.
   */
  async deletionBegins(): Promise<void> {
    this.begin();
    this.jobs.set("deletion", Date.now() + deletionMs);
  }

  /**
   * The team was deleted, and this one gets all of its conversations, in whatever status; D1 says so already. What comes
   * in from somebody who has not heard of it yet is handed on too, for ever.
   */
  async dissolve(into: Named): Promise<void> {
    this.#store.saveDissolved(into);
    this.jobs.set("move", Date.now() + againMs);
    for (const { connection } of this.seats()) connection.close(closeCode.notFound, "team_unknown");
    await this.#moveAll(into);
  }

  // ── From Agent objects ─────────────────────────────────────────────────────────────────────────────────────────

  /** An agent of the team stands differently. */
  async agentChanged(standing: Candidate): Promise<void> {
    this.#line.standingChanged(standing);
    this.#agentsSoon();
  }

  async hasSocketOf(agentId: string): Promise<boolean> {
    return this.#connected().has(agentId);
  }

  /** Teams, or who is in them, are others now: each console asks again which are its agent's. */
  async teamsChanged(): Promise<void> {
    this.#toAgents({ kind: "teams_changed" });
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
    return this.#store.readDissolved() === null && (await this.#roster.read()).known;
  }

  protected override async admitted(connection: Peer<Seat>, seat: Seat): Promise<void> {
    if (this.#store.isRevoked(seat.sessionId)) return connection.close(closeCode.sessionOver, "session_over");
    if (!(await this.#maySee(seat.agent))) return connection.close(closeCode.forbidden, "forbidden");
    this.#presenceChanged();
  }

  protected override async received(connection: Peer<Seat>, seat: Seat, frame: string | ArrayBuffer): Promise<void> {
    const parsed =
      typeof frame === "string" && frame.length <= limits.frameBytes ? parseAs(inboxClientMessageSchema, frame) : null;
    if (parsed === null || !parsed.ok) return refuse(connection, null, "invalid_frame");
    if (parsed.value.kind === "mention_seen") return this.#mentionSeen(connection, seat, parsed.value.conversation);
    if (parsed.value.version < MIN_PROTOCOL_VERSION)
      return connection.close(closeCode.versionTooOld, "version_too_old");
    // Ready before anything is read, so that no row falls between the answer from D1 and the first live one.
    this.keep(connection, { ...seat, ready: true, version: parsed.value.version });
    const { team } = await this.#roster.read();
    // Who has just come is told to be here.
    await this.#presence.drain().catch(() => {});
    const rows = await this.#batch.attention(team.id, seat.agent.id);
    if (this.#line.misses(rows)) this.jobs.set("line", Date.now());
    const common = { team, agents: this.#roster.agents(), rows, now: Date.now() };
    const mentions = this.#store.mentionsOf(seat.agent.id);
    tell(connection, encode<InboxServerMessage>({ kind: "welcome", ...common, mentions }));
  }

  protected override left(): void {
    this.#presenceChanged();
  }

  protected override async work(key: string): Promise<void> {
    if (key === "presence") await this.#presence.drain();
    if (key === "line") await this.#look(await this.#roster.read());
    if (key === "deletion") await this.#look(await this.#roster.readAgain());
    if (key === "move") await this.#moveAll(this.#store.readDissolved());
    if (key === "revoked") {
      const next = this.#store.forgetRevoked(Date.now());
      if (next !== null) this.jobs.set("revoked", next);
    }
  }

  // ── Smaller steps ──────────────────────────────────────────────────────────────────────────────────────────────

  /** In all windows of this agent. */
  #mentionSeen(connection: Peer<Seat>, { ready, agent }: Seat, conversation: string): void {
    if (!ready) return refuse(connection, null, "not_ready");
    if (this.#store.forgetMention(agent.id, conversation)) this.#tellMentionSeen(agent.id, conversation);
  }

  #tellMentionSeen(agentId: string, conversation: string): void {
    const frame = encode<InboxServerMessage>({ kind: "mention_seen", conversation });
    for (const { connection, seat } of this.seats()) {
      if (seat.ready && seat.agent.id === agentId) tell(connection, frame);
    }
  }

  async #closeSession(sessionId: string): Promise<void> {
    for (const { connection, seat } of this.seats()) {
      if (seat.sessionId === sessionId) connection.close(closeCode.sessionOver, "session_over");
    }
    const open = this.#store.watchedBy(sessionId);
    await Promise.all(open.map((id) => conversationObject(this.env, id).revokeSession(sessionId)));
  }

  async #maySee(agent: Agent): Promise<boolean> {
    if (can(agent.role, "read_all_teams")) return true;
    return (await this.#roster.readWith(agent.id)).agents.some(({ id }) => id === agent.id);
  }

  #heard(told: Told): void {
    this.#line.heard(told);
    if (this.#store.readDissolved() !== null && told.row.team.id === this.#teamId) this.jobs.set("move", Date.now());
  }

  async #look({ known }: Roster): Promise<void> {
    if (known || this.#store.readDissolved() !== null) return await this.#line.look();
    // The team is gone and nobody has told this object: nobody may wait in it unseen.
    const into = await heirOf(database(this.env), this.#teamId);
    if (into === null) throw new Error("there is no team");
    await this.dissolve(into);
  }

  /** Comes again until the index knows none of this team's and none waits here. */
  async #moveAll(into: Named | null): Promise<void> {
    if (into === null) return;
    const move = (ids: string[]) => Promise.all(ids.map((id) => conversationObject(this.env, id).moveTo(into)));
    const underWay = this.#batch.rows().flatMap(({ id, team }) => (team.id === this.#teamId ? [id] : []));
    const waiting = [...new Set([...this.#line.conversations(), ...underWay])];
    await move(waiting);
    let after = 0;
    for (;;) {
      const found = await idsOfTeam(this.env.DB, this.#teamId, after, movedAtOnce);
      if (found.length === 0) break;
      await move(found.map(({ id }) => id));
      after = found.at(-1)?.number ?? after;
    }
    if (waiting.length > 0 || after > 0) this.jobs.set("move", Date.now() + againMs);
    else this.jobs.clear("move");
  }

  /** Tells the Agent objects who came and who went, until they know. */
  #presenceChanged(): void {
    this.ctx.waitUntil(
      this.#presence.drain().catch((error: unknown) => {
        log.warn("agent_not_told", error, { team: this.#teamId });
        this.jobs.ensure("presence", Date.now() + againMs);
      }),
    );
  }

  async #tellPresence(): Promise<"clean" | "dirty"> {
    const [here, told] = [this.#connected(), new Set(this.#store.readPresent())];
    const changed = [...here, ...told].filter((id) => here.has(id) !== told.has(id));
    if (changed.length === 0) return "clean";
    await Promise.all(
      changed.map(async (id) => {
        const standing = await agentObject(this.env, id).heard(this.#teamId, here.has(id));
        const others = this.#store.readPresent().filter((each) => each !== id);
        this.#store.savePresent(here.has(id) ? [...others, id] : others);
        if (standing !== null) this.#line.standingChanged(standing);
      }),
    );
    this.#agentsSoon();
    return "dirty";
  }

  #connected(): Set<string> {
    return new Set(this.seats().map(({ seat }) => seat.agent.id));
  }

  /** Gathers changes of a moment. An eviction in between loses nothing that the next change does not tell. */
  #agentsSoon(): void {
    if (this.#tellsAgents || this.seats().length === 0) return;
    this.#tellsAgents = true;
    this.ctx.waitUntil(scheduler.wait(agentsMs).then(() => this.#tellAgents()));
  }

  /** Only who changed: a roster of 500 agents is 95 kB, and there may be as many lists. */
  #tellAgents(): void {
    this.#tellsAgents = false;
    const change = this.#roster.news();
    if (change === null) return;
    const readsChanges = ({ version = 0 }: Seat) => version >= ROSTER_CHANGES_SINCE;
    this.#toAgents({ kind: "roster_changed", ...change }, readsChanges);
    this.#toAgents({ kind: "agents", agents: this.#roster.agents() }, (seat) => !readsChanges(seat));
  }

  #firstReplySeconds(): number {
    return this.#roster.kept()?.firstReplySeconds ?? limits.firstReplyMs / 1_000;
  }

  #toAgents(message: InboxServerMessage, may: (seat: Seat) => boolean = () => true): void {
    const listening = this.seats().filter(({ seat }) => seat.ready && may(seat));
    if (listening.length === 0) return;
    const frame = encode(message);
    for (const { connection } of listening) tell(connection, frame);
  }
}

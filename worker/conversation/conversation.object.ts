import { BaseObject, type Peer, refuse } from "../platform/base-object.ts";
import type { Secrets } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { Turns } from "../platform/turns.ts";
import type { Agent, AgentName } from "../protocol/agent.ts";
import { type ClientMessage, isLogged, type LoggedCommand } from "../protocol/client-message.ts";
import { closeCode } from "../protocol/close-code.ts";
import { parseClientMessage } from "../protocol/client-frame.ts";
import type { ConversationState, Named } from "../protocol/conversation.ts";
import type { Customer } from "../protocol/customer.ts";
import { refusal, type Result } from "../protocol/error.ts";
import { limits } from "../protocol/limits.ts";
import type { ConversationCalls } from "./calls.object.ts";
import type { ConversationCobrowsing } from "./cobrowsing.object.ts";
import type { Actor, Beginning, Command, Effect } from "./conversation.domain.ts";
import { type Answer, conversationMigrations, type Profile } from "./conversation.store.ts";
import type { Kept } from "./ending.object.ts";
import { seenByAgents, seenByCustomers } from "./log.domain.ts";
import { ConversationParts } from "./conversation-parts.object.ts";
import { ConversationCopy } from "./copy.object.ts";
import { ConversationExport } from "./export.object.ts";
import { tellMention } from "./mention.object.ts";
import { agentTypingReply, type MemberSeat, type Seat } from "./seat.domain.ts";
import { seatSchema } from "./seat.store.ts";
import { tellAgent, tellAnswer, tellCustomer } from "./sockets.object.ts";
import type { Opening } from "./flow-command.domain.ts";
import type { ConversationFiles } from "./files.object.ts";

/** After a failure the index is told again within this time; the job's own delays grow from there. */
const indexRetryMs = 2_000;

/** Some 5,000 usual messages, as they are sent: nobody misses as much in a tunnel. */
const unread = 2 * 1024 * 1024;

/** What a new conversation brings beside its first message. */
export type Start = Beginning & Profile & { id: string; text: string; attachments?: string[] | undefined } & Opening;

/**
 * One conversation. A shell: parse, authorise, decide, commit, broadcast, run effects. What it decides stands in the
 * *.domain.ts files beside it, what it keeps in conversation.store.ts.
 */
export class Conversation extends BaseObject<Seat> {
  readonly #parts: ConversationParts;
  readonly #turns = new Turns();

  constructor(ctx: DurableObjectState, env: Env & Secrets) {
    super(ctx, env, {
      seat: seatSchema,
      migrations: conversationMigrations,
      personOf: (seat) => (seat.kind === "agent" ? seat.agent.id : seat.id),
      unread,
    });
    this.#parts = new ConversationParts({
      ...{ env, storage: ctx.storage },
      name: () => this.name,
      jobs: () => this.jobs,
      seats: () => this.seats(),
      keep: (connection, seat) => this.keep(connection, seat),
      after: (work, failure) => this.#after(work, failure),
      execute: (command, actor, asked) => this.#execute(command, actor, asked),
      bySystem: (command) => this.#bySystem(command),
      indexChanged: () => this.#tellIndex(this.#parts.index.changed()),
      eraseStorage: () => this.eraseStorage(),
    });
  }

  // ── From the Worker ────────────────────────────────────────────────────────────────────────────────────────────

  /** The customer's first message. Called by the widget's route, which has authenticated the customer. Repeating it is safe. */
  async start(input: Start): Promise<Result<{ seq: number }>> {
    if (this.#parts.store.readEnding() !== null) return { ok: false, error: refusal("conversation_taken") };
    this.begin();
    const { visits, attributes, place, attachments: ids, flow: opening, ...beginning } = input;
    const actor: Actor = { kind: "customer", id: input.customer.id };
    const profile = { visits, attributes, place };
    const flow =
      opening && this.#parts.log.record === null ? await this.#parts.flow.first(opening, beginning, profile) : null;
    const owner = this.#parts.log.record?.state.customer.id ?? null;
    if (owner !== null && owner !== input.customer.id) return { ok: false, error: refusal("conversation_taken") };
    // Before the first report to the index, which carries it.
    if (owner === null) this.#parts.store.saveProfile({ ...profile, visits: visits.slice(0, limits.visits) });
    const attachments = this.#parts.files.adopt(input.customer.id, ids);
    const asked = { conversation: input.conversation, text: input.text, attachments: ids };
    const answer = this.#execute({ kind: "start", ...beginning, attachments, flow }, actor, asked);
    if ("code" in answer) return { ok: false, error: refusal(answer.code) };
    return { ok: true, value: { seq: answer.publicSeq } };
  }

  /** Erases the conversation with all that belongs to it. False: there is none, or not for this agent. */
  erase(agent: Agent): Promise<boolean> {
    return this.#parts.ending.byAgent(agent);
  }

  /** The same by the workspace's rule, if it was done by `before`. Called by the cron trigger. */
  eraseDone(before: number): Promise<Kept | "erased"> {
    return this.#parts.ending.byRule(before);
  }

  /** The same because its customer asked for it. False: it is somebody else's. */
  eraseOf(customer: string): Promise<boolean> {
    return this.#parts.ending.ofCustomer(customer);
  }

  /** The site told who the customer is. `from` is who they were in this conversation until now. */
  async identify(from: string, customer: Customer): Promise<boolean> {
    const known = this.#parts.log.record?.state.customer.id;
    if (known !== from && known !== customer.id) return false;
    return this.#bySystem({ kind: "identify", id: crypto.randomUUID(), customer });
  }

  /** What it gives out at once: see export.object.ts. */
  exported(): ConversationExport {
    return new ConversationExport(this.env, this.#parts.store);
  }

  /** Its files, for somebody whom the Worker has authenticated: see files.object.ts. */
  files(): ConversationFiles {
    return this.#parts.files;
  }

  /** Its co-browsing, for the session's object: see cobrowsing.object.ts. */
  cobrowsing(): ConversationCobrowsing {
    return this.#parts.cobrowsing;
  }

  /** Its call, for what carries media: see calls.object.ts. */
  calls(): ConversationCalls {
    return this.#parts.calls;
  }

  /** Its log as something that is written at once: see copy.object.ts. */
  copying(): ConversationCopy {
    return new ConversationCopy({
      ...{ storage: this.ctx.storage, store: this.#parts.store, log: this.#parts.log, jobs: () => this.jobs },
      written: async (state) => {
        this.#committed(null, state);
        await this.#parts.index.drain();
      },
      execute: (command) => this.#bySystem(command),
    });
  }

  /** The team's method chose this agent, who was claimed. False: it waits in this team no more, or somebody was faster. */
  async assign(to: AgentName, team: string): Promise<boolean> {
    const isAssigned = this.#bySystem({ kind: "assign", id: crypto.randomUUID(), to, team });
    if (isAssigned) this.#parts.ownership.assigned(to.id);
    return isAssigned;
  }

  /** Its team was deleted, and this one has its conversations now. Called by an Inbox object. Repeating it is safe. */
  async moveTo(team: Named): Promise<void> {
    this.#bySystem({ kind: "move", id: crypto.randomUUID(), team });
  }

  /** This agent is away now. Called by their Agent object for what they own. */
  async ownerAway(agentId: string): Promise<void> {
    this.#parts.ownership.ownerAway(agentId);
  }

  /** This agent left the company. Called by their Agent object for what they own. */
  async ownerLeft(agentId: string): Promise<void> {
    this.#parts.ownership.ownerLeft(agentId);
  }

  /** Whether this agent owns the conversation while it is open, and whether it is idle. */
  async heldBy(agentId: string): Promise<{ idle: boolean } | null> {
    return this.#parts.ownership.heldBy(agentId);
  }

  /** The place in the waiting line is another one now. False: nobody is here to hear it. Called by an Inbox object. */
  async placeChanged(place: { place: number | null; available: boolean }): Promise<boolean> {
    if (!this.#parts.sockets.hasCustomer()) return false;
    this.#parts.sockets.toCustomers({ kind: "line", ...place });
    return true;
  }

  /** Closes the sockets of a session that was ended. Called by an Inbox object. */
  async revokeSession(sessionId: string): Promise<void> {
    for (const { connection, seat } of this.seats()) {
      if (seat.kind === "agent" && seat.sessionId === sessionId)
        connection.close(closeCode.sessionOver, "session_over");
    }
    this.#after(this.#parts.cobrowsing.recheck(), "cobrowse_unchecked");
  }

  /** Tells the inbox everything again: row, customer and all texts. For `npm run reindex`; resolves when it is in D1. */
  async reindex(): Promise<boolean> {
    if (this.#parts.log.record === null) return false;
    this.#parts.store.saveOutbox({ sent: 0, searched: 0, rewritten: [] });
    await this.#parts.index.drain();
    return true;
  }

  // ── Sockets ────────────────────────────────────────────────────────────────────────────────────────────────────

  protected override exists(): boolean {
    return this.#parts.log.record !== null;
  }

  protected override async admitted(connection: Peer<Seat>, seat: Seat): Promise<void> {
    if (seat.kind === "guest") return this.#parts.calls.door.admitted(connection, seat);
    const belongs =
      seat.kind === "customer"
        ? this.#parts.log.record?.state.customer.id === seat.id
        : await this.#parts.admission.admits(seat.agent, seat.sessionId);
    if (!belongs) return connection.close(closeCode.forbidden, "forbidden");
    this.#tellIndex(this.#parts.index.catchUp());
  }

  protected override received(connection: Peer<Seat>, seat: Seat, frame: string | ArrayBuffer): Promise<void> | void {
    if (seat.kind === "guest") return this.#parts.calls.door.received(connection, seat, frame);
    const parsed = parseClientMessage(frame);
    if (!parsed.ok) return refuse(connection, parsed.error.id, parsed.error.error.code, parsed.error.error);
    const message = parsed.value;
    if (message.kind === "hello") return this.#parts.welcome.give(connection, seat, message);
    if (!seat.ready) return refuse(connection, "id" in message ? message.id : null, "not_ready");
    if (isLogged(message)) return this.#command(connection, seat, message);
    switch (message.kind) {
      case "history":
        // The next page is asked for when the one before is there.
        this.reads(connection);
        return this.#history(connection, seat, message);
      case "typing":
        return this.#parts.signals.typing(connection, seat, message);
      case "receipt":
        this.reads(connection);
        return this.#parts.signals.receipt(connection, seat, message);
      case "visit":
      case "describe":
        return this.#parts.signals.describe(connection, seat, message);
      case "call":
      case "call_media":
      case "call_signal":
        return this.#parts.calls.received(connection, seat, this.#parts.admission.actorOf(seat), message);
      default:
        return message satisfies never;
    }
  }

  protected override left(seat: Seat): void {
    this.#parts.calls.left(seat);
    if (seat.kind === "agent") this.#parts.admission.closed(seat);
    if (!seat.ready) return;
    this.#parts.log.keepCursor(seat.kind === "agent" ? "team" : "customer", seat.cursor);
    if (seat.kind === "customer") return this.#parts.profile.tell();
    this.#parts.sockets.viewers();
    this.#parts.sockets.agentTyping(agentTypingReply([seat], Date.now()), null);
  }

  /** Those of one socket are decided in the order in which they were sent. */
  #command(connection: Peer<Seat>, seat: MemberSeat, message: LoggedCommand): Promise<void> | void {
    const actor = this.#parts.admission.actorOf(seat);
    return this.#turns.take(
      connection,
      () => this.#parts.lookup.find(message, actor),
      (command) => tellAnswer(connection, seat, message.id, this.#execute(command, actor, message)),
    );
  }

  #execute(command: Command, actor: Actor, asked: object): Answer {
    const before = this.#parts.log.record?.state ?? null;
    const { answer, effects, changed } = this.#parts.log.execute(command, actor, asked);
    if (changed && this.#parts.log.record !== null) this.#committed(before, this.#parts.log.record.state);
    for (const effect of effects) this.#run(effect, "seq" in answer ? answer.seq : 0);
    if (changed) this.#tellIndex(this.#parts.index.changed(before));
    return answer;
  }

  #committed(before: ConversationState | null, state: ConversationState): void {
    this.#parts.ownership.committed(before, state);
    // Most messages are no news of a call.
    if (state.call !== (before?.call ?? null)) this.#parts.calls.committed(before, state);
  }

  /** False: refused, or there is no conversation here. */
  #bySystem(command: Command): boolean {
    return this.#parts.log.record !== null && !("code" in this.#execute(command, { kind: "system" }, {}));
  }

  /** `seq` is the entry that carries the command's own words. */
  #run(effect: Effect, seq: number): void {
    switch (effect.kind) {
      case "wake":
        return effect.at === null ? this.jobs.clear("snooze") : this.jobs.set("snooze", effect.at);
      case "check_owner":
      case "check_reopened":
        return this.#parts.ownership.effect(effect);
      case "flow_waits":
      case "profile":
        return this.#parts.flow.effect(effect);
      case "mention":
        return this.jobs.set(`mention:${seq}`, Date.now());
      case "sweep_files":
        return this.jobs.set(effect.kind, Date.now());
      case "left_team":
        return this.jobs.set(`left:${effect.team}`, Date.now());
      case "cobrowse_asked":
      case "cobrowse_begun":
      case "cobrowse_closed":
        return this.#parts.cobrowsing.effect(effect);
      default:
        return effect satisfies never;
    }
  }

  protected override async work(key: string): Promise<void> {
    if (this.#parts.store.readEnding() !== null) return await this.#parts.ending.work();
    // Files can be there before the conversation has begun.
    if (key === "sweep_files") return await this.#parts.files.sweep(Date.now());
    const state = this.#parts.log.record?.state;
    if (state === undefined) return;
    if (key === "outbox") return await this.#parts.index.drain();
    if (key === "snooze" && state.snoozedUntil !== null) {
      this.#bySystem({ kind: "snooze_over", id: crypto.randomUUID(), until: state.snoozedUntil });
    }
    if (key === "flow") await this.#parts.flow.work();
    for (const part of [this.#parts.ownership, this.#parts.cobrowsing, this.#parts.calls]) await part.work(key);
    if (key.startsWith("left:")) {
      await this.#parts.admission.leaveTeam();
      await this.#parts.cobrowsing.recheck();
      await this.#parts.index.leave(key.slice("left:".length));
    }
    if (key.startsWith("mention:"))
      await tellMention(this.env, this.#parts.store, state, Number(key.slice("mention:".length)));
  }

  #history(
    connection: Peer<Seat>,
    seat: MemberSeat,
    { id, before }: Extract<ClientMessage, { kind: "history" }>,
  ): void {
    const { entries, more } = this.#parts.store.page({ kind: seat.kind }, before);
    if (seat.kind === "customer")
      tellCustomer(connection, { kind: "page", id, entries: seenByCustomers(entries), more });
    else tellAgent(connection, { kind: "page", id, entries: seenByAgents(entries), more });
  }

  /** At once; if that fails, the alarm job that every commit leaves behind comes sooner. */
  #tellIndex(telling: Promise<void> | null): void {
    const told = telling?.catch((error: unknown) => {
      const soon = Date.now() + indexRetryMs;
      if ((this.jobs.dueAt("outbox") ?? Number.POSITIVE_INFINITY) > soon) this.jobs.set("outbox", soon);
      throw error;
    });
    if (told !== undefined) this.#after(told, "index_failed");
  }

  #after(work: Promise<unknown>, failure: string): void {
    this.ctx.waitUntil(work.catch((error: unknown) => log.warn(failure, error, { conversation: this.name })));
  }
}

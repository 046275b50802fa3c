import { type Actor, type Beginning, type Command, decide } from "#domain/conversation/conversation";
import { seenByAgents, seenByCustomers, type StoredEntry } from "#domain/conversation/log";
import { customerStateOf } from "#domain/conversation/state";
import type { LoggedCommand } from "#protocol/client-message";
import { isLogged } from "#protocol/client-message";
import { parseClientMessage } from "#protocol/client-frame";
import type { ConversationState } from "#protocol/conversation";
import type { Cursor, Receipts } from "#protocol/receipts";
import { type Refusal, refusal } from "#protocol/error";
import { limits } from "#protocol/limits";
import type { AgentServerMessage, CustomerServerMessage } from "#protocol/server-message";

/** A socket of the model, as its server sees it. */
export type ModelSocket = { actor: Actor; tell(message: object): void; ready: boolean };

type Answer = { ok: true; seq: number; publicSeq: number } | { ok: false; error: Refusal };
type Told = AgentServerMessage | CustomerServerMessage;

const nowhere: Cursor = { delivered: 0, read: 0 };

/** A Conversation object in memory: the real rules, without storage or a runtime. */
export class ModelConversation {
  state: ConversationState | null = null;
  log: StoredEntry[] = [];
  receipts: Receipts = { customer: nowhere, team: nowhere };
  version = 0;
  /** Every command that came, repeats included. */
  heard: LoggedCommand[] = [];
  /** Set by a test: the answer to the next commands with these ids, instead of deciding. */
  refuseNext = new Map<string, Refusal>();
  readonly sockets = new Set<ModelSocket>();
  readonly #answers = new Map<string, Answer>();
  readonly #now: () => number;
  readonly #changed: (left: string | null) => void;

  constructor(now: () => number, changed: (left: string | null) => void) {
    this.#now = now;
    this.#changed = changed;
  }

  start(command: Beginning & { id: string; text: string }): Answer {
    return this.execute({ kind: "start", ...command }, { kind: "customer", id: command.customer.id });
  }

  execute(command: Command, actor: Actor): Answer {
    const known = this.#answers.get(command.id);
    if (known !== undefined) return known;
    const decision = decide(this.state, command, actor, this.#now());
    if (!decision.ok) {
      const answer: Answer = { ok: false, error: decision.error };
      this.#answers.set(command.id, answer);
      return answer;
    }
    const { entries, rewrites, state } = decision;
    this.log.push(...entries);
    for (const { seq, body } of rewrites) {
      this.log = this.log.map((entry) => {
        if (entry.seq === seq) return { ...entry, body };
        const isOlderEdit = entry.body.kind === "edited" && entry.body.target === seq;
        return isOlderEdit ? { ...entry, body: { ...entry.body, text: "text" in body ? body.text : "" } } : entry;
      });
    }
    this.state = state;
    this.version += 1;
    const own = entries.find(({ id }) => id === command.id);
    const answer: Answer = { ok: true, seq: own?.seq ?? state.seq, publicSeq: own?.publicSeq ?? state.publicSeq };
    this.#answers.set(command.id, answer);
    if (entries.length > 0) {
      this.#tellAgents({ kind: "entries", entries: seenByAgents(entries) });
      const seen = seenByCustomers(entries);
      if (seen.length > 0) this.#tellCustomers({ kind: "entries", entries: seen });
    }
    const left = decision.effects.find((effect) => effect.kind === "left_team");
    this.#changed(left?.team ?? null);
    return answer;
  }

  receive(socket: ModelSocket, frame: string): void {
    const parsed = parseClientMessage(frame);
    const say = (message: Told) => socket.tell(message);
    const refuse = (id: string | null, { code, retryAfterMs, detail }: Refusal) =>
      say({ kind: "refused", id, code, message: "", retryAfterMs, ...(detail === undefined ? {} : { detail }) });
    if (!parsed.ok) return refuse(parsed.error.id, parsed.error.error);
    const message = parsed.value;
    if (message.kind === "hello") return this.#hello(socket, message.after);
    if (!socket.ready) return refuse("id" in message ? message.id : null, refusal("not_ready"));
    const isAgent = socket.actor.kind === "agent";
    if (isLogged(message)) {
      this.heard.push(message);
      const planned = this.refuseNext.get(message.id);
      this.refuseNext.delete(message.id);
      const answer: Answer = planned
        ? { ok: false, error: planned }
        : this.execute(this.#resolve(message), socket.actor);
      if (!answer.ok) return refuse(message.id, answer.error);
      return say({ kind: "ack", id: message.id, seq: isAgent ? answer.seq : answer.publicSeq });
    }
    if (message.kind === "history") {
      const { entries, more } = this.#page(isAgent, message.before);
      if (isAgent) return say({ kind: "page", id: message.id, entries: seenByAgents(entries), more });
      return say({ kind: "page", id: message.id, entries: seenByCustomers(entries), more });
    }
    if (message.kind === "typing" && !isAgent) {
      this.#tellAgents({ kind: "customer_typing", on: message.on, text: message.text ?? null });
    }
    if (message.kind === "receipt") {
      const side = isAgent ? "team" : "customer";
      this.receipts = { ...this.receipts, [side]: { delivered: message.delivered, read: message.read } };
      this.#tellAgents({ kind: "receipts", receipts: this.receipts });
      this.#changed(null);
    }
  }

  #resolve(message: LoggedCommand): Command {
    if (message.kind === "edit" || message.kind === "delete") {
      return { ...message, target: this.log.find(({ seq }) => seq === message.target) ?? null };
    }
    if (message.kind === "message" || message.kind === "note") {
      // This model has no files: whoever names one is refused.
      const { attachments: ids, ...rest } = message;
      return { ...rest, attachments: ids && null };
    }
    if (message.kind === "cobrowse_ask") {
      const customerHere = [...this.sockets].some(({ actor, ready }) => ready && actor.kind === "customer");
      return { ...message, customerHere };
    }
    // This model has no flows either.
    if (message.kind === "flow")
      return message.do === "start"
        ? { kind: "flow", id: message.id, do: "start", begins: null }
        : { kind: "flow", id: message.id, do: "stop" };
    if (message.kind !== "transfer") return message;
    const { id, comment, to } = message;
    const here = this.state?.team ?? { id: "", name: "" };
    const place =
      to.kind === "team"
        ? { agent: null, team: { id: to.id, name: to.id } }
        : { agent: { id: to.id, name: to.id }, team: here };
    return { kind: "transfer", id, comment, wanted: to.kind, place };
  }

  #hello(socket: ModelSocket, after: number): void {
    if (this.state === null) return;
    socket.ready = true;
    const isAgent = socket.actor.kind === "agent";
    const missed = this.#after(isAgent, after);
    const isResume = after > 0 && missed.length <= limits.pageEntries;
    const page = isResume ? { entries: missed, more: true } : this.#page(isAgent, Number.MAX_SAFE_INTEGER);
    const mode = isResume ? ("resume" as const) : ("reset" as const);
    const common = {
      kind: "welcome" as const,
      version: 1,
      now: this.#now(),
      mode,
      more: page.more,
      receipts: this.receipts,
    };
    if (!isAgent) {
      const told: Told = { ...common, state: customerStateOf(this.state), entries: seenByCustomers(page.entries) };
      return socket.tell(told);
    }
    const place = {
      country: null,
      city: null,
      language: null,
      browser: null,
      system: null,
      device: "desktop" as const,
    };
    const panel = { customer: this.state.customer, attributes: {}, place, visits: [], online: true };
    const told: Told = { ...common, state: this.state, entries: seenByAgents(page.entries), viewers: [], panel };
    socket.tell(told);
  }

  #after(isAgent: boolean, seq: number): StoredEntry[] {
    return this.log.filter((entry) => (isAgent ? entry.seq : (entry.publicSeq ?? 0)) > seq);
  }

  #page(isAgent: boolean, before: number): { entries: StoredEntry[]; more: boolean } {
    const older = this.log.filter((entry) => {
      const seq = isAgent ? entry.seq : entry.publicSeq;
      return seq !== null && seq < before;
    });
    return { entries: older.slice(-limits.pageEntries), more: older.length > limits.pageEntries };
  }

  #tellAgents(message: AgentServerMessage): void {
    for (const socket of this.sockets) if (socket.ready && socket.actor.kind === "agent") socket.tell(message);
  }

  #tellCustomers(message: CustomerServerMessage): void {
    for (const socket of this.sockets) if (socket.ready && socket.actor.kind === "customer") socket.tell(message);
  }
}

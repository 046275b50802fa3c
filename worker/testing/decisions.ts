import {
  type Actor,
  type Beginning,
  type Command,
  decide,
  type Decision,
} from "../conversation/conversation.domain.ts";
import type { StoredEntry } from "../conversation/log.domain.ts";
import { apply } from "../conversation/state.domain.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { ErrorCode } from "../protocol/error.ts";

export const ana: Actor & { kind: "agent" } = { kind: "agent", id: "agent-ana-1", name: "Ana" };
export const bruno: Actor & { kind: "agent" } = { kind: "agent", id: "agent-bruno", name: "Bruno" };
export const clara: Actor & { kind: "customer" } = { kind: "customer", id: "customer-clara" };
export const system: Actor = { kind: "system" };

export const support = { id: "team-support", name: "Support" };
export const sales = { id: "team-sales-1", name: "Sales" };

export const beginning: Beginning = {
  conversation: "conversation-1",
  customer: { id: clara.id, name: null, email: null, verified: false },
  site: { id: "site-shop-1", name: "Shop" },
  team: support,
  topic: null,
  page: null,
};

export const startedAt = 1_700_000_000_000;

type WithoutId<C> = C extends unknown ? Omit<C, "id"> : never;
export type Asked = WithoutId<Command> & { id?: string };

/**
 * A conversation without an object: decides, keeps the log as the object does (rewrites included), folds. Its clock moves
 * a second with each command.
 */
export class PaperConversation {
  readonly log: StoredEntry[] = [];
  state: ConversationState | null = null;
  now = startedAt;
  #ids = 0;

  static started(text = "Hello"): PaperConversation {
    const conversation = new PaperConversation();
    conversation.does(clara, { kind: "start", text, ...beginning });
    return conversation;
  }

  /** Decides and keeps. Throws where the command was refused. */
  does(actor: Actor, command: Asked): Extract<Decision, { ok: true }> {
    const decision = this.tries(actor, command);
    if (!decision.ok) throw new Error(`refused: ${decision.error.code}`);
    return decision;
  }

  /** Decides, and keeps what was decided. */
  tries(actor: Actor, command: Asked): Decision {
    this.now += 1_000;
    this.#ids += 1;
    const decision = decide(this.state, { id: `command-${this.#ids}`, ...command }, actor, this.now);
    if (!decision.ok) return decision;
    this.log.push(...decision.entries);
    for (const { seq, body } of decision.rewrites) {
      const text = "text" in body ? body.text : "";
      for (const [index, entry] of this.log.entries()) {
        if (entry.seq === seq) this.log[index] = { ...entry, body };
        else if (entry.body.kind === "edited" && entry.body.target === seq) {
          this.log[index] = { ...entry, body: { ...entry.body, text } };
        }
      }
    }
    this.state = decision.state;
    return decision;
  }

  refusal(actor: Actor, command: Asked): ErrorCode | null {
    const decision = this.tries(actor, command);
    return decision.ok ? null : decision.error.code;
  }

  entry(seq: number): StoredEntry | null {
    return this.log.find((entry) => entry.seq === seq) ?? null;
  }

  last(): StoredEntry {
    const entry = this.log.at(-1);
    if (entry === undefined) throw new Error("an empty log");
    return entry;
  }

  get known(): ConversationState {
    if (this.state === null) throw new Error("not started");
    return this.state;
  }

  /** What somebody knows who folds the whole log. */
  folded(): ConversationState | null {
    return this.log.reduce<ConversationState | null>(
      (state, entry) => apply(state, entry, entry.audience === "everyone"),
      null,
    );
  }

  kinds(): string[] {
    return this.log.map(({ body }) => body.kind);
  }
}

import { readCard } from "../article/article.store.ts";
import { log } from "../platform/log.ts";
import { agentObject, inboxObject } from "../platform/objects.ts";
import type { ArticleCard } from "../protocol/article-card.ts";
import type { LoggedCommand } from "../protocol/client-message.ts";
import type { Answers } from "../protocol/message.ts";
import { type Actor, type Command, may } from "./conversation.domain.ts";
import type { ConversationParts } from "./conversation-parts.object.ts";
import { makerOf } from "./files.object.ts";

type Message = Extract<LoggedCommand, { kind: "message" }>;
type Flow = Extract<LoggedCommand, { kind: "flow" }>;
type Transfer = Extract<LoggedCommand, { kind: "transfer" }>;
type Known = Pick<ConversationParts, "store" | "log" | "sockets" | "files" | "flow" | "cobrowsing">;

/** Looks up what a command is about, so that it can be decided without asking anybody. */
export class CommandLookup {
  readonly #env: Env;
  readonly #parts: Known;

  constructor(env: Env, parts: Known) {
    this.#env = env;
    this.#parts = parts;
  }

  /** Of a promise nothing is decided yet: other commands may come in between. */
  find(message: LoggedCommand, actor: Actor): Command | Promise<Command> {
    switch (message.kind) {
      case "transfer":
        return this.#placed(message, actor);
      case "flow":
        return this.#flowed(message, actor);
      case "edit":
      case "delete":
        return { ...message, target: this.#parts.store.entryAt(message.target) };
      case "message":
        if (message.article !== undefined) return this.#carded(message, message.article, actor);
        return actor.kind === "customer" ? this.#said(message, actor) : this.#tappedOrFiled(message, actor);
      case "note":
        return this.#withFiles(message, actor);
      case "status":
        return message.to === "done" ? this.#withFacts(message) : message;
      case "cobrowse_ask":
        return { ...message, customerHere: this.#parts.sockets.hasCustomer() };
      case "cobrowse_end":
        return this.#withFacts(message);
      default:
        return message;
    }
  }

  /** A command that ends the co-browsing which may run: its object says what is told of it. */
  #withFacts<Said extends Extract<LoggedCommand, { kind: "status" | "cobrowse_end" }>>(message: Said) {
    if (this.#parts.log.record?.state.cobrowse?.phase !== "live" || this.#parts.log.knows(message.id)) return message;
    return this.#parts.cobrowsing.facts().then((facts) => ({ ...message, facts }));
  }

  /**
   * A message with an article, its facts as they are now. Nothing is asked for somebody who may not, or for what was answered
   * already. Where D1 is away the card goes as the agent saw it: a message waits for no index.
   */
  async #carded(message: Message, card: ArticleCard, actor: Actor): Promise<Command> {
    const command = this.#withFiles(message, actor);
    if (actor.kind !== "agent" || this.#parts.log.knows(message.id)) return command;
    const article = await readCard(this.#env.DB, card.id, card.language).catch((error: unknown) => {
      log.warn("article_unreadable", error);
      return card;
    });
    return { ...command, article };
  }

  /** A customer's words, with the flow that may wait for them. */
  #said(message: Message, actor: Actor): Command {
    return { ...this.#tappedOrFiled(message, actor), flow: this.#parts.flow.going() };
  }

  #tappedOrFiled(message: Message, actor: Actor) {
    return message.answers ? this.#tapped(message, message.answers, actor) : this.#withFiles(message, actor);
  }

  /** A customer's tap, with the entry that has the button: they count what they see. */
  #tapped(message: Message, { target, ...answer }: Answers, actor: Actor) {
    const seq = actor.kind === "customer" ? this.#parts.store.seqOfPublic(target) : target;
    return { ...this.#withFiles(message, actor), tapped: { target: this.#parts.store.entryAt(seq), ...answer } };
  }

  /** What a flow command is about. Nothing is asked for somebody who may not, or for what was answered already. */
  async #flowed(message: Flow, actor: Actor): Promise<Command> {
    const { id } = message;
    const isAsked = may(actor, "flow") && !this.#parts.log.knows(id);
    switch (message.do) {
      case "start": {
        const by = actor.kind === "agent" && isAsked ? { id: actor.id, name: actor.name } : null;
        const { flow } = message;
        const begins = by === null || flow === undefined ? null : await this.#parts.flow.beginning(flow, by);
        return { kind: "flow", id, do: "start", begins };
      }
      case "stop":
        return { kind: "flow", id, do: "stop" };
      case "person": {
        const available = isAsked && (await this.#parts.flow.isSomebodyAvailable().catch(() => true));
        return { kind: "flow", id, do: "person", going: this.#parts.flow.going() ?? null, available };
      }
      default:
        return message.do satisfies never;
    }
  }

  #withFiles<Said extends Extract<LoggedCommand, { kind: "message" | "note" }>>(message: Said, actor: Actor) {
    const attachments = message.attachments && this.#parts.files.unsentOf(makerOf(actor), message.attachments);
    return { ...message, attachments };
  }

  /**
   * A transfer with the place that it leads to, which the team's inbox or the agent knows. Other commands may come in between: it is decided
   * afterwards. Nothing is asked for somebody who may not, or for what was answered already.
   */
  async #placed(message: Transfer, actor: Actor): Promise<Command> {
    const { id, comment, to } = message;
    const command = { kind: "transfer" as const, id, comment, wanted: to.kind };
    const team = this.#parts.log.record?.state.team;
    if (team === undefined || !may(actor, "transfer") || this.#parts.log.knows(id)) return { ...command, place: null };
    const place =
      to.kind === "team"
        ? await inboxObject(this.#env, to.id).findTeam()
        : await agentObject(this.#env, to.id).placeFor(team);
    return { ...command, place };
  }
}

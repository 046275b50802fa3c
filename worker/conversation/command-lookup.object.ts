import { readCard } from "../article/article.store.ts";
import { log } from "../platform/log.ts";
import { agentObject, inboxObject } from "../platform/objects.ts";
import type { ArticleCard } from "../protocol/article-card.ts";
import type { LoggedCommand } from "../protocol/client-message.ts";
import type { Answers } from "../protocol/message.ts";
import { type Actor, type Command, may } from "./conversation.domain.ts";
import type { ConversationStore } from "./conversation.store.ts";
import { type ConversationFiles, makerOf } from "./files.object.ts";
import type { ConversationLog } from "./log.object.ts";

type Message = Extract<LoggedCommand, { kind: "message" }>;
type Transfer = Extract<LoggedCommand, { kind: "transfer" }>;

/** Looks up what a command is about, so that it can be decided without asking anybody. */
export class CommandLookup {
  readonly #env: Env;
  readonly #store: ConversationStore;
  readonly #log: ConversationLog;
  readonly #files: ConversationFiles;

  constructor(env: Env, store: ConversationStore, log: ConversationLog, files: ConversationFiles) {
    this.#env = env;
    this.#store = store;
    this.#log = log;
    this.#files = files;
  }

  /** A command with its entry, or its files. */
  resolved(message: Exclude<LoggedCommand, Transfer>, actor: Actor): Command {
    if (message.kind === "edit" || message.kind === "delete") {
      return { ...message, target: this.#store.entryAt(message.target) };
    }
    if (message.kind === "take" || message.kind === "status") return message;
    if (message.kind === "message" && message.answers) return this.#tapped(message, message.answers, actor);
    return this.#withFiles(message, actor);
  }

  /**
   * A message with an article, its facts as they are now. Nothing is asked for somebody who may not, or for what was answered
   * already. Where D1 is away the card goes as the agent saw it: a message waits for no index.
   */
  async carded(message: Message, card: ArticleCard, actor: Actor): Promise<Command> {
    const command = this.#withFiles(message, actor);
    if (actor.kind !== "agent" || this.#log.knows(message.id)) return command;
    const article = await readCard(this.#env.DB, card.id, card.language).catch((error: unknown) => {
      log.warn("article_unreadable", error);
      return card;
    });
    return { ...command, article };
  }

  /** A customer's tap, with the entry that has the button: they count what they see. */
  #tapped(message: Message, { target, button }: Answers, actor: Actor): Command {
    const seq = actor.kind === "customer" ? this.#store.seqOfPublic(target) : target;
    return { ...this.#withFiles(message, actor), tapped: { target: this.#store.entryAt(seq), button } };
  }

  #withFiles<Said extends Extract<LoggedCommand, { kind: "message" | "note" }>>(message: Said, actor: Actor) {
    const attachments = message.attachments && this.#files.unsentOf(makerOf(actor), message.attachments);
    return { ...message, attachments };
  }

  /**
   * A transfer with the place that it leads to, which the team's inbox or the agent knows. Other commands may come in between: it is decided
   * afterwards. Nothing is asked for somebody who may not, or for what was answered already.
   */
  async placed(message: Transfer, actor: Actor): Promise<Command> {
    const { id, comment, to } = message;
    const command = { kind: "transfer" as const, id, comment, wanted: to.kind };
    const team = this.#log.record?.state.team;
    if (team === undefined || !may(actor.kind, "transfer") || this.#log.knows(id)) return { ...command, place: null };
    const place =
      to.kind === "team"
        ? await inboxObject(this.#env, to.id).findTeam()
        : await agentObject(this.#env, to.id).placeFor(team);
    return { ...command, place };
  }
}

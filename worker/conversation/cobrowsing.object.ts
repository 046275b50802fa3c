import { RpcTarget } from "cloudflare:workers";
import type { Jobs } from "../platform/alarms.ts";
import { log } from "../platform/log.ts";
import { cobrowseObject } from "../platform/objects.ts";
import type { Agent } from "../protocol/agent.ts";
import type { CobrowseFacts } from "../protocol/cobrowse.ts";
import { cobrowseLimits } from "../protocol/cobrowse-limits.ts";
import type { ConversationAdmission } from "./admission.object.ts";
import type { CobrowseEffect, CobrowseNote, Ending } from "./cobrowse-step.domain.ts";
import type { Command } from "./conversation.domain.ts";
import type { ConversationLog } from "./log.object.ts";

/** Who opens a socket of a session, as the Worker authenticated them. */
export type CobrowseUser = { kind: "customer"; id: string } | { kind: "agent"; agent: Agent; sessionId: string };

type Surroundings = {
  env: Env;
  log: ConversationLog;
  jobs: () => Jobs;
  admission: ConversationAdmission;
  /** Gives a command of the system. */
  execute: (command: Command) => unknown;
};

/**
 * Co-browsing as the conversation knows it: it keeps the customer's consent, so it says who may into the session's object, and
 * what that one finds out becomes lines of the log.
 */
export class ConversationCobrowsing extends RpcTarget {
  readonly #at: Surroundings;

  constructor(surroundings: Surroundings) {
    super();
    this.#at = surroundings;
  }

  // ── From the session's object ──────────────────────────────────────────────────────────────────────────────────

  /** Whether the customer has agreed to this session, and it goes on. */
  isLive(session: string): boolean {
    const running = this.#at.log.record?.state.cobrowse;
    return running?.session === session && running.phase === "live";
  }

  /** Whether they may take part in the session: its customer, and agents who may read the conversation. */
  async admits(session: string, who: CobrowseUser): Promise<boolean> {
    if (!this.isLive(session)) return false;
    if (who.kind === "customer") return who.id === this.#at.log.record?.state.customer.id;
    return await this.#at.admission.admits(who.agent, who.sessionId);
  }

  /** The session's object ended it. Repeating it is safe. */
  over(ending: Ending): void {
    this.#at.execute({ kind: "cobrowse_over", id: `${ending.session}.over`, ...ending });
  }

  /** Something of the session belongs in the log. Repeating it, with the same id, is safe. */
  note(id: string, session: string, note: CobrowseNote): void {
    this.#at.execute({ kind: "cobrowse_note", id, session, note });
  }

  // ── From the conversation ──────────────────────────────────────────────────────────────────────────────────────

  /** What the running session's object knows of it, for the line that ends it; null where none runs, or it cannot be asked. */
  async facts(): Promise<CobrowseFacts | null> {
    const state = this.#at.log.record?.state;
    if (state?.cobrowse?.phase !== "live") return null;
    const object = cobrowseObject(this.#at.env, state.id, state.cobrowse.session);
    return await object.facts().catch((error: unknown) => {
      log.warn("cobrowse_facts_unknown", error);
      return null;
    });
  }

  effect(effect: CobrowseEffect): void {
    const wait = effect.kind === "cobrowse_asked" ? cobrowseLimits.answerMs : 0;
    this.#at.jobs().set(`${effect.kind}:${effect.session}`, Date.now() + wait);
  }

  async work(key: string): Promise<void> {
    const [job, session] = key.split(":");
    const state = this.#at.log.record?.state;
    if (session === undefined || state === undefined) return;
    if (job === "cobrowse_asked") this.#at.execute({ kind: "cobrowse_missed", id: `${session}.missed`, session });
    if (job === "cobrowse_begun") await cobrowseObject(this.#at.env, state.id, session).agreed();
    if (job === "cobrowse_closed") await cobrowseObject(this.#at.env, state.id, session).close();
  }

  /** A session of an agent was ended, or the conversation is another team's: who may no longer watch loses their socket. */
  async recheck(): Promise<void> {
    const state = this.#at.log.record?.state;
    if (state?.cobrowse?.phase === "live")
      await cobrowseObject(this.#at.env, state.id, state.cobrowse.session).recheck();
  }
}

import { holderOf } from "../assignment/assignment.domain.ts";
import type { Seats } from "../platform/base-object.ts";
import type { Jobs } from "../platform/alarms.ts";
import { agentObject, cobrowseObject, inboxObject } from "../platform/objects.ts";
import type { Agent } from "../protocol/agent.ts";
import { closeCode } from "../protocol/close-code.ts";
import type { ConversationStore } from "./conversation.store.ts";
import type { ConversationFiles } from "./files.object.ts";
import type { ConversationLog } from "./log.object.ts";
import type { Seat } from "./seat.domain.ts";

/** What was on its way to the index when the end began has come there by then, and is erased too. */
const secondLookMs = 2 * 60_000;

/** It stays: since when it is done; null: it is not. */
export type Kept = { since: number | null };

type Surroundings = {
  env: Env;
  store: ConversationStore;
  log: ConversationLog;
  files: ConversationFiles;
  jobs: () => Jobs;
  seats: () => Seats<Seat>;
  /** Nobody of a call stays connected where media goes. */
  endCall: () => Promise<void>;
  /** Erases the object's own storage, the note of its end too. */
  eraseStorage: () => void;
};

/**
 * The end of a conversation: nothing of it stays. What was said goes at once, together with a note of what is still to be erased elsewhere
 * (R2, the index, the owner's load); an alarm job repeats that until all of it is done, looks a second time, and erases the note.
 */
export class ConversationEnding {
  readonly #at: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  get isBegun(): boolean {
    return this.#at.store.readEnding() !== null;
  }

  /** False: there is no such conversation, or not for this agent. */
  async byAgent(agent: Agent): Promise<boolean> {
    const { env, store, log } = this.#at;
    const team = log.record?.state.team.id ?? store.readEnding()?.teams[0];
    return team !== undefined && (await inboxObject(env, team).mayRead(agent)) && (await this.begin());
  }

  /** If it was done by then. */
  async byRule(before: number): Promise<Kept | "erased"> {
    const since = this.#at.store.doneSince();
    if (this.#at.log.record !== null && (since === null || since > before)) return { since };
    await this.begin();
    return "erased";
  }

  /** If it is this customer's. False: it is somebody else's. */
  async ofCustomer(customer: string): Promise<boolean> {
    const whose = this.#at.log.record?.state.customer.id ?? this.#at.store.readEnding()?.customer ?? customer;
    if (whose !== customer) return false;
    await this.begin();
    return true;
  }

  /** False: there is nothing here. Repeating it is safe; resolves when nothing of it is left where anybody could see it. */
  async begin(): Promise<boolean> {
    const { store, log, jobs, seats } = this.#at;
    const state = log.record?.state;
    if (state !== undefined) {
      const left = jobs()
        .keys()
        .flatMap((key) => (key.startsWith("left:") ? [key.slice("left:".length)] : []));
      store.beginEnding({
        ...{ conversation: state.id, customer: state.customer.id, holder: holderOf(state) },
        cobrowse: state.cobrowse?.session ?? null,
        teams: [...new Set([state.team.id, ...left])],
        run: state.runs.find(({ outcome }) => outcome === null)?.id ?? null,
        looked: false,
      });
      for (const key of jobs().keys()) jobs().clear(key);
      jobs().set("ending", Date.now());
      for (const { connection } of seats()) connection.close(closeCode.notFound, "not_found");
    }
    if (!this.isBegun) return false;
    await this.#erase();
    return true;
  }

  /** The job. */
  async work(): Promise<void> {
    const { store, jobs, endCall, eraseStorage } = this.#at;
    await this.#erase();
    await endCall();
    const ending = store.readEnding();
    if (ending === null || ending.looked) return eraseStorage();
    store.saveEnding({ ...ending, looked: true });
    jobs().set("ending", Date.now() + secondLookMs);
  }

  async #erase(): Promise<void> {
    const { env, store, files } = this.#at;
    const ending = store.readEnding();
    if (ending === null) return;
    const { conversation, customer, holder, cobrowse, teams, run } = ending;
    if (cobrowse !== null) await cobrowseObject(env, conversation, cobrowse).close();
    await files.erase();
    for (const team of teams) await inboxObject(env, team).forget({ conversation, customer, run });
    if (holder !== null) await agentObject(env, holder).holds(conversation, null);
  }
}

import { RpcTarget } from "cloudflare:workers";
import type { Jobs } from "../platform/alarms.ts";
import type { BackupConversation } from "../protocol/backup.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { CallStep } from "../call/call.domain.ts";
import type { Command } from "./conversation.domain.ts";
import { type ConversationStore, type Profile, profileSchema, recordSchema } from "./conversation.store.ts";
import { noFacts } from "./cobrowse-step.domain.ts";
import { readFacts, readStep, writeStep } from "./copy.store.ts";
import type { ConversationLog } from "./log.object.ts";
import type { Step } from "./step.domain.ts";

type Surroundings = {
  storage: DurableObjectStorage;
  store: ConversationStore;
  log: ConversationLog;
  /** Makes the object's tables where there are none yet. */
  jobs: () => Jobs;
  /** A log that nobody saw growing is there: what follows from it. Resolves when the index has it. */
  written: (state: ConversationState) => Promise<void>;
  execute: (command: Command) => boolean;
};

/** A conversation as something that is written at once: out for a backup, in for a restore, or for the demo. */
export class ConversationCopy extends RpcTarget {
  readonly #at: Surroundings;

  constructor(surroundings: Surroundings) {
    super();
    this.#at = surroundings;
  }

  /** A step of it, behind the entry `after`. Null: there is none. */
  out(after: number): BackupConversation | null {
    const { storage, store } = this.#at;
    const record = store.readRecord();
    if (record === null) return null;
    const { next, ...step } = readStep(storage, after);
    const rest = next === null ? { record, profile: store.readProfile(), ...readFacts(storage) } : null;
    return { version: record.version, ...step, rest, next };
  }

  /** Takes a step in; it is a conversation from the last one on. Repeating it is safe. False: it does not fit. */
  async in(step: BackupConversation): Promise<boolean> {
    const { storage, store, log, jobs } = this.#at;
    jobs();
    const record = step.rest === null ? null : recordSchema.safeParse(step.rest.record);
    const profile = step.rest === null ? null : profileSchema.safeParse(step.rest.profile);
    if (record?.success === false || profile?.success === false) return false;
    if (!writeStep(storage, step)) return false;
    if (!record || !profile) return true;
    store.saveProfile(profile.data);
    store.saveOutbox({ sent: 0, searched: 0, rewritten: [] });
    store.saveRecord(record.data);
    const { state } = record.data;
    for (const key of ["flow", "sweep_files"]) jobs().set(key, Date.now());
    this.#endWhatRan(state);
    await this.#written(log.record?.state ?? state);
    return true;
  }

  /** Writes what happened before Fala was there: for the demo. Notes of it mention nobody. Repeating it is safe. */
  async replay(steps: Step[], profile: Profile): Promise<void> {
    const { log, store, jobs } = this.#at;
    jobs();
    for (const { at, actor, command } of steps) log.execute(command, actor, {}, at);
    store.saveProfile(profile);
    if (log.record !== null) await this.#written(log.record.state);
  }

  async #written(state: ConversationState): Promise<void> {
    if (state.snoozedUntil !== null) this.#at.jobs().set("snooze", state.snoozedUntil);
    await this.#at.written(state);
  }

  /** Whoever was in a call, or showed their page, is not here. Where a step finds nothing to end it does nothing. */
  #endWhatRan({ call, cobrowse }: ConversationState): void {
    const id = () => crypto.randomUUID();
    const steps: CallStep[] = [];
    if (call !== null) {
      steps.push({ do: "missed", call: call.id }, { do: "nobody_came", call: call.id });
      for (const person of call.people)
        steps.push({ do: "exit", call: call.id, person: person.id, how: "lost", at: Date.now() });
    }
    for (const step of steps) this.#at.execute({ kind: "call", id: id(), step });
    if (cobrowse === null) return;
    const { session } = cobrowse;
    this.#at.execute({ kind: "cobrowse_missed", id: id(), session });
    this.#at.execute({ kind: "cobrowse_over", id: id(), session, reason: "customer_gone", facts: noFacts });
  }
}

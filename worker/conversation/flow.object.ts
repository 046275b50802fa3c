import { readUploadSettings } from "../attachment/upload-setting.store.ts";
import { readCard } from "../article/article.store.ts";
import { askEndpoint } from "../flow/flow-endpoint.store.ts";
import type { FlowFacts } from "../flow/flow-facts.domain.ts";
import { requestOf } from "../flow/flow-request.domain.ts";
import { readPublished } from "../flow/flow.store.ts";
import { contentOf, type FlowSources } from "../flow/flow-content.domain.ts";
import { asksForFiles } from "../flow/flow-files.domain.ts";
import { contentsBefore, openingFacts, untyped } from "../flow/flow-opening.domain.ts";
import type { FlowContent, FlowTrigger } from "../flow/flow.domain.ts";
import { isOpen } from "../hours/hours.domain.ts";
import { readHours } from "../hours/hours.store.ts";
import type { Jobs } from "../platform/alarms.ts";
import { database } from "../platform/database.ts";
import type { Secrets } from "../platform/env.ts";
import { log } from "../platform/log.ts";
import { agentObject, inboxObject } from "../platform/objects.ts";
import type { Attachment } from "../protocol/attachment.ts";
import type { ConversationState } from "../protocol/conversation.ts";
import type { FlowRun } from "../protocol/flow-run.ts";
import type { FlowDefinition, FlowStep } from "../protocol/flow.ts";
import { mayCustomersSend } from "../site/site.store.ts";
import { readSharedBlock } from "../text-block/text-block.store.ts";
import type { Beginning, Command, Effect, FlowStart } from "./conversation.domain.ts";
import type { ConversationParts } from "./conversation-parts.object.ts";
import type { Profile } from "./conversation.store.ts";
import { makerOf } from "./files.object.ts";
import {
  type FlowBeginning,
  flowEngine,
  type FlowGoing,
  type StartFlow,
  type WithFlowEngine,
} from "./flow-command.domain.ts";

/** What an alarm looks after again, where the object was cut off while it asked somebody. */
const againMs = 5_000;

type Surroundings = {
  env: Env & Secrets;
  parts: Pick<ConversationParts, "store" | "log" | "profile" | "files" | "sockets">;
  jobs: () => Jobs;
  /** Gives a command of the system. */
  execute: (command: Command) => unknown;
  after: (work: Promise<unknown>, failure: string) => void;
};

/**
 * Lets the run of a conversation go on: finds out what it waits for, wakes it, and does what it asks for. All that must not be
 * forgotten stands in the log and in one job of the alarm; what is found out twice counts once, by its turn.
 */
export class ConversationFlow {
  readonly #at: Surroundings;

  constructor(surroundings: Surroundings) {
    this.#at = surroundings;
  }

  /** What a customer's message, or their wish for a person, is decided with; undefined: no flow goes on. */
  going(): (FlowGoing & WithFlowEngine) | undefined {
    const state = this.#at.parts.log.record?.state;
    if (state === undefined || state.flow === null) return undefined;
    const { flow, version } = state.flow;
    const definition = this.#at.parts.store.flows.read(flow.id, version);
    const { asked } = state;
    return {
      ...{ engine: flowEngine, definition, facts: this.#factsOf(state, this.#at.parts.store.readProfile()) },
      asked: asked !== null && mayBeChosen(state.flow, definition) ? this.#at.parts.store.entryAt(asked) : null,
    };
  }

  /** What a run of this flow begins with in this conversation; null: nothing of it is published. Keeps the definition. */
  async beginning(flowId: string, by: FlowBeginning["by"]): Promise<(FlowBeginning & WithFlowEngine) | null> {
    const flow = await readPublished(database(this.#at.env), flowId);
    const state = this.#at.parts.log.record?.state;
    if (flow === null || state === undefined) return null;
    this.#at.parts.store.flows.keep(flow.id, flow.version, flow.definition);
    return {
      engine: flowEngine,
      run: crypto.randomUUID(),
      flow,
      by,
      facts: this.#factsOf(state, this.#at.parts.store.readProfile(), by),
    };
  }

  /**
   * The flow with which this conversation begins: nothing of it is in the log yet. Keeps the definition. Null where what it says cannot be found
   * now: nobody's first message waits for that.
   */
  async first(flow: StartFlow, beginning: Beginning, profile: Profile): Promise<FlowStart | null> {
    try {
      return await this.#first(flow, beginning, profile);
    } catch (error) {
      log.warn("flow_unreadable", error);
      return null;
    }
  }

  async #first({ flow, shown, answer }: StartFlow, beginning: Beginning, profile: Profile): Promise<FlowStart> {
    const { customer, team, site, topic } = beginning;
    const run = crypto.randomUUID();
    const facts: FlowFacts = {
      ...{ customer, agent: null, team, site, topic, tags: [], collected: [], attributes: profile.attributes },
      ...{ page: beginning.page?.url ?? null, language: profile.place.language, hours: null, availability: null },
      files: shown && asksForFiles(flow.definition) ? await this.#filesOn(site.id) : null,
    };
    const said = shown ? await this.#saidBefore(run, flow.definition, facts) : null;
    this.#at.parts.store.flows.keep(flow.id, flow.version, flow.definition);
    return { engine: flowEngine, begins: { run, flow, by: null, facts }, shown: said, answer };
  }

  /** What stood before the customer of what stands elsewhere, with its files in this conversation. What is gone since then breaks the run. */
  async #saidBefore(run: string, definition: FlowDefinition, facts: FlowFacts) {
    const found = await contentsBefore(untyped(definition), openingFacts(facts), this.#sources());
    return await Promise.all(found.map((content, index) => this.#placed(content, `${run}-opening-${index}`)));
  }

  /** Whether somebody could take over: who has the conversation, or anybody of its team. */
  async isSomebodyAvailable(): Promise<boolean> {
    const state = this.#at.parts.log.record?.state;
    if (state === undefined) return false;
    if (state.assignee !== null && (await agentObject(this.#at.env, state.assignee.id).canAnswer()).canAnswer)
      return true;
    return (await this.#availabilityIn(state.team.id)) === "available";
  }

  effect(effect: Extract<Effect, { kind: "flow_waits" | "profile" }>): void {
    if (effect.kind === "profile") return this.#at.parts.profile.noteFlow(effect.attributes, effect.language);
    const waits = this.#at.parts.log.record?.state.flow?.waits;
    if (waits === undefined) return;
    const asks = waits.kind !== "answer" && waits.kind !== "time";
    // A call is made once: whoever was cut off while it was made does not know whether it arrived.
    const isAsked = asks && waits.kind !== "call";
    this.#at.jobs().set("flow", isAsked ? Math.min(effect.until, Date.now() + againMs) : effect.until);
    if (asks) this.#at.after(this.#findOut(), "flow_lookup_failed");
    if (waits.kind === "time" && waits.typing) this.#types(true);
  }

  /** The job "flow". */
  async work(): Promise<void> {
    const run = this.#at.parts.log.record?.state.flow ?? null;
    if (run === null) return;
    const { waits } = run;
    if (Date.now() >= waits.until) return this.#step(run, { kind: "time" });
    this.#at.jobs().set("flow", Math.min(waits.until, Date.now() + againMs));
    if (waits.kind !== "answer" && waits.kind !== "time" && waits.kind !== "call") await this.#findOut();
    else this.#at.jobs().set("flow", waits.until);
  }

  /** Asks whoever knows what the run waits for. */
  async #findOut(): Promise<void> {
    const going = this.going();
    const run = this.#at.parts.log.record?.state.flow ?? null;
    if (going === undefined || run === null) return;
    const step = going.definition.steps.find(({ id }) => id === run.step);
    const found = step === undefined ? null : await this.#answerFor(run, step, going.facts);
    if (found !== null) this.#step(run, found.trigger, found.facts);
  }

  async #answerFor(
    run: FlowRun,
    step: FlowStep,
    facts: FlowFacts,
  ): Promise<{ trigger: FlowTrigger; facts?: FlowFacts } | null> {
    const { env, parts } = this.#at;
    switch (run.waits.kind) {
      case "call": {
        if (step.kind !== "call") return null;
        const response = await askEndpoint(env, requestOf(step, facts), `${run.id}.${run.turn}`);
        return { trigger: { kind: "called", response } };
      }
      case "facts": {
        const [hours, availability, files] = await Promise.all([
          readHours(database(env), facts.team.id),
          this.#availabilityIn(facts.team.id),
          this.#filesOn(facts.site.id),
        ]);
        const known = {
          ...facts,
          hours: isOpen(hours, Date.now()) ? ("open" as const) : ("closed" as const),
          ...{ availability, files },
        };
        return { trigger: { kind: "facts" }, facts: known };
      }
      case "content": {
        if (step.kind !== "say") return null;
        const content = await contentOf(step.said, facts, this.#sources());
        return { trigger: { kind: "content", messages: await this.#placed(content, `${run.id}-${run.turn}`) } };
      }
      case "flow": {
        if (step.kind !== "jump") return null;
        const flow = step.flow === null ? null : await readPublished(database(env), step.flow);
        if (flow !== null) parts.store.flows.keep(flow.id, flow.version, flow.definition);
        return { trigger: { kind: "flow", flow } };
      }
      case "place": {
        if (step.kind !== "hand_over" || step.to.kind === "here" || step.to.id === null) return null;
        const place =
          step.to.kind === "team"
            ? await inboxObject(env, step.to.id).findTeam()
            : await agentObject(env, step.to.id).placeFor(facts.team);
        return { trigger: { kind: "place", place } };
      }
      case "answer":
      case "time":
        return null;
      default:
        return run.waits satisfies never;
    }
  }

  #sources(): FlowSources {
    const { env } = this.#at;
    return {
      article: ({ id, language }) => readCard(env.DB, id, language),
      block: (id) => readSharedBlock(database(env), id),
    };
  }

  /** With copies of the files that the workspace keeps. The same name is the same upload, so what is asked twice is copied once. Null: one is gone. */
  async #placed(content: FlowContent[] | null, name: string): Promise<FlowContent[] | null> {
    if (content === null || content.every(({ attachments }) => attachments === undefined)) return content;
    const { env, parts } = this.#at;
    const most = await readUploadSettings(database(env));
    const placed: FlowContent[] = [];
    for (const [index, message] of content.entries()) {
      const attachments: Attachment[] = [];
      for (const [at, file] of (message.attachments ?? []).entries()) {
        const upload = await parts.files.placeFor(makerOf({ kind: "system" }), file, `${name}-${index}-${at}`, most);
        if (!upload.ok || upload.value.attachment === null) return null;
        attachments.push(upload.value.attachment);
      }
      placed.push(message.attachments === undefined ? message : { ...message, attachments });
    }
    return placed;
  }

  /** The kinds of files that customers may send on this site. */
  async #filesOn(site: string): Promise<FlowFacts["files"]> {
    const db = database(this.#at.env);
    const [may, { kinds }] = await Promise.all([mayCustomersSend(db, site), readUploadSettings(db)]);
    return may ? kinds : [];
  }

  /** Unknown counts as yes, as everywhere: nobody is sent away by mistake. */
  async #availabilityIn(teamId: string): Promise<"available" | "nobody"> {
    const standings = await inboxObject(this.#at.env, teamId).standings();
    return standings.some(({ availability }) => availability === "available") ? "available" : "nobody";
  }

  /** `run` is the one for which this was found out: where it has gone on meanwhile, this is late and counts for nothing. */
  #step({ id: run, turn, flow, version, waits }: FlowRun, trigger: FlowTrigger, found?: FlowFacts): void {
    const { execute, parts } = this.#at;
    const { store, log } = parts;
    const state = log.record?.state;
    if (state === undefined) return;
    const facts = found ?? this.#factsOf(state, store.readProfile());
    if (waits.kind === "time" && waits.typing) this.#types(false);
    const definition = store.flows.read(flow.id, version);
    execute({ kind: "flow_step", id: crypto.randomUUID(), run, turn, trigger, definition, facts, engine: flowEngine });
  }

  /** The company types. No agent does, so the run stands for one. */
  #types(on: boolean): void {
    const { log, sockets } = this.#at.parts;
    const state = log.record?.state;
    if (state === undefined || state.flow === null) return;
    sockets.toCustomers({ kind: "typing", agent: on ? { id: state.flow.id, name: state.site.name } : null });
  }

  #factsOf(state: ConversationState, { attributes, place, visits }: Profile, by = state.flow?.by ?? null): FlowFacts {
    return {
      ...{ customer: state.customer, agent: state.assignee ?? by, team: state.team, site: state.site },
      ...{ topic: state.topic, tags: state.tags, collected: state.collected, attributes },
      page: visits[0]?.url ?? null,
      language: place.language,
      ...{ hours: null, availability: null, files: null },
    };
  }
}

/** Whether words can be one of its options: what waits for an answer to a question without any need not look at it. */
function mayBeChosen({ step, waits }: FlowRun, { steps }: FlowDefinition): boolean {
  const at = waits.kind === "answer" ? steps.find(({ id }) => id === step) : undefined;
  return at?.kind !== "ask" || "options" in at.answer;
}

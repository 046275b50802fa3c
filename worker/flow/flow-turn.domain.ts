import type { FlowDefinition, FlowStep } from "../protocol/flow.ts";
import type { Collected, FlowBody, FlowEnding, FlowFault, FlowRun, FlowWait } from "../protocol/flow-run.ts";
import type { Given } from "./flow-answer.domain.ts";
import type { FlowContent, FlowDraft, FlowEffect, FlowPlace, FlowStepped } from "./flow.domain.ts";
import type { FlowFacts } from "./flow-facts.domain.ts";
import { collectedAfter, runAfter, tagsAfter } from "./flow-fold.domain.ts";
import { summaryOf } from "./flow-summary.domain.ts";
import { fillFlowText } from "./flow-text.domain.ts";

/** So many steps in one go, and in one run: more is a loop, however it came past the editor. */
const stepsAtOnce = 100;
const stepsOfRun = 2_000;
const jumpsOfRun = 20;

/** A customer who does not answer for so long has left. */
const answerMs = 24 * 3_600_000;

type Ended = { done?: boolean; handsOver?: { place: FlowPlace | null }; note?: string };

/** One turn of a run while it is worked out: what is known by now, and what it makes. Lives no longer than one `stepFlow`. */
export class FlowTurn {
  readonly now: number;
  run: FlowRun;
  facts: FlowFacts;
  /** Where it goes on; null: it stops here. */
  next: string | null = null;
  fault: FlowFault | null = null;
  #definition: FlowDefinition;
  #began = false;
  #ended: { as: FlowEnding; more: Ended } | null = null;
  readonly #said: FlowDraft[] = [];
  readonly #passed: string[] = [];
  #collected: Collected[] = [];
  #set: NonNullable<FlowBody["set"]> = {};
  #profile: Extract<FlowEffect, { kind: "profile" }> | null = null;

  constructor(run: FlowRun, definition: FlowDefinition, facts: FlowFacts, now: number) {
    this.now = now;
    this.run = { ...run, turn: run.turn + 1 };
    this.facts = facts;
    this.#definition = definition;
  }

  /** The step where the run stands. */
  step(): FlowStep | null {
    return this.#definition.steps.find(({ id }) => id === this.run.step) ?? null;
  }

  begins(): void {
    this.#began = true;
  }

  /** Goes to a step, if there is one and there were not too many. */
  takes(id: string): FlowStep | "step_missing" | "too_many_steps" {
    this.run = { ...this.run, step: id, passed: this.run.passed + 1, tries: 0 };
    this.#passed.push(id);
    if (this.#passed.length > stepsAtOnce || this.run.passed > stepsOfRun) return "too_many_steps";
    return this.step() ?? "step_missing";
  }

  follows(step: FlowStep, outcome: string): void {
    const to = step.exits[outcome];
    if (to === undefined) this.breaks("exit_missing");
    else this.next = to;
  }

  waitsFor(waits: FlowWait): void {
    this.run = { ...this.run, waits };
  }

  filled(text: string): string {
    return fillFlowText(text, this.facts);
  }

  /** Nothing where there is nothing to say. */
  says({ text, buttons, article, attachments }: FlowContent, ask?: Extract<FlowStep, { kind: "ask" }>): void {
    const again = ask !== undefined && this.run.tries > 0 ? { left: ask.tries - this.run.tries } : {};
    if (text === "" && article === undefined && attachments === undefined && ask === undefined) return;
    const { answer } = ask ?? {};
    const shown = answer?.kind === "buttons" ? answer.options.map((option) => option.text) : buttons;
    this.#said.push({
      audience: "everyone",
      body: {
        ...{ kind: "message", text, editedAt: null, deletedAt: null },
        ...(attachments === undefined ? {} : { attachments }),
        ...(article === undefined ? {} : { article }),
        ...(shown === undefined ? {} : { buttons: shown }),
        ...(answer === undefined ? {} : { ask: { answer, ...again } }),
      },
    });
  }

  asks(step: Extract<FlowStep, { kind: "ask" }>, text: string): void {
    this.says({ text }, step);
    this.waitsFor({ kind: "answer", until: this.now + answerMs });
  }

  /** One more answer that was none. */
  tried(): number {
    this.run = { ...this.run, tries: this.run.tries + 1 };
    return this.run.tries;
  }

  collects(step: Extract<FlowStep, { kind: "ask" }>, { value, shown }: Given): void {
    if (step.key !== "") this.keeps([{ key: step.key, label: step.label || step.key, value, shown, at: this.now }]);
    const { customer } = this.facts;
    if (step.fills === null || customer.verified) return;
    const named = { ...customer, [step.fills]: shown.slice(0, 254) };
    this.facts = { ...this.facts, customer: named };
    this.#said.push({ audience: "team", body: { kind: "identified", customer: named } });
  }

  keeps(collected: Collected[]): void {
    this.#collected = collectedAfter(this.#collected, collected);
    this.facts = { ...this.facts, collected: collectedAfter(this.facts.collected, collected) };
  }

  sets(set: Extract<FlowStep, { kind: "set" }>["set"]): void {
    const { facts } = this;
    switch (set.what) {
      case "attribute":
        return this.#describes({ [set.key]: this.filled(set.value).slice(0, 500) }, null);
      case "language":
        return this.#describes({}, set.to);
      case "tag": {
        const tags = tagsAfter(facts.tags, set.tag, set.on);
        this.facts = { ...facts, tags };
        this.#set = { ...this.#set, tags };
        return;
      }
      case "priority":
        this.#set = { ...this.#set, priority: set.to };
        return;
      case "topic": {
        const topic = this.filled(set.to).slice(0, 120);
        this.facts = { ...facts, topic };
        this.#set = { ...this.#set, topic };
        return;
      }
      default:
        return set satisfies never;
    }
  }

  jumpsTo(flow: { id: string; name: string; version: number; definition: FlowDefinition }): void {
    this.#definition = flow.definition;
    const { person } = flow.definition;
    const jumps = this.run.jumps + 1;
    this.run = { ...this.run, flow: { id: flow.id, name: flow.name }, version: flow.version, jumps, person };
    if (jumps > jumpsOfRun) this.run = { ...this.run, passed: stepsOfRun };
  }

  handsOver(step: Extract<FlowStep, { kind: "hand_over" }>, place: FlowPlace | null, fault?: FlowFault): void {
    if (fault !== undefined) this.fault = fault;
    this.says({ text: this.filled(step.text) });
    this.end("handed_over", { handsOver: { place }, note: this.filled(step.note) });
  }

  /** It cannot go on: a person does. */
  breaks(fault: FlowFault): void {
    this.fault = fault;
    this.end("broken", { handsOver: { place: null } });
  }

  end(as: FlowEnding, more: Ended): void {
    this.next = null;
    this.#ended = { as, more };
  }

  result(): FlowStepped {
    const body = this.#body();
    const run = runAfter(body);
    const ended = this.#ended?.more;
    const drafts: FlowDraft[] = this.#began
      ? [{ audience: "everyone", body: this.#beganBody() }, ...this.#said]
      : [...this.#said];
    if (ended?.handsOver !== undefined) drafts.push(...this.#summary(ended.note ?? ""));
    drafts.push({ audience: run === null ? "everyone" : "team", body });
    const effects: FlowEffect[] = this.#profile === null ? [] : [this.#profile];
    if (run !== null) effects.push({ kind: "wake", at: run.waits.until });
    if (ended?.handsOver !== undefined) effects.push({ kind: "hand_over", place: ended.handsOver.place });
    if (ended?.done === true) effects.push({ kind: "done" });
    return { drafts, effects, run };
  }

  #describes(attributes: Record<string, string>, language: string | null): void {
    const before = this.#profile ?? { kind: "profile", attributes: {}, language: null };
    this.#profile = {
      kind: "profile",
      attributes: { ...before.attributes, ...attributes },
      language: language ?? before.language,
    };
    this.facts = {
      ...this.facts,
      attributes: { ...this.facts.attributes, ...attributes },
      language: language ?? this.facts.language,
    };
  }

  #beganBody(): FlowBody {
    return { kind: "flow", did: "began", run: this.run };
  }

  #body(): FlowBody {
    return {
      ...{ kind: "flow", did: this.#ended === null ? "stepped" : "ended", run: this.run, passed: this.#passed },
      ...(this.#ended === null ? {} : { outcome: this.#ended.as }),
      ...(this.fault === null ? {} : { fault: this.fault }),
      ...(this.#collected.length === 0 ? {} : { collected: this.#collected }),
      ...(Object.keys(this.#set).length === 0 ? {} : { set: this.#set }),
    };
  }

  #summary(note: string): FlowDraft[] {
    const text = summaryOf(note, this.facts.collected);
    return text === ""
      ? []
      : [{ audience: "team", body: { kind: "note", text, editedAt: null, deletedAt: null, mentions: [] } }];
  }
}

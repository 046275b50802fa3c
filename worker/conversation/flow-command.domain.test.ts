import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { FlowFacts } from "../flow/flow-facts.domain.ts";
import type { FlowTrigger } from "../flow/flow.domain.ts";
import { type ConversationState, conversationStateSchema } from "../protocol/conversation.ts";
import type { FlowDefinition } from "../protocol/flow.ts";
import { anyFlow, anyWords } from "../testing/any-flow.ts";
import { flowOf, someFacts, step } from "../testing/flows.ts";
import { type Actor, type Command, decide } from "./conversation.domain.ts";
import { flowEngine } from "./flow-command.domain.ts";
import type { StoredEntry } from "./log.domain.ts";
import { apply } from "./state.domain.ts";

const customer: Actor = { kind: "customer", id: "customer-0001" };
const ana: Actor = { kind: "agent", id: "agent-ana-01", name: "Ana Souza" };
const system: Actor = { kind: "system" };
const start = 1_800_000_000_000;

/** One conversation with its log, as the object would keep it. `evicted`: after each command nothing is left but what was stored. */
class Played {
  readonly log: StoredEntry[] = [];
  #state: ConversationState | null = null;
  #now = start;
  readonly #definition: FlowDefinition;
  readonly #hard: boolean;

  constructor(definition: FlowDefinition, hard: boolean) {
    this.#definition = definition;
    this.#hard = hard;
    const place = { site: someFacts.site, team: someFacts.team, topic: null, page: null };
    const beginning = { conversation: "conversation-1", customer: someFacts.customer, ...place };
    this.give({ kind: "start", id: "command-0001", text: "Hello", ...beginning }, customer);
    const flow = { id: "flow-0000001", name: "Flow", version: 1, definition };
    const begins = { engine: flowEngine, run: "run-00000001", flow, by: null, facts: this.facts() };
    this.give({ kind: "flow", id: "command-0002", do: "start", begins }, ana);
    // A run that was refused would keep every promise.
    if (!this.log.some(({ body }) => body.kind === "flow")) throw new Error("no run began");
  }

  get state(): ConversationState {
    if (this.#state === null) throw new Error("nothing began");
    return this.#state;
  }

  facts(): FlowFacts {
    const known = this.#state;
    if (known === null) return someFacts;
    return { ...someFacts, customer: known.customer, collected: known.collected, tags: known.tags, topic: known.topic };
  }

  give(command: Command, actor: Actor): void {
    const decision = decide(this.#state, command, actor, this.#now);
    if (!decision.ok) return;
    this.log.push(...decision.entries);
    const folded = decision.entries.reduce<ConversationState | null>(
      (state, entry) => apply(state, entry, entry.audience === "everyone"),
      this.#state,
    );
    this.#state =
      this.#hard && folded !== null ? conversationStateSchema.parse(JSON.parse(JSON.stringify(folded))) : folded;
    if (JSON.stringify(this.#state) !== JSON.stringify(decision.state)) throw new Error("folded to something else");
  }

  /** What the run waits for comes, and in a hard life it comes three times. */
  answer(words: string, good: boolean, turn: number): void {
    const run = this.state.flow;
    if (run === null) return;
    const times = this.#hard ? 3 : 1;
    for (let time = 0; time < times; time += 1) {
      if (run.waits.kind === "answer") {
        // The same command: the object's store answers it as before.
        if (time > 0) continue;
        const asked = this.log.find(({ seq }) => seq === this.state.asked) ?? null;
        const flow = { engine: flowEngine, definition: this.#definition, facts: this.facts(), asked };
        this.give({ kind: "message", id: `command-1${turn}`, text: words, flow }, customer);
        continue;
      }
      if (run.waits.kind === "time") this.#now = Math.max(this.#now, run.waits.until);
      const facts = { ...this.facts(), availability: good ? ("available" as const) : ("nobody" as const) };
      const trigger = triggerFor(run.waits.kind, good);
      const step = { run: run.id, turn: run.turn, trigger, definition: this.#definition, facts, engine: flowEngine };
      this.give({ kind: "flow_step", id: `command-2${turn}-${time}`, ...step }, system);
    }
  }
}

function triggerFor(waits: string, good: boolean): FlowTrigger {
  switch (waits) {
    case "call":
      return {
        kind: "called",
        response: good ? { ok: true, json: { state: "sent" } } : { ok: false, fault: "endpoint_slow" },
      };
    case "facts":
      return { kind: "facts" };
    case "flow":
      return { kind: "flow", flow: null };
    default:
      return { kind: "time" };
  }
}

const withoutIds = (log: readonly StoredEntry[]) => log.map((entry) => ({ ...entry, id: "" }));

describe("a run in a conversation", () => {
  it("[FL2][FL3] makes the same log whatever is said, evicted after each entry and told everything three times", () => {
    const turns = fc.array(fc.tuple(anyWords, fc.boolean()), { maxLength: 25 });
    fc.assert(
      fc.property(anyFlow, turns, (definition, all) => {
        const [easy, hard] = [new Played(definition, false), new Played(definition, true)];
        for (const [turn, [words, good]] of all.entries())
          for (const each of [easy, hard]) each.answer(words, good, turn);
        expect(withoutIds(hard.log)).toEqual(withoutIds(easy.log));
      }),
      { numRuns: 300 },
    );
  });

  it("[FL6] never leaves a customer in front of silence: it waits for something with an end, or a person is waited for, or it is over", () => {
    const turns = fc.array(fc.tuple(anyWords, fc.boolean()), { maxLength: 25 });
    fc.assert(
      fc.property(anyFlow, turns, (definition, all) => {
        const played = new Played(definition, false);
        for (const [turn, [words, good]] of all.entries()) played.answer(words, good, turn);
        const { state } = played;
        const ended = played.log.findLast(({ body }) => body.kind === "flow")?.body;
        if (state.flow !== null) expect(state.flow.waits.until).toBeGreaterThanOrEqual(start);
        else if (ended?.kind === "flow" && ended.outcome !== "finished" && ended.outcome !== "left")
          expect(state.waitingSince).not.toBeNull();
      }),
      { numRuns: 300 },
    );
  });

  it("[FL3] a trigger of a turn that is over changes nothing", () => {
    const played = new Played(flowOf(step("wait", "s0", { exits: { next: "s1" } }), step("ask", "s1")), false);
    const { flow } = played.state;
    played.answer("", true, 0);
    const before = played.log.length;
    const late = { run: flow?.id ?? "", turn: flow?.turn ?? 0, facts: someFacts, engine: flowEngine };
    const definition = flowOf(step("ask", "s1"));
    played.give({ kind: "flow_step", id: "command-late", trigger: { kind: "time" }, definition, ...late }, system);
    expect(played.log.length).toBe(before);
  });
});

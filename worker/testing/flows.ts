import type { FlowFacts } from "../flow/flow-facts.domain.ts";
import { type FlowDraft, type FlowStepped, type FlowTrigger, newRun, stepFlow } from "../flow/flow.domain.ts";
import { type FlowDefinition, flowDefinitionSchema, type FlowStep, type FlowStepKind } from "../protocol/flow.ts";
import type { FlowRun } from "../protocol/flow-run.ts";

type Given<Kind extends FlowStepKind> = Partial<Omit<Extract<FlowStep, { kind: Kind }>, "kind" | "id">>;

const position = { x: 0, y: 0 };

/** A step as the editor would make it, but for what is said here. */
export function step<Kind extends FlowStepKind>(kind: Kind, id: string, given: Given<Kind> = {}): FlowStep {
  const steps: { [Each in FlowStepKind]: Extract<FlowStep, { kind: Each }> } = {
    say: { kind: "say", id, ...common, said: { kind: "text", text: `says ${id}` }, typingSeconds: 0 },
    ask: {
      ...{ kind: "ask", id, ...common, text: `asks ${id}`, typingSeconds: 0, answer: anyText },
      ...{ key: id, label: "", retry: "", tries: 2, fills: null },
    },
    set: { kind: "set", id, ...common, set: { what: "tag", tag: id, on: true } },
    branch: { kind: "branch", id, ...common, cases: [] },
    call: {
      kind: "call",
      id,
      ...common,
      method: "GET",
      url: "https://api.example.com/",
      body: "",
      seconds: 5,
      take: [],
    },
    jump: { kind: "jump", id, ...common, flow: null },
    wait: { kind: "wait", id, ...common, seconds: 60 },
    hand_over: { kind: "hand_over", id, ...common, to: { kind: "here" }, text: "", note: "" },
    end: { kind: "end", id, ...common, text: "", leaves: "open" },
  };
  return { ...steps[kind], ...given };
}

const common = { position, name: "", exits: {} };
const anyText = { kind: "text", least: 1, most: 500 } as const;

/** A flow that begins with its first step. */
export function flowOf(...steps: FlowStep[]): FlowDefinition {
  return flowDefinitionSchema.parse({ start: steps[0]?.id ?? null, person: true, steps });
}

/** What a conversation knows where nothing else is said. */
export const someFacts: FlowFacts = {
  customer: { id: "customer-0001", name: null, email: null, verified: false },
  agent: { id: "agent-ana-01", name: "Ana Souza" },
  team: { id: "team-support", name: "Support" },
  site: { id: "site-serra-1", name: "Serra Coffee" },
  topic: null,
  tags: [],
  page: "https://serra.example/cart",
  language: "en",
  attributes: {},
  collected: [],
  hours: null,
  availability: null,
  files: null,
};

/** A run played by hand, in time that stands still until it is told to go on. */
export class PlayedRun {
  now = 1_800_000_000_000;
  facts: FlowFacts;
  definition: FlowDefinition;
  run: FlowRun | null;
  last: FlowStepped = { drafts: [], effects: [], run: null };
  readonly log: FlowDraft[] = [];

  constructor(definition: FlowDefinition, facts: Partial<FlowFacts> = {}) {
    this.definition = definition;
    this.facts = { ...someFacts, ...facts };
    this.run = newRun("run-00000001", { id: "flow-0000001", name: "Flow", version: 1, definition }, null, this.now);
    this.on({ kind: "begin" });
  }

  on(trigger: FlowTrigger): this {
    if (this.run === null) return this;
    this.last = stepFlow(this.run, this.definition, trigger, this.facts, this.now);
    this.run = this.last.run;
    if (trigger.kind === "flow" && trigger.flow !== null) this.definition = trigger.flow.definition;
    for (const draft of this.last.drafts) {
      this.log.push(draft);
      if (draft.body.kind === "flow")
        this.facts = { ...this.facts, collected: [...this.facts.collected, ...(draft.body.collected ?? [])] };
    }
    return this;
  }

  says(text: string, more: { option?: number; value?: string } = {}): this {
    const said = { text, option: more.option ?? null, value: more.value ?? null, files: [] };
    return this.on({ kind: "said", said });
  }

  after(milliseconds: number): this {
    this.now += milliseconds;
    return this.on({ kind: "time" });
  }

  /** What the customer read, in order. */
  get heard(): string[] {
    return this.log.flatMap(({ body }) => (body.kind === "message" ? [body.text] : []));
  }

  get outcome(): string | null {
    const ended = this.log.findLast(({ body }) => body.kind === "flow" && body.did === "ended")?.body;
    return ended?.kind === "flow" ? (ended.outcome ?? null) : null;
  }
}

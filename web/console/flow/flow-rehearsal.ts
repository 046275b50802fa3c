import { batch, createSignal } from "solid-js";
import type { FlowFacts } from "#domain/flow/flow-facts";
import { collectedAfter } from "#domain/flow/flow-fold";
import { requestOf, type FlowRequest } from "#domain/flow/flow-request";
import {
  type FlowContent,
  type FlowDraft,
  type FlowPlace,
  type FlowTrigger,
  newRun,
  stepFlow,
} from "#domain/flow/flow";
import type { Attachment, FileKind } from "#protocol/attachment";
import type { FlowAnswer, FlowDefinition, FlowStep } from "#protocol/flow";
import type { FlowEnding, FlowFault, FlowRun } from "#protocol/flow-run";

/** One line of a rehearsal: what customers would read, and what only the team would know. */
export type RehearsedLine =
  | {
      who: "flow";
      text: string;
      buttons: readonly string[];
      article: string | null;
      files: readonly Attachment[];
      answer: FlowAnswer | null;
    }
  | { who: "customer"; text: string }
  | { who: "note"; text: string }
  | { who: "fact"; fact: RehearsedFact };

export type RehearsedFact =
  | { kind: "set"; what: string }
  | { kind: "fault"; fault: FlowFault }
  | { kind: "jumped"; name: string }
  | { kind: "ended"; outcome: FlowEnding; to: string | null };

export type RehearsalParts = {
  flow: () => { id: string; name: string; definition: FlowDefinition };
  facts: () => FlowFacts;
  /** What a step says that stands elsewhere; null: there is no such thing. */
  content: (step: Extract<FlowStep, { kind: "say" }>, facts: FlowFacts) => FlowContent[] | null;
  /** A flow that is jumped to, as it is published; null: there is none. */
  other: (id: string) => Promise<{ id: string; name: string; version: number; definition: FlowDefinition } | null>;
  place: (step: Extract<FlowStep, { kind: "hand_over" }>) => FlowPlace | null;
  /** Words for what a step set. */
  setWords: (set: { topic?: string | undefined; priority?: string | undefined; tags?: string[] | undefined }) => string;
  now: () => number;
  /** Runs it later; answers how to call it off. */
  later: (task: () => void, ms: number) => () => void;
};

/**
 * A run of a flow for whoever draws it: the engine of the conversation, with somebody at the keyboard in place of the customer, the clock
 * and the endpoints. Nothing is stored and nobody is asked.
 */
export function createRehearsal(parts: RehearsalParts) {
  const [run, setRun] = createSignal<FlowRun | null>(null);
  const [lines, setLines] = createSignal<readonly RehearsedLine[]>([]);
  const [facts, setFacts] = createSignal<FlowFacts>(parts.facts());
  const [passed, setPassed] = createSignal<readonly string[]>([]);
  const [begun, setBegun] = createSignal(false);
  let definition: FlowDefinition = parts.flow().definition;
  let callOff: (() => void) | null = null;
  /** Grows with each beginning: what was under way for an older one is dropped. */
  let round = 0;

  const add = (...more: RehearsedLine[]) => setLines((before) => [...before, ...more]);
  const step = (): FlowStep | null => definition.steps.find(({ id }) => id === run()?.step) ?? null;

  const on = (trigger: FlowTrigger) => {
    const before = run();
    if (before === null) return;
    callOff?.();
    const { drafts, effects, run: next } = stepFlow(before, definition, trigger, facts(), parts.now());
    batch(() => {
      setRun(next);
      for (const draft of drafts) take(draft);
      for (const effect of effects) {
        if (effect.kind === "profile")
          setFacts((known) => ({
            ...known,
            attributes: { ...known.attributes, ...effect.attributes },
            language: effect.language ?? known.language,
          }));
      }
    });
    goOn();
  };

  const take = ({ audience, body }: FlowDraft) => {
    if (body.kind === "message") {
      const { text, buttons = [], article, attachments: files = [], ask } = body;
      add({ who: "flow", text, buttons, files, article: article?.title ?? null, answer: ask?.answer ?? null });
    } else if (body.kind === "note") add({ who: "note", text: body.text });
    else if (body.kind === "identified" && audience === "team")
      setFacts((known) => ({ ...known, customer: { ...known.customer, ...body.customer } }));
    else if (body.kind === "flow") {
      if (body.passed) setPassed((all) => [...all, ...(body.passed ?? [])]);
      const { collected, set } = body;
      if (collected) setFacts((known) => ({ ...known, collected: collectedAfter(known.collected, collected) }));
      if (set) {
        setFacts((known) => ({ ...known, tags: set.tags ?? known.tags, topic: set.topic ?? known.topic }));
        add({ who: "fact", fact: { kind: "set", what: parts.setWords(set) } });
      }
      if (body.fault) add({ who: "fact", fact: { kind: "fault", fault: body.fault } });
      if (body.did === "ended" && body.outcome) {
        const last = definition.steps.find(({ id }) => id === body.run.step);
        const to = last?.kind === "hand_over" ? parts.place(last) : null;
        add({
          who: "fact",
          fact: { kind: "ended", outcome: body.outcome, to: to?.agent?.name ?? to?.team.name ?? null },
        });
      }
    }
  };

  /** What nobody at the keyboard has to do: pauses of typing, and what is known here. */
  const goOn = () => {
    const now = run();
    const at = step();
    if (now === null) return;
    const mine = round;
    const { waits } = now;
    if (waits.kind === "time" && waits.typing)
      callOff = parts.later(() => mine === round && on({ kind: "time" }), Math.max(0, waits.until - parts.now()));
    else if (waits.kind === "content" && at?.kind === "say")
      on({ kind: "content", messages: parts.content(at, facts()) });
    else if (waits.kind === "place" && at?.kind === "hand_over") on({ kind: "place", place: parts.place(at) });
    else if (waits.kind === "facts") {
      const { hours, availability } = parts.facts();
      setFacts((known) => ({ ...known, hours, availability }));
      on({ kind: "facts" });
    } else if (waits.kind === "flow" && at?.kind === "jump")
      void parts.other(at.flow ?? "").then((flow) => {
        if (mine !== round) return;
        if (flow !== null) {
          definition = flow.definition;
          add({ who: "fact", fact: { kind: "jumped", name: flow.name } });
        }
        on({ kind: "flow", flow });
      });
  };

  const stop = () => {
    callOff?.();
    round += 1;
  };

  return {
    run,
    lines,
    /** What the run knows by now: answers, attributes, tags. */
    facts,
    /** The steps that it has come through, in order; they are this flow's until it jumps to another one. */
    passed,
    begun,
    /** The step at which it stands; of a flow that was jumped to too. */
    step,
    isElsewhere: () => run() !== null && run()?.flow.id !== parts.flow().id,
    /** What would be asked of an endpoint now; null: nothing is. */
    request: (): FlowRequest | null => {
      const at = run()?.waits.kind === "call" ? step() : null;
      return at?.kind === "call" ? requestOf(at, facts()) : null;
    },

    begin: () => {
      stop();
      const flow = parts.flow();
      definition = flow.definition;
      batch(() => {
        setLines([]);
        setPassed([]);
        setFacts(parts.facts());
        setBegun(true);
        setRun(newRun(`rehearsal-${round}`, { ...flow, version: 0 }, null, parts.now()));
      });
      on({ kind: "begin" });
    },
    says: (text: string, option: number | null = null, value: string | null = null) => {
      add({ who: "customer", text });
      on({ kind: "said", said: { text, option, value, files: [] } });
    },
    /** A file of this kind, as if: nothing is chosen, and nothing leaves the editor. */
    sendsFile: (name: string, kind: FileKind) => {
      add({ who: "customer", text: name });
      const file = { id: "rehearsal-file", name, kind, type: "application/octet-stream", size: 1 };
      on({ kind: "said", said: { text: "", option: null, value: null, files: [file] } });
    },
    /** The time of a wait goes by at once. */
    skip: () => {
      const waits = run()?.waits;
      if (waits?.kind !== "time") return;
      const before = run();
      if (before) setRun({ ...before, waits: { ...waits, until: parts.now() } });
      on({ kind: "time" });
    },
    answerCall: (json: unknown) => on({ kind: "called", response: { ok: true, json } }),
    failCall: () => on({ kind: "called", response: { ok: false, fault: "endpoint_unreachable" } }),
    askForPerson: () => on({ kind: "person" }),
    stop,
  };
}

export type Rehearsal = ReturnType<typeof createRehearsal>;

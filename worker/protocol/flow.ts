import * as z from "zod/mini";
import { attachmentSchema, fileKindSchema } from "./attachment.ts";
import { articleLanguageSchema } from "./article-card.ts";
import { idSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { buttonLimits } from "./message.ts";
import { testSchema } from "./routing.ts";
import { languageSchema } from "./workspace.ts";

/**
 * A flow as it is drawn, saved, published, exported and run. One schema for all of these: a draft may be unfinished (an
 * empty text, no exit, no team chosen), so this says what a flow is made of and how much of it there may be;
 * `flow-problems.domain.ts` says what keeps one from being published.
 */
export const flowLimits = {
  steps: 300,
  /** Bytes of one definition as JSON. */
  bytes: 256 * 1024,
  textCharacters: 2_000,
  cases: 20,
  conditions: 10,
  values: 20,
  options: 50,
  optionCharacters: 120,
  labelCharacters: 60,
  keyCharacters: 40,
  tries: 5,
  /** Of a free text, where its step does not say less. */
  answerCharacters: 1_000,
  /** Shorter than a typing signal counts (`limits.typingMs`). */
  typingSeconds: 5,
  waitSeconds: 7 * 24 * 3600,
  urlCharacters: 1_000,
  headers: 10,
  mappings: 20,
  callBodyCharacters: 4_000,
  callSeconds: 15,
  /** Of one message. */
  files: 10,
  tags: 20,
  tagCharacters: 40,
} as const;

/** Names a step, an option or a case within its flow, and stays when it is moved or worded anew. */
export const stepIdSchema = z.string().check(z.regex(/^[A-Za-z0-9_-]{1,40}$/, "the id of a step"));

/** What an answer is called: `{{answer.order_number}}` puts it into a text, conditions ask for it. */
export const answerKeySchema = z
  .string()
  .check(z.maxLength(flowLimits.keyCharacters), z.regex(/^([a-z][a-z0-9_]*)?$/, "small letters, digits and _"));

/** Marks (see decision 26) and variables may stand in it. Empty: not written yet. */
const flowTextSchema = z.string().check(z.maxLength(flowLimits.textCharacters, "text_too_long"));
const shortTextSchema = z.string().check(z.maxLength(limits.attributeValueCharacters));
const labelSchema = z.string().check(z.trim(), z.maxLength(flowLimits.labelCharacters));
const optionalId = z.nullable(idSchema);

const options = (most: number, characters: number) =>
  z.array(z.object({ id: stepIdSchema, text: z.string().check(z.trim(), z.maxLength(characters)) })).check(
    z.maxLength(most),
    z.refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "an id of its own for each option"),
  );
const bound = z.nullable(z.number());

/** A day, `2026-11-25`, or so many days from today: `+0`, `-30`. Null: no bound. */
export const dayBoundSchema = z.nullable(z.string().check(z.regex(/^(\d{4}-\d{2}-\d{2}|[+-]\d{1,4})$/, "a day")));

/** What is asked for. A typed answer counts as well as a control's: "2" or the words of a button are its option. */
export const flowAnswerSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("buttons"), options: options(buttonLimits.count, buttonLimits.characters) }),
  z.object({ kind: z.literal("list"), options: options(flowLimits.options, flowLimits.optionCharacters) }),
  z.object({
    kind: z.literal("text"),
    least: z.int().check(z.gte(1), z.lte(flowLimits.answerCharacters)),
    most: z.int().check(z.gte(1), z.lte(flowLimits.answerCharacters)),
  }),
  z.object({ kind: z.literal("email") }),
  z.object({ kind: z.literal("phone") }),
  z.object({ kind: z.literal("number"), least: bound, most: bound, whole: z.boolean() }),
  z.object({ kind: z.literal("date"), earliest: dayBoundSchema, latest: dayBoundSchema }),
  z.object({
    kind: z.literal("rating"),
    look: z.enum(["stars", "smileys", "numbers"]),
    most: z.int().check(z.gte(2), z.lte(10)),
  }),
  /** None: every kind of file that the workspace lets customers send. */
  z.object({ kind: z.literal("file"), kinds: z.array(fileKindSchema) }),
]);
export type FlowAnswer = z.infer<typeof flowAnswerSchema>;
export type FlowAnswerKind = FlowAnswer["kind"];

/**
 * One thing that must be so. `answer` asks for an answer of this conversation by its `key`, `attribute` for one of the
 * customer's; both have the tests of routing's attributes. `hours` (`is` `open` or `closed`) are those of the conversation's team,
 * `availability` is `available` or `nobody` there. See `flowTestsOf`.
 */
export const flowConditionSchema = z.object({
  about: z.enum(["answer", "attribute", "page", "language", "topic", "site", "hours", "availability"]),
  key: z.string().check(z.trim(), z.maxLength(limits.attributeKeyCharacters)),
  test: testSchema,
  values: z
    .array(z.string().check(z.trim(), z.maxLength(limits.routingValueCharacters)))
    .check(z.maxLength(flowLimits.values)),
});
export type FlowCondition = z.infer<typeof flowConditionSchema>;

/** The first case of which everything is so; else `otherwise`. */
const caseSchema = z.object({
  id: stepIdSchema,
  label: labelSchema,
  conditions: z.array(flowConditionSchema).check(z.maxLength(flowLimits.conditions)),
});

/**
 * What `say` sends. `files`: those that the workspace keeps; what is written of one beside its id is read anew by the server. `block`: a
 * chat block, as it reads when it is sent.
 */
const saidSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("text"),
    text: flowTextSchema,
    files: z.optional(
      z.array(attachmentSchema).check(
        z.minLength(1),
        z.maxLength(flowLimits.files, "files_too_many"),
        z.refine((all) => new Set(all.map(({ id }) => id)).size === all.length, "a file once"),
      ),
    ),
  }),
  z.object({
    kind: z.literal("article"),
    text: flowTextSchema,
    article: z.nullable(z.object({ id: idSchema, language: articleLanguageSchema })),
  }),
  z.object({ kind: z.literal("block"), block: optionalId }),
]);

const setSchema = z.discriminatedUnion("what", [
  z.object({
    what: z.literal("attribute"),
    key: z.string().check(z.trim(), z.maxLength(limits.attributeKeyCharacters)),
    value: shortTextSchema,
  }),
  z.object({
    what: z.literal("tag"),
    tag: z.string().check(z.trim(), z.maxLength(flowLimits.tagCharacters)),
    on: z.boolean(),
  }),
  z.object({ what: z.literal("priority"), to: z.enum(["low", "normal", "high", "urgent"]) }),
  z.object({ what: z.literal("language"), to: z.nullable(languageSchema) }),
  z.object({ what: z.literal("topic"), to: z.string().check(z.maxLength(120)) }),
]);

/** Where in the answer of an endpoint a value stands, `order.items.0.name`, and which answer key it becomes. */
const mappingSchema = z.object({
  path: z.string().check(z.trim(), z.maxLength(200), z.regex(/^[^.\s]*(\.[^.\s]+)*$/, "a path")),
  key: answerKeySchema,
  label: labelSchema,
});

const handOverToSchema = z.discriminatedUnion("kind", [
  /** Whoever has the conversation: its owner, else its team. */
  z.object({ kind: z.literal("here") }),
  z.object({ kind: z.literal("team"), id: optionalId }),
  z.object({ kind: z.literal("agent"), id: optionalId }),
]);

const typing = z.int().check(z.gte(0), z.lte(flowLimits.typingSeconds));

const common = {
  id: stepIdSchema,
  /** Where it stands on the canvas. */
  position: z.object({ x: z.number(), y: z.number() }),
  /** What the editor calls it; empty: by what it does. */
  name: labelSchema,
  /** Where each outcome leads: see `outcomesOf`. An outcome without an exit is not there. */
  exits: z.record(
    z.string().check(z.regex(/^(next|otherwise|failed|(option|case):[A-Za-z0-9_-]{1,40})$/, "an outcome")),
    stepIdSchema,
  ),
};

export const flowStepSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("say"), ...common, said: saidSchema, typingSeconds: typing }),
  z.object({
    kind: z.literal("ask"),
    ...common,
    text: flowTextSchema,
    typingSeconds: typing,
    answer: flowAnswerSchema,
    key: answerKeySchema,
    /** What the customer's panel and the note call the answer; empty: the key. */
    label: labelSchema,
    /** What is said to an answer that is none; empty: words of our own, by what was asked. */
    retry: flowTextSchema,
    tries: z.int().check(z.gte(1), z.lte(flowLimits.tries)),
    /** The answer is the customer's own name or address. Who was named by a signed identity stays who they are. */
    fills: z.nullable(z.enum(["name", "email"])),
  }),
  z.object({ kind: z.literal("set"), ...common, set: setSchema }),
  z.object({ kind: z.literal("branch"), ...common, cases: z.array(caseSchema).check(z.maxLength(flowLimits.cases)) }),
  z.object({
    kind: z.literal("call"),
    ...common,
    method: z.enum(["GET", "POST"]),
    /** https, on a host that the workspace allows. A variable's value is escaped where it stands. */
    url: z.string().check(z.trim(), z.maxLength(flowLimits.urlCharacters)),
    /** JSON with variables inside its strings; empty: none. */
    body: z.string().check(z.maxLength(flowLimits.callBodyCharacters)),
    seconds: z.int().check(z.gte(1), z.lte(flowLimits.callSeconds)),
    take: z.array(mappingSchema).check(z.maxLength(flowLimits.mappings)),
  }),
  /** The run goes on in another flow, with what was answered, and does not come back. */
  z.object({ kind: z.literal("jump"), ...common, flow: optionalId }),
  z.object({ kind: z.literal("wait"), ...common, seconds: z.int().check(z.gte(1), z.lte(flowLimits.waitSeconds)) }),
  z.object({
    kind: z.literal("hand_over"),
    ...common,
    to: handOverToSchema,
    text: flowTextSchema,
    note: flowTextSchema,
  }),
  z.object({ kind: z.literal("end"), ...common, text: flowTextSchema, leaves: z.enum(["done", "open"]) }),
]);
export type FlowStep = z.infer<typeof flowStepSchema>;
export type FlowStepKind = FlowStep["kind"];

export const flowDefinitionSchema = z.object({
  /** Null: nothing is drawn yet. */
  start: z.nullable(stepIdSchema),
  /** The customer can ask for a person at any time, when somebody is available. */
  person: z.boolean(),
  steps: z.array(flowStepSchema).check(
    z.maxLength(flowLimits.steps, "flow_too_large"),
    z.refine((steps) => new Set(steps.map(({ id }) => id)).size === steps.length, "an id of its own for each step"),
  ),
});
export type FlowDefinition = z.infer<typeof flowDefinitionSchema>;

/** What each fact of a condition can be asked. */
export const flowTestsOf = {
  answer: ["is", "is_not", "contains", "contains_not", "starts", "starts_not", "at_least", "at_most", "set", "unset"],
  attribute: [
    "is",
    "is_not",
    "contains",
    "contains_not",
    "starts",
    "starts_not",
    "at_least",
    "at_most",
    "set",
    "unset",
  ],
  page: ["contains", "contains_not", "starts", "starts_not", "is", "is_not"],
  language: ["is", "is_not"],
  topic: ["is", "is_not", "contains", "contains_not", "starts", "starts_not", "set", "unset"],
  site: ["is", "is_not"],
  hours: ["is"],
  availability: ["is"],
} as const satisfies Record<FlowCondition["about"], readonly FlowCondition["test"][]>;

/** What can come of a step, in the order in which the canvas shows it. `needed`: a flow without this exit is not published. */
export type FlowOutcome = { name: string; needed: boolean };

/**
 * Every outcome that a step has. An option without an exit takes `next`, so `next` is needed only where some option has none; a step
 * that fails without an exit for it hands over to a person.
 */
export function outcomesOf(step: FlowStep): FlowOutcome[] {
  switch (step.kind) {
    case "say":
    case "set":
    case "wait":
      return [{ name: "next", needed: true }];
    case "ask": {
      const options = step.answer.kind === "buttons" || step.answer.kind === "list" ? step.answer.options : [];
      const open = options.some(({ id }) => step.exits[`option:${id}`] === undefined);
      return [
        ...options.map(({ id }) => ({ name: `option:${id}`, needed: false })),
        { name: "next", needed: options.length === 0 || open },
        { name: "failed", needed: false },
      ];
    }
    case "branch":
      return [
        ...step.cases.map(({ id }) => ({ name: `case:${id}`, needed: true })),
        { name: "otherwise", needed: true },
      ];
    case "call":
      return [
        { name: "next", needed: true },
        { name: "failed", needed: false },
      ];
    case "jump":
    case "hand_over":
    case "end":
      return [];
    default:
      return step satisfies never;
  }
}

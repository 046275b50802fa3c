import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { answerKeySchema, flowAnswerSchema, stepIdSchema } from "./flow.ts";
import { idSchema, timeSchema } from "./ids.ts";
import { prioritySchema } from "./priority.ts";

/** What a run waits for before it goes on. Nothing of it is in memory: each is the customer's turn, or a job of the alarm. */
export const flowWaitSchema = z.discriminatedUnion("kind", [
  /** The customer's answer to the question that was asked; `until`: then they left. */
  z.object({ kind: z.literal("answer"), until: timeSchema }),
  /** A `wait` step, or the pause before a message (`typing`: shown as typing). */
  z.object({ kind: z.literal("time"), until: timeSchema, typing: z.boolean() }),
  /** An endpoint; `until`: then it counts as failed, whatever became of the call. */
  z.object({ kind: z.literal("call"), until: timeSchema }),
  /**
   * What only others know: the team's hours and who is available, a chat block or article, another flow, where to hand over
   * to. `until`: then nobody said it, and the run breaks.
   */
  z.object({ kind: z.literal("facts"), until: timeSchema }),
  z.object({ kind: z.literal("content"), until: timeSchema }),
  z.object({ kind: z.literal("flow"), until: timeSchema }),
  z.object({ kind: z.literal("place"), until: timeSchema }),
]);
export type FlowWait = z.infer<typeof flowWaitSchema>;

/** A run of a flow in a conversation, as the newest `flow` entry has it. */
export const flowRunSchema = z.object({
  id: idSchema,
  /** Whose definition it follows now, in which published version: the one with which it began there, for ever. */
  flow: z.object({ id: idSchema, name: z.string() }),
  version: z.int(),
  startedAt: timeSchema,
  /** Who sent it; null: the site or a rule did. */
  by: z.nullable(agentNameSchema),
  step: stepIdSchema,
  waits: flowWaitSchema,
  /** Counts what happened to the run: a trigger is for one turn, and what comes late or again is for one that is over. */
  turn: z.int(),
  /** Answers that were none, to the question of now. */
  tries: z.int(),
  /** Steps taken, and flows jumped to, since it began. */
  passed: z.int(),
  jumps: z.int(),
  /** The customer may ask for a person. */
  person: z.boolean(),
});
export type FlowRun = z.infer<typeof flowRunSchema>;

/** How a run ended. `left`: the customer did not answer any more. */
export const flowOutcomeSchema = z.enum([
  "finished",
  "handed_over",
  "person",
  "taken_over",
  "stopped",
  "left",
  "broken",
]);
export type FlowEnding = z.infer<typeof flowOutcomeSchema>;

/** Why a run broke, or why a step failed; agents read it. */
export const flowFaultSchema = z.enum([
  "tries_used_up",
  "files_off",
  "too_many_steps",
  "step_missing",
  "exit_missing",
  "flow_missing",
  "content_missing",
  "place_missing",
  "host_not_allowed",
  "address_private",
  "endpoint_unreachable",
  "endpoint_slow",
  "endpoint_refused",
  "answer_too_large",
  "answer_no_json",
  "answer_incomplete",
  "lookup_failed",
]);
export type FlowFault = z.infer<typeof flowFaultSchema>;

/** What a customer answered, or an endpoint; the newest of each key counts. */
export const collectedSchema = z.object({
  key: answerKeySchema,
  label: z.string(),
  value: z.union([z.string(), z.number(), z.boolean()]),
  /** As people read it: the words of an option, the name of a file. */
  shown: z.string(),
  at: timeSchema,
});
export type Collected = z.infer<typeof collectedSchema>;

/** An entry of the log: what a run did. The team's; what customers see of it is `customerFlowBodySchema`. */
export const flowBodySchema = z.object({
  kind: z.literal("flow"),
  did: z.enum(["began", "stepped", "ended"]),
  /** As it stands after this; of an ended one where it stood. */
  run: flowRunSchema,
  /** The steps that were passed. */
  passed: z.optional(z.array(stepIdSchema)),
  outcome: z.optional(flowOutcomeSchema),
  fault: z.optional(flowFaultSchema),
  collected: z.optional(z.array(collectedSchema)),
  set: z.optional(
    z.object({
      topic: z.optional(z.string()),
      priority: z.optional(prioritySchema),
      tags: z.optional(z.array(z.string())),
    }),
  ),
});
export type FlowBody = z.infer<typeof flowBodySchema>;

/** How a run went, for the figures. A run that jumps is one of these for each flow. */
export const flowRunFigureSchema = z.object({
  id: z.string(),
  flow: idSchema,
  number: z.int(),
  startedAt: timeSchema,
  step: stepIdSchema,
  /** Null: it goes on. `jumped`: in another flow. */
  outcome: z.nullable(z.union([flowOutcomeSchema, z.literal("jumped")])),
  turn: z.int(),
});
export type FlowRunFigure = z.infer<typeof flowRunFigureSchema>;

/** All that a customer sees of a run: that one talks to them, whether they may ask for a person, and that it ended. */
export const customerFlowBodySchema = z.object({
  kind: z.literal("flow"),
  did: z.enum(["began", "ended"]),
  person: z.boolean(),
  /** To a person now. */
  handedOver: z.boolean(),
});
export type CustomerFlowBody = z.infer<typeof customerFlowBodySchema>;

/** In a message of a flow: what it asks for. A list's options stand here, those of buttons are the message's buttons. */
export const askSchema = z.object({
  answer: flowAnswerSchema,
  /** Of a question that is asked again: how many tries there are, this one too. */
  left: z.optional(z.int()),
});
export type Ask = z.infer<typeof askSchema>;

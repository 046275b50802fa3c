import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { fileKindSchema } from "./attachment.ts";
import { cobrowseStateSchema } from "./cobrowse.ts";
import { callSchema } from "./call.ts";
import { customerSchema } from "./customer.ts";
import { statusSchema } from "./entry-first.ts";
import { collectedSchema, flowRunFigureSchema, flowRunSchema } from "./flow-run.ts";
import { prioritySchema } from "./priority.ts";
import { customerStateFields } from "./server-message-first.ts";
import { idSchema, seqSchema, timeSchema } from "./ids.ts";

export const namedSchema = z.object({ id: idSchema, name: z.string() });
export type Named = z.infer<typeof namedSchema>;

/** Who wrote the last message, and its beginning. */
export const lastMessageSchema = z.object({
  seq: seqSchema,
  at: timeSchema,
  by: z.enum(["customer", "agent", "system"]),
  text: z.string(),
  /** What its files are (the first one's kind) and how many; absent where it has none. Worded by whoever shows it. */
  files: z.optional(z.object({ kind: fileKindSchema, count: z.int() })),
  /** The title of the article that came with it. */
  article: z.optional(z.string()),
});

export type LastMessage = z.infer<typeof lastMessageSchema>;

/** What an agent knows of a conversation beyond its entries: folded from the log by `apply`, never set otherwise. */
export const conversationStateSchema = z.object({
  id: idSchema,
  /** Entries in the log, and how many of them are for everyone. */
  seq: seqSchema,
  publicSeq: seqSchema,
  startedAt: timeSchema,
  site: namedSchema,
  team: namedSchema,
  topic: z.nullable(z.string()),
  customer: customerSchema,
  status: statusSchema,
  snoozedUntil: z.nullable(timeSchema),
  assignee: z.nullable(agentNameSchema),
  /** The agent whom the customer last heard to be talking to them. */
  speaker: z.nullable(agentNameSchema),
  /** Since when the owner owes their first answer; null once they gave it. */
  owedSince: z._default(z.nullable(timeSchema), null),
  /** Who had it since the customer waits and did not answer in time: they are not given it again until they come anew. */
  tried: z._default(z.array(z.object({ id: idSchema, at: timeSchema })), []),
  /** When the customer began to wait for an answer; null while nothing is unanswered. */
  waitingSince: z.nullable(timeSchema),
  lastMessage: z.nullable(lastMessageSchema),
  cobrowse: z._default(z.nullable(cobrowseStateSchema), null),
  /** The call there is now. */
  call: z._default(z.nullable(callSchema), null),
  /** The run that talks to the customer now, and the seq of the question that waits for an answer. */
  flow: z._default(z.nullable(flowRunSchema), null),
  asked: z._default(z.nullable(seqSchema), null),
  /** What runs collected and set. */
  collected: z._default(z.array(collectedSchema), []),
  tags: z._default(z.array(z.string()), []),
  priority: z._default(prioritySchema, "normal"),
  /** The newest runs, for the figures. */
  runs: z._default(z.array(flowRunFigureSchema), []),
});
export type ConversationState = z.infer<typeof conversationStateSchema>;

/** All that a customer's client knows of the same conversation. */
export const customerStateSchema = z.object({
  ...customerStateFields,
  /** Absent: nothing is asked for, and nothing runs. */
  cobrowse: z.optional(cobrowseStateSchema),
  /** The call there is now; absent: there is none. */
  call: z.optional(callSchema),
  /** A flow talks to them now; `person`: they may ask for a person. Absent: none does. */
  flow: z.optional(z.object({ person: z.boolean() })),
});
export type CustomerState = z.infer<typeof customerStateSchema>;

import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { articleCardSchema } from "./article-card.ts";
import { attachmentSchema } from "./attachment.ts";
import { customerSchema } from "./customer.ts";
import { idSchema, seqSchema, timeSchema } from "./ids.ts";
import { answersSchema } from "./message.ts";

/**
 * One line of a conversation's log, as one participant sees it.
 *
 * `seq` counts what this participant can see: agents count every entry, customers only those for everyone, so neither
 * sees a gap. `edited` and `deleted` name their target in the same count. Entries are facts, worded when shown:
 * nothing here is a sentence in some language. A message that was edited or deleted also changes where it stands, so
 * a page of history never holds a text that was taken back.
 */
export const authorSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("customer") }),
  z.object({ kind: z.literal("agent"), id: idSchema, name: z.string() }),
  z.object({ kind: z.literal("system") }),
]);
export type Author = z.infer<typeof authorSchema>;

export const statusSchema = z.enum(["open", "snoozed", "done"]);
export type Status = z.infer<typeof statusSchema>;

const written = {
  text: z.string(),
  editedAt: z.nullable(timeSchema),
  deletedAt: z.nullable(timeSchema),
  /** The files that came with it; absent where there are none. Then the text may be empty. */
  attachments: z.optional(z.array(attachmentSchema)),
};

export const messageBodySchema = z.object({
  kind: z.literal("message"),
  ...written,
  /** An agent's: the article that came with it, as it was then. */
  article: z.optional(articleCardSchema),
  /** An agent's: what can be answered with one tap, and which one was, once it was. */
  buttons: z.optional(z.array(z.string())),
  chosen: z.optional(z.int()),
  /** A customer's tap. It changes where its target stands, too. */
  answers: z.optional(answersSchema),
});
export const noteBodySchema = z.object({ kind: z.literal("note"), ...written, mentions: z.array(idSchema) });

/** Team only: the first entry of every log. */
export const startedBodySchema = z.object({
  kind: z.literal("started"),
  conversation: idSchema,
  customer: customerSchema,
  site: z.object({ id: idSchema, name: z.string() }),
  team: z.object({ id: idSchema, name: z.string() }),
  topic: z.nullable(z.string()),
  page: z.nullable(z.object({ url: z.string(), title: z.string() })),
});
export const editedBodySchema = z.object({ kind: z.literal("edited"), target: seqSchema, text: z.string() });
export const deletedBodySchema = z.object({ kind: z.literal("deleted"), target: seqSchema });

/**
 * Team only: who owns the conversation now; null is the team's waiting line. `taken` by the agent, given by the team's
 * `method`; back to the line because its owner is away, did not answer in time (`no_reply`), or works here no more.
 */
export const assignedBodySchema = z.object({
  kind: z.literal("assigned"),
  to: z.nullable(agentNameSchema),
  reason: z.enum(["taken", "transferred", "method", "owner_away", "no_reply", "agent_left"]),
});

/** For everyone: this agent now talks to the customer. */
export const joinedBodySchema = z.object({ kind: z.literal("joined"), agent: agentNameSchema });

/** For everyone: this agent no longer talks to the customer, and nobody else does yet. */
export const leftBodySchema = z.object({ kind: z.literal("left"), agent: agentNameSchema });

/** Team only: handed over to an agent or a team, by the author. */
export const transferredBodySchema = z.object({
  kind: z.literal("transferred"),
  from: z.nullable(agentNameSchema),
  to: z.nullable(agentNameSchema),
  team: z.object({ id: idSchema, name: z.string() }),
});

/**
 * `done` is for everyone, and so is the `open` of an agent after it; the others are for the team. `until` is null for "until
 * the next reply".
 */
export const statusBodySchema = z.object({
  kind: z.literal("status"),
  to: statusSchema,
  until: z.nullable(timeSchema),
  reason: z.enum(["agent", "customer_wrote", "snooze_over"]),
});

/** Team only: the site told who the customer is. */
export const identifiedBodySchema = z.object({ kind: z.literal("identified"), customer: customerSchema });

export const entryBodySchema = z.discriminatedUnion("kind", [
  messageBodySchema,
  noteBodySchema,
  startedBodySchema,
  editedBodySchema,
  deletedBodySchema,
  assignedBodySchema,
  joinedBodySchema,
  leftBodySchema,
  transferredBodySchema,
  statusBodySchema,
  identifiedBodySchema,
]);
export type EntryBody = z.infer<typeof entryBodySchema>;

const line = { seq: seqSchema, id: z.string(), at: timeSchema, author: authorSchema };

export const entrySchema = z.object({ ...line, body: entryBodySchema });
export type Entry = z.infer<typeof entrySchema>;

/** What a customer's client accepts: it does not even know the other kinds. */
export const customerEntrySchema = z.object({
  ...line,
  body: z.discriminatedUnion("kind", [
    messageBodySchema,
    editedBodySchema,
    deletedBodySchema,
    joinedBodySchema,
    leftBodySchema,
    statusBodySchema,
  ]),
});
export type CustomerEntry = z.infer<typeof customerEntrySchema>;

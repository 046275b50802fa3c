import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { articleCardSchema } from "./article-card.ts";
import { attachmentSchema } from "./attachment.ts";
import type { Ask } from "./flow-run.ts";
import { idSchema, seqSchema, timeSchema } from "./ids.ts";
import { answersSchema } from "./message.ts";

/**
 * The parts of an entry that the widget's first load reads (server-message-first.ts). Every other kind stands in entry.ts, which
 * the widget loads with the first entry of such a kind.
 */
export const authorSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("customer") }),
  z.object({ kind: z.literal("agent"), id: idSchema, name: z.string() }),
  z.object({ kind: z.literal("system") }),
]);

export const statusSchema = z.enum(["open", "snoozed", "done"]);

export const written = {
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
  /** A flow's: what it asks for. Read whole, by `askSchema`, where it is drawn: that loads with the first one. */
  ask: z.optional(z.custom<Ask>((ask) => typeof ask === "object")),
  /** A customer's tap. It changes where its target stands, too. */
  answers: z.optional(answersSchema),
});

export const editedBodySchema = z.object({ kind: z.literal("edited"), target: seqSchema, text: z.string() });
export const deletedBodySchema = z.object({ kind: z.literal("deleted"), target: seqSchema });

/** For everyone: this agent now talks to the customer. */
export const joinedBodySchema = z.object({ kind: z.literal("joined"), agent: agentNameSchema });

/** For everyone: this agent no longer talks to the customer, and nobody else does yet. */
export const leftBodySchema = z.object({ kind: z.literal("left"), agent: agentNameSchema });

/**
 * `done` is for everyone, and so is the `open` of an agent after it; the others are for the team. `until` is null for "until
 * the next reply".
 */
export const statusBodySchema = z.object({
  kind: z.literal("status"),
  to: statusSchema,
  until: z.nullable(timeSchema),
  reason: z.enum(["agent", "customer_wrote", "snooze_over", "flow"]),
});

/** The kinds of entries that the first load reads and draws. */
export const firstBodies = [
  messageBodySchema,
  editedBodySchema,
  deletedBodySchema,
  joinedBodySchema,
  leftBodySchema,
  statusBodySchema,
] as const;

export const line = { seq: seqSchema, id: z.string(), at: timeSchema, author: authorSchema };

import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { cobrowseActedBodySchema, cobrowseBodySchema } from "./cobrowse.ts";
import { callBodySchema } from "./call.ts";
import { customerSchema } from "./customer.ts";
import {
  type authorSchema,
  deletedBodySchema,
  editedBodySchema,
  firstBodies,
  joinedBodySchema,
  leftBodySchema,
  line,
  messageBodySchema,
  statusBodySchema,
  type statusSchema,
  written,
} from "./entry-first.ts";
import { customerFlowBodySchema, flowBodySchema } from "./flow-run.ts";
import { idSchema } from "./ids.ts";

/**
 * One line of a conversation's log, as one participant sees it.
 *
 * `seq` counts what this participant can see: agents count every entry, customers only those for everyone, so neither
 * sees a gap. `edited` and `deleted` name their target in the same count. Entries are facts, worded when shown:
 * nothing here is a sentence in some language. A message that was edited or deleted also changes where it stands, so
 * a page of history never holds a text that was taken back.
 */
export type Author = z.infer<typeof authorSchema>;
export type Status = z.infer<typeof statusSchema>;

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

/**
 * Team only: who owns the conversation now; null is the team's waiting line. `taken` by the agent, given by the team's
 * `method`; back to the line because its owner is away, did not answer in time (`no_reply`), or works here no more.
 */
export const assignedBodySchema = z.object({
  kind: z.literal("assigned"),
  to: z.nullable(agentNameSchema),
  reason: z.enum(["taken", "transferred", "method", "owner_away", "no_reply", "agent_left"]),
});

/** Team only: handed over to an agent or a team, by the author. */
export const transferredBodySchema = z.object({
  kind: z.literal("transferred"),
  from: z.nullable(agentNameSchema),
  to: z.nullable(agentNameSchema),
  team: z.object({ id: idSchema, name: z.string() }),
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
  cobrowseBodySchema,
  cobrowseActedBodySchema,
  callBodySchema,
  flowBodySchema,
]);
export type EntryBody = z.infer<typeof entryBodySchema>;

export const entrySchema = z.object({ ...line, body: entryBodySchema });
export type Entry = z.infer<typeof entrySchema>;

/**
 * What a customer's client accepts: it does not even know the other kinds. A kind that is added here, and not in
 * entry-first.ts, costs the widget's first load nothing (docs/decisions/0039).
 */
export const customerEntrySchema = z.object({
  ...line,
  body: z.discriminatedUnion("kind", [...firstBodies, cobrowseBodySchema, callBodySchema, customerFlowBodySchema]),
});
export type CustomerEntry = z.infer<typeof customerEntrySchema>;

/** A line of a log as whoever sees it. */
export type SeenEntry = Entry | CustomerEntry;

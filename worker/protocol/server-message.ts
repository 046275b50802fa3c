import * as z from "zod/mini";
import { agentSchema } from "./agent.ts";
import { conversationStateSchema, customerStateSchema, receiptsSchema } from "./conversation.ts";
import { customerPanelSchema } from "./customer.ts";
import { customerEntrySchema, entrySchema } from "./entry.ts";
import { refusedSchema } from "./error.ts";
import { idSchema, seqSchema, timeSchema } from "./ids.ts";

/**
 * What the server sends over a conversation's socket: `welcome` once, as the answer to hello, then the others in any
 * order. `entries` arrive in the order of their seq without gaps. An `ack` may come before or after the `entries`
 * frame that carries its entry.
 */

/** `resume`: exactly what came after the `after` of hello. `reset`: forget what you hold, here is the newest page. */
const mode = z.enum(["resume", "reset"]);

const ack = z.object({ kind: z.literal("ack"), id: idSchema, seq: seqSchema });

const receipts = z.object({ kind: z.literal("receipts"), receipts: receiptsSchema });

export const customerServerMessageSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("welcome"),
    version: z.int(),
    now: timeSchema,
    mode,
    state: customerStateSchema,
    entries: z.array(customerEntrySchema),
    /** Whether there are older entries than the first one of a reset. */
    more: z.boolean(),
    receipts: receiptsSchema,
  }),
  z.object({ kind: z.literal("entries"), entries: z.array(customerEntrySchema) }),
  ack,
  refusedSchema,
  z.object({ kind: z.literal("page"), id: idSchema, entries: z.array(customerEntrySchema), more: z.boolean() }),
  receipts,
  /**
   * Their place in the team's waiting line, from 1; null: they do not wait in it (any more). `available`: whether some
   * agent of the team is. Told while they wait and are here, when it changes; never in the log.
   */
  z.object({ kind: z.literal("line"), place: z.nullable(z.int()), available: z.boolean() }),
  /** The agent is typing a reply; null: nobody is. */
  z.object({ kind: z.literal("typing"), agent: z.nullable(z.object({ id: idSchema, name: z.string() })) }),
]);
export type CustomerServerMessage = z.infer<typeof customerServerMessageSchema>;

/** An agent who has this conversation open, and what they are doing in it. */
export const viewerSchema = z.extend(agentSchema, { typing: z.nullable(z.enum(["reply", "note"])) });
export type Viewer = z.infer<typeof viewerSchema>;

export const agentServerMessageSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("welcome"),
    version: z.int(),
    now: timeSchema,
    mode,
    state: conversationStateSchema,
    entries: z.array(entrySchema),
    more: z.boolean(),
    receipts: receiptsSchema,
    viewers: z.array(viewerSchema),
    panel: customerPanelSchema,
  }),
  z.object({ kind: z.literal("entries"), entries: z.array(entrySchema) }),
  ack,
  refusedSchema,
  z.object({ kind: z.literal("page"), id: idSchema, entries: z.array(entrySchema), more: z.boolean() }),
  receipts,
  /** Who has the conversation open now, the receiver included; the list is whole each time. */
  z.object({ kind: z.literal("viewers"), viewers: z.array(viewerSchema) }),
  /** The customer is typing; `text` is what stands there, null where the workspace switched that off. */
  z.object({ kind: z.literal("customer_typing"), on: z.boolean(), text: z.nullable(z.string()) }),
  z.object({ kind: z.literal("panel"), panel: customerPanelSchema }),
]);
export type AgentServerMessage = z.infer<typeof agentServerMessageSchema>;

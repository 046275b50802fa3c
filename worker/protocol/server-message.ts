import * as z from "zod/mini";
import { agentSchema } from "./agent.ts";
import { agentCallMessages, callMessages } from "./call-message.ts";
import { conversationStateSchema, customerStateSchema } from "./conversation.ts";
import { customerPanelSchema } from "./customer.ts";
import { customerEntrySchema, entrySchema } from "./entry.ts";
import { refusedSchema } from "./error.ts";
import { idSchema, timeSchema } from "./ids.ts";
import { receiptsSchema } from "./receipts.ts";
import { ack, customerMessages, mode, receipts } from "./server-message-first.ts";

/**
 * What the server sends over a conversation's socket: `welcome` once, as the answer to hello, then the others in any
 * order. `entries` arrive in the order of their seq without gaps. An `ack` may come before or after the `entries`
 * frame that carries its entry.
 */

/** Signals of the widget's later parts follow the first ones. */
export const customerServerMessageSchema = z.discriminatedUnion("kind", [
  ...customerMessages(customerStateSchema, customerEntrySchema),
  ...callMessages,
  /** Whether the workspace shows agents what customers are typing: told to a client that goes by what was so before. */
  z.object({ kind: z.literal("sneak_peek"), on: z.boolean() }),
]);
export type CustomerServerMessage = z.infer<typeof customerServerMessageSchema>;

/** An agent who has this conversation open, and what they are doing in it. */
export const viewerSchema = z.extend(agentSchema, { typing: z.nullable(z.enum(["reply", "note"])) });
export type Viewer = z.infer<typeof viewerSchema>;

const agentMessages = [
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
] as const;
/** What the console reads at first: what is said in calls is read with its own schema, which loads with the first such frame. */
export const firstAgentMessageSchema = z.discriminatedUnion("kind", agentMessages);
export const agentServerMessageSchema = z.discriminatedUnion("kind", [
  ...agentMessages,
  ...callMessages,
  ...agentCallMessages,
]);
export type AgentServerMessage = z.infer<typeof agentServerMessageSchema>;

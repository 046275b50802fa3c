import * as z from "zod/mini";
import { attachedSchema } from "./attachment.ts";
import { callCommandSchema, callMediaSignalSchema, callSignalSchema } from "./call-message.ts";
import { cobrowseAnswerSchema, cobrowseAskSchema, cobrowseEndCommandSchema } from "./cobrowse.ts";
import { attributesSchema, pageTitleSchema, urlSchema } from "./customer.ts";
import { idSchema, seqSchema, timeSchema } from "./ids.ts";
import { limits } from "./limits.ts";
import { messageCommandSchema } from "./message-command.ts";
import { contentTextSchema, saysSomething, textSchema } from "./text.ts";

/**
 * What a client sends over a conversation's socket.
 *
 * `hello` comes first and once per socket; nothing is sent to a socket before it. Commands carry an `id` made by the
 * client and are answered by exactly one `ack` or `refused` with that id; the same frame sent again gets the same
 * answer and changes nothing. Signals (typing, receipt, visit, describe) have no id and no answer; nobody needs them tomorrow.
 */
const id = idSchema;

/** `after` is the last seq this client holds; 0 asks for a fresh page. */
export const helloSchema = z.object({ kind: z.literal("hello"), version: z.int(), after: seqSchema });

export const noteCommandSchema = z
  .object({
    kind: z.literal("note"),
    id,
    text: contentTextSchema,
    mentions: z.array(idSchema).check(z.maxLength(limits.mentions)),
    attachments: attachedSchema,
  })
  .check(saysSomething);

export const editCommandSchema = z.object({ kind: z.literal("edit"), id, target: seqSchema, text: textSchema });
export const deleteCommandSchema = z.object({ kind: z.literal("delete"), id, target: seqSchema });

/** Assign to me. `expected` is the owner that the agent saw; if it is somebody else by now, `already_assigned`. */
export const takeCommandSchema = z.object({ kind: z.literal("take"), id, expected: z.nullable(idSchema) });

export const transferCommandSchema = z.object({
  kind: z.literal("transfer"),
  id,
  to: z.discriminatedUnion("kind", [
    z.object({ kind: z.literal("agent"), id: idSchema }),
    z.object({ kind: z.literal("team"), id: idSchema }),
  ]),
  comment: z.nullable(textSchema),
});

/** `until` only for snoozed: null means until the customer's next message. */
export const statusCommandSchema = z.object({
  kind: z.literal("status"),
  id,
  to: z.enum(["open", "snoozed", "done"]),
  until: z.nullable(timeSchema),
});

/**
 * `start` (agents): sends a flow to the customer. `stop` (agents): the flow ends, and a person goes on. `person` (customers): somebody
 * shall take over; `nobody_available` where nobody is.
 */
export const flowCommandSchema = z.object({
  kind: z.literal("flow"),
  id,
  do: z.enum(["start", "stop", "person"]),
  /** Which one starts. */
  flow: z.optional(idSchema),
});

/** Older entries than `before`. Answered by `page`. */
export const historySchema = z.object({ kind: z.literal("history"), id, before: seqSchema });

/** Sent when typing begins or goes on (at most every 2 s), and with `on: false` when it ends. */
export const typingSchema = z.object({
  kind: z.literal("typing"),
  on: z.boolean(),
  where: z.enum(["reply", "note"]),
  /** Customers only: what stands in the input, so that the agent sees it before it is sent. */
  text: z.optional(z.string().check(z.maxLength(limits.sneakPeekCharacters))),
});

/** How far this client got; never goes back. */
export const receiptSchema = z.object({ kind: z.literal("receipt"), delivered: seqSchema, read: seqSchema });

/** Customers only: the page of the company's site where the customer is now. */
export const visitSignalSchema = z.object({ kind: z.literal("visit"), url: urlSchema, title: pageTitleSchema });

/** Customers only: what the site tells about them. Replaces what was told before, key by key. */
export const describeSchema = z.object({ kind: z.literal("describe"), attributes: attributesSchema });

export const clientMessageSchema = z.discriminatedUnion("kind", [
  helloSchema,
  messageCommandSchema,
  noteCommandSchema,
  editCommandSchema,
  deleteCommandSchema,
  takeCommandSchema,
  transferCommandSchema,
  statusCommandSchema,
  cobrowseAskSchema,
  cobrowseAnswerSchema,
  cobrowseEndCommandSchema,
  flowCommandSchema,
  historySchema,
  typingSchema,
  receiptSchema,
  visitSignalSchema,
  describeSchema,
  callCommandSchema,
  callMediaSignalSchema,
  callSignalSchema,
]);
export type ClientMessage = z.infer<typeof clientMessageSchema>;

const logged = [
  ...(["message", "note", "edit", "delete", "take", "transfer", "status", "flow"] as const),
  ...(["cobrowse_ask", "cobrowse_answer", "cobrowse_end"] as const),
] as const;

export type LoggedCommand = Extract<ClientMessage, { kind: (typeof logged)[number] }>;

/** Whether this ends in the log (and so is kept by the client until it is acknowledged). */
export function isLogged(message: ClientMessage): message is LoggedCommand {
  return logged.some((kind) => kind === message.kind);
}

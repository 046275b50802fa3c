import * as z from "zod/mini";
import { cobrowseAskSchema, cobrowseEndCommandSchema } from "#protocol/cobrowse";
import { callServerMessageSchema } from "#protocol/call-message";
import {
  deleteCommandSchema,
  editCommandSchema,
  type LoggedCommand,
  noteCommandSchema,
  statusCommandSchema,
  takeCommandSchema,
  transferCommandSchema,
} from "#protocol/client-message";
import { parseAs } from "#protocol/codec";
import type { Entry } from "#protocol/entry";
import { messageCommandSchema } from "#protocol/message-command";
import { type AgentServerMessage, firstAgentMessageSchema } from "#protocol/server-message";
import type { ConversationSide } from "./conversation-side.ts";

/** The console's side of a conversation. The widget must not import it: it carries every schema there is. */
export const agentSide: ConversationSide<AgentServerMessage, Entry, LoggedCommand> = {
  parse(raw) {
    const first = parseAs(firstAgentMessageSchema, raw);
    return first.ok || !raw.startsWith('{"kind":"call_') ? first : parseAs(callServerMessageSchema, raw);
  },
  logPart(message) {
    switch (message.kind) {
      case "welcome":
      case "entries":
      case "page":
      case "ack":
      case "refused":
        return message;
      case "receipts":
      case "viewers":
      case "customer_typing":
      case "panel":
      case "call_grant":
      case "call_roster":
      case "call_signal":
      case "call_control":
      case "call_link":
      case "call_guests":
        return null;
      default:
        return message satisfies never;
    }
  },
  commandSchema: z.discriminatedUnion("kind", [
    messageCommandSchema,
    noteCommandSchema,
    editCommandSchema,
    deleteCommandSchema,
    takeCommandSchema,
    transferCommandSchema,
    statusCommandSchema,
    cobrowseAskSchema,
    cobrowseEndCommandSchema,
  ]),
  isFromOther: ({ author, body }) => author.kind === "customer" && body.kind === "message",
};

import { messageCommandSchema } from "#protocol/message-command";
import type { Answers } from "#protocol/message";
import { parseAs } from "#protocol/codec";
import type { CustomerEntry } from "#protocol/entry";
import type { CustomerServerMessage } from "#protocol/server-message";
import { firstCustomerMessageSchema } from "#protocol/server-message-first";
import type { ConversationSide } from "./conversation-side.ts";

export type CustomerCommand = {
  kind: "message";
  id: string;
  text: string;
  attachments?: string[] | undefined;
  answers?: Answers | undefined;
};

/** What a customer says: words, files, or both. */
export type Said = Pick<CustomerCommand, "text" | "attachments">;

/** The widget's side of a conversation. */
export const customerSide: ConversationSide<CustomerServerMessage, CustomerEntry, CustomerCommand> = {
  parse(raw) {
    const first = parseAs(firstCustomerMessageSchema, raw);
    if (first.ok) return first;
    return import("#protocol/server-message").then((whole) => parseAs(whole.customerServerMessageSchema, raw));
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
      case "typing":
      case "line":
      case "call_grant":
      case "call_roster":
      case "call_signal":
      case "call_control":
      case "sneak_peek":
        return null;
      default:
        return message satisfies never;
    }
  },
  commandSchema: messageCommandSchema,
  isFromOther: ({ author, body }) => author.kind !== "customer" && body.kind === "message",
};

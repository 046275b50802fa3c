import type { Accessor } from "solid-js";
import type { Call, CallPerson } from "#protocol/call";
import type { CallCommand, CallServerMessage } from "#protocol/call-message";
import type { ClientMessage } from "#protocol/client-message";
import type { ErrorCode } from "#protocol/error";

export type CallClientMessage = Extract<ClientMessage, { kind: "call" | "call_media" | "call_signal" }>;
/** What the server says that a call listens to. */
export type CallHeard =
  | CallServerMessage
  | { kind: "ack"; id: string; seq: number }
  | { kind: "refused"; id: string | null; code: ErrorCode };

/** One side's way to a conversation, as far as calls use it: an agent's, a customer's or a guest's. */
export type CallPort = {
  /** Who this is among the call's people. */
  me: string;
  /** The call there is; null: none. */
  call: Accessor<Call | null>;
  /** Whether the socket stands and was welcomed. */
  ready: Accessor<boolean>;
  /** False: there is no socket now, and nothing was sent. */
  send: (message: CallClientMessage) => boolean;
  onMessage: (listener: (message: CallHeard) => void) => () => void;
  newId: () => string;
  /** How this side calls somebody in the call. */
  nameOf: (person: CallPerson) => string;
};

export type Act = CallCommand["act"];

const heard: readonly string[] = [
  ...["ack", "refused", "call_grant", "call_roster", "call_signal", "call_control", "call_link", "call_guests"],
];

/** Whether a call listens to this message of the server. */
export function isCallHeard<Message extends { kind: string }>(
  message: Message,
): message is Extract<Message, { kind: CallHeard["kind"] }> {
  return heard.includes(message.kind);
}

import type { Accessor } from "solid-js";
import type { ConnectionState } from "../connection/connection-state.ts";
import type { Environment } from "../connection/environment.ts";
import type { HttpResult } from "../connection/http.ts";
import type { Queued } from "../connection/queued.ts";
import type { AgentName } from "#protocol/agent";
import type { LoggedCommand } from "#protocol/client-message";
import type { CustomerState, Receipts } from "#protocol/conversation";
import type { Attributes, Customer } from "#protocol/customer";
import type { CustomerEntry } from "#protocol/entry";
import type { Refusal } from "#protocol/error";
import type { IdentifyRequest } from "#protocol/widget";

/** An own message that is not in the log yet; shown after the entries, in this order. */
export type CustomerPendingLine = Queued<Extract<LoggedCommand, { kind: "message" }>>;

/** The customer's one conversation, from before it exists. Accessors are reactive. */
export type CustomerConversationStore = {
  /** `none`: nothing was ever written. `starting`: the first message is on its way. `live`: the server has it. */
  phase: Accessor<"none" | "starting" | "live">;
  connection: Accessor<ConnectionState>;
  state: Accessor<CustomerState | null>;
  entries: Accessor<readonly CustomerEntry[]>;
  more: Accessor<boolean>;
  loadingOlder: Accessor<boolean>;
  pending: Accessor<readonly CustomerPendingLine[]>;
  receipts: Accessor<Receipts>;
  /** The agent who is typing; ends by itself after limits.typingMs. */
  agentTyping: Accessor<AgentName | null>;
  /** Agents' messages that this customer has not read. */
  unread: Accessor<number>;
  /** Null until `open` succeeded. */
  customer: Accessor<Customer | null>;
  /** Why there is no session (a site that is not allowed, no network); null while all is well. Tried again by itself where that can help. */
  trouble: Accessor<Refusal | null>;
  serverNow(): number;

  /** Gets the session and, where there is a conversation, connects. Safe to call again. Stores nothing on the server. */
  open(): Promise<void>;
  /** The first message makes the conversation; until it is acknowledged it is tried again, across reloads too. */
  send(text: string): void;
  retry(id: string): void;
  /** Takes a failed message away and gives its text back. */
  discard(id: string): string | null;
  loadOlder(): void;
  /** What stands in the input, at each key stroke; null or "" when it was emptied or left. Throttled here. */
  typing(text: string | null): void;
  /** Everything up to the newest entry was seen: call when the panel is open, visible and focused, and again at new entries. */
  read(): void;
  visit(page: { url: string; title: string }): void;
  /** Replaces what was told before, key by key. */
  describe(attributes: Attributes): void;
  /** For the conversation that the next first message starts. */
  setTopic(topic: string | null): void;
  identify(identity: IdentifyRequest["identity"]): Promise<HttpResult<Customer>>;
  /** Forgets this customer on this browser: token, conversation, unsent messages, in every tab. */
  forget(): void;
  reconnect(): void;
  dispose(): void;
};

/** Whether this browser has a conversation on this site: then it may be opened before the customer opens the panel. */
export function hasConversation(site: string, environment?: Environment): boolean {
  void [site, environment];
  throw new Error("not written yet");
}

/** Does nothing until `open`. `site` is the site's key. `language` goes with the first message. */
export function createCustomerConversationStore(options: {
  site: string;
  sneakPeek: boolean;
  language: string | null;
  environment?: Environment;
}): CustomerConversationStore {
  void options;
  throw new Error("not written yet");
}

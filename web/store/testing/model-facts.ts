import type { InboxRow } from "#protocol/inbox";
import type { Clock } from "../../connection/clock.ts";
import type { ModelConversation } from "./model-conversation.ts";

export const team = { id: "team-sales-1", name: "Sales" };
export const otherTeam = { id: "team-care-01", name: "Care" };
export const site = { id: "site-shop-1", name: "Shop" };
export const customer = { id: "customer-01", name: null, email: null, verified: false };

/** What the model's HTTP reaches of the model. */
export interface ModelServer {
  clock: Clock;
  /** What D1 holds. */
  index: Map<string, InboxRow>;
  /** How many tokens were given to customers. */
  tokens: number;
  conversation(id: string): ModelConversation;
}

import {
  type ConversationData,
  conversationDataSchema,
  type CustomerData,
  customerDataPaths,
  customerDataSchema,
  type Erased,
  erasedSchema,
} from "#protocol/customer-data";
import type { HttpResult, Request } from "./http.ts";

/** One step of a customer's conversations, behind the number `after`. */
export function askCustomerData(
  request: Request,
  customer: string,
  after: number,
  signal?: AbortSignal,
): Promise<HttpResult<CustomerData>> {
  const path = customerDataPaths.data(encodeURIComponent(customer));
  const asked = { method: "GET" as const, path, query: { after: String(after) }, schema: customerDataSchema };
  return request(signal === undefined ? asked : { ...asked, signal });
}

export type ConversationOf = { customer: string; conversation: string; audience: ConversationData["audience"] };

/** One step of a conversation's entries, behind the seq `after`. */
export function askConversationData(
  request: Request,
  of: ConversationOf,
  after: number,
  signal: AbortSignal,
): Promise<HttpResult<ConversationData>> {
  const path = customerDataPaths.conversation(encodeURIComponent(of.customer), encodeURIComponent(of.conversation));
  const query = { audience: of.audience, after: String(after) };
  return request({ method: "GET", path, query, schema: conversationDataSchema, signal });
}

/** One step of erasing a customer, behind the number `after`. The first one makes that the server goes on by itself. */
export function askEraseCustomer(request: Request, customer: string, after: number): Promise<HttpResult<Erased>> {
  const path = customerDataPaths.customer(encodeURIComponent(customer));
  return request({ method: "DELETE", path, query: { after: String(after) }, schema: erasedSchema });
}

import { applyCall, personOf } from "#domain/call/call";
import type { Call } from "#protocol/call";
import type { CustomerConversationStore } from "../../store/customer-conversation-store.ts";

/** The call there is in the customer's conversation, with everything that was heard of it. */
export function currentCall(store: Pick<CustomerConversationStore, "entries" | "state">): Call | null {
  return store
    .entries()
    .reduce<Call | null>(
      (known, { body, author, at }) =>
        body.kind === "call" ? applyCall(known, body.fact, { call: body.call, at, by: personOf(author, null) }) : known,
      store.state()?.call ?? null,
    );
}

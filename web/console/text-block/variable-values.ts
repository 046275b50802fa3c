import type { VariableValues } from "#domain/text-block/variable";
import type { ConversationStore } from "../../store/conversation-store.ts";

/** What a conversation fills variables with. */
export function variableValues(store: ConversationStore, agentName: string): VariableValues {
  const state = store.state();
  return {
    customer: { name: state?.customer.name ?? null, email: state?.customer.email ?? null },
    agent: { name: agentName },
    team: { name: state?.team.name ?? "" },
    site: { name: state?.site.name ?? "" },
    attributes: store.panel()?.attributes ?? {},
  };
}

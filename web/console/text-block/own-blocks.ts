import { createRoot } from "solid-js";
import { request } from "../../connection/http.ts";
import { type BlockStore, createBlockStore } from "../../store/block-store.ts";

let held: { agent: string; store: BlockStore } | undefined;

/**
 * The blocks that this agent may see, held once for the whole page: five thousand of them are asked for once and not with each
 * conversation. Begins anew with another agent.
 */
export function ownBlocks(agentId: string): BlockStore {
  if (held?.agent !== agentId) {
    held = { agent: agentId, store: createRoot(() => createBlockStore({ request, now: () => Date.now() })) };
  }
  return held.store;
}

import { createRoot } from "solid-js";
import { seenByAgents } from "#domain/conversation/log";
import type { ConversationState } from "#protocol/conversation";
import type { Entry } from "#protocol/entry";
import { createConversationStore } from "../conversation-store.ts";
import type { ModelConversation } from "./model-conversation.ts";
import { ModelWorld } from "./model-world.ts";

export const anna = { kind: "agent" as const, id: "agent-anna-1", name: "Anna" };
export const bela = { kind: "agent" as const, id: "agent-bela-1", name: "Bela" };
export const customerActor = { kind: "customer" as const, id: "customer-01" };

/** A conversation on the server that agents can open. */
export function setUpConversation() {
  const id = "conversation-1";
  const world = new ModelWorld();
  const server = world.begin(id);
  const open = (actor = anna, browser = world.browser(), line = world.line()) => {
    const environment = world.environment(actor, browser, line);
    const store = createRoot(() =>
      createConversationStore({ id, me: { id: actor.id, name: actor.name }, environment }),
    );
    return { store, browser, line, environment };
  };
  let count = 0;
  const customerSays = (text: string) =>
    server.execute({ kind: "message", id: `customer-m-${(count += 1)}`, text }, customerActor);
  return { world, server, open, customerSays };
}

/** The log as agents see it. */
export function everything(server: ModelConversation): Entry[] {
  return seenByAgents(server.log);
}

export function texts(entries: readonly { body: { kind: string; text?: string } }[]) {
  return entries.flatMap(({ body }) => (body.kind === "message" ? [body.text] : []));
}

/** A state as agents can fold it: the count of what is for everyone is the server's alone. */
export function known(state: ConversationState | null) {
  return { ...state, publicSeq: 0 };
}

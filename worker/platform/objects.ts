import type { Conversation } from "../conversation/conversation.object.ts";
import type { Inbox } from "../inbox/inbox.object.ts";

/**
 * The only way to an object. A conversation's object is made near whoever asks first, and that must be the customer:
 * nothing else may ask for a conversation that the index does not know.
 */
export function conversationObject(env: Env, id: string): DurableObjectStub<Conversation> {
  return env.CONVERSATION.getByName(id);
}

export function inboxObject(env: Env, teamId: string): DurableObjectStub<Inbox> {
  return env.INBOX.getByName(teamId);
}

import type { Agent } from "../agent/agent.object.ts";
import type { Cobrowse } from "../cobrowse/cobrowse.object.ts";
import type { Conversation } from "../conversation/conversation.object.ts";
import type { Inbox } from "../inbox/inbox.object.ts";

/**
 * The only way to an object. A conversation's object is made near whoever asks first: the customer, whose browser makes
 * the id. Any other object that is asked for has no log, and says so.
 */
export function conversationObject(env: Env, id: string): DurableObjectStub<Conversation> {
  return env.CONVERSATION.getByName(id);
}

export function inboxObject(env: Env, teamId: string): DurableObjectStub<Inbox> {
  return env.INBOX.getByName(teamId);
}

export function agentObject(env: Env, agentId: string): DurableObjectStub<Agent> {
  return env.AGENT.getByName(agentId);
}

/** One co-browsing session of a conversation. Ids have no dots. */
export function cobrowseObject(env: Env, conversation: string, session: string): DurableObjectStub<Cobrowse> {
  return env.COBROWSE.getByName(`${conversation}.${session}`);
}

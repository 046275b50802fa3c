import { agentSide } from "../connection/agent-side.ts";
import { makeConversationConnection } from "../connection/conversation-connection.ts";
import { browserEnvironment, type Environment } from "../connection/environment.ts";
import type { LoggedCommand } from "#protocol/client-message";
import { forgetUnsent, unsentConversations } from "../connection/send-queue.ts";

/**
 * Sends what an agent left unsent in conversations that are not open now, as after a reload. Call once after sign-in. A
 * command that is refused for good stays with its conversation, where it is shown when that is opened.
 */
export function sendUnsent(me: { id: string }, environment: Environment = browserEnvironment()): void {
  for (const conversation of unsentConversations(environment.kept, me.id)) {
    makeConversationConnection({
      conversation,
      owner: me.id,
      side: agentSide,
      environment,
      onUpdate() {},
      // Leaves as soon as nothing is unsent.
    }).dispose();
  }
}

/** At sign-out: nobody else at this browser may send it, or find it. */
export function forgetAgentsUnsent(me: { id: string }, environment: Environment = browserEnvironment()): void {
  forgetUnsent(environment.kept, me.id);
}

/** Gives a command in a conversation that need not be open; it is sent by this page, or by a later one. */
export function sendBehind(
  me: { id: string },
  conversation: string,
  command: LoggedCommand,
  environment: Environment = browserEnvironment(),
): void {
  const connection = makeConversationConnection({
    ...{ conversation, owner: me.id, side: agentSide, environment },
    onUpdate() {},
  });
  connection.give(command);
  connection.dispose();
}

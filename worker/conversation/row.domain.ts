import type { ConversationState } from "../protocol/conversation.ts";
import type { InboxRow } from "../protocol/inbox.ts";

/** The summary of a conversation for the lists. `version` must grow whenever anything in it can have changed. */
export function inboxRowOf(
  state: ConversationState,
  counted: { number: number | null; version: number; unread: number },
): InboxRow {
  const { id, startedAt, site, team, customer, topic, status, snoozedUntil, assignee, waitingSince, lastMessage } =
    state;
  const facts = {
    id,
    startedAt,
    site,
    team,
    customer,
    topic,
    status,
    snoozedUntil,
    assignee,
    waitingSince,
    lastMessage,
    ...(state.flow === null ? {} : { flow: state.flow.flow }),
    ...(state.tags.length === 0 ? {} : { tags: state.tags }),
    ...(state.priority === "normal" ? {} : { priority: state.priority }),
  };
  const cobrowsing = state.cobrowse?.phase === "live" ? { cobrowsing: true as const } : {};
  return { ...facts, ...counted, lastAt: lastMessage?.at ?? startedAt, ...cobrowsing, ...callOf(state) };
}

function callOf({ call }: ConversationState): Pick<InboxRow, "call"> {
  if (call === null) return {};
  const { id, phase, purpose, by, at, people } = call;
  return { call: { id, phase, purpose, by, at, people: people.length } };
}

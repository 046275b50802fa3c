/** Every address that both sides must agree on. */
export const paths = {
  conversationSocket: (id: string) => `/ws/conversation/${id}`,
  inboxSocket: (teamId: string) => `/ws/inbox/${teamId}`,
  /** The list (`list`, `team`, `agent`, `sort`, `cursor` in the query), for agents. */
  conversations: "/api/conversations",
  search: "/api/search",
  /** The routing rules, for who manages the workspace. */
  routing: "/api/routing",
  customerConversations: (customerId: string) => `/api/customers/${customerId}/conversations`,
  transcript: (id: string) => `/api/conversations/${id}/transcript`,
  /** The widget's: a token for this browser, its conversation, a new conversation with its first message. */
  widgetSession: "/api/widget/session",
  widgetIdentify: "/api/widget/identify",
  widgetStart: "/api/widget/conversations",
  /** Where an invited person becomes an agent. The token stands behind `#`: browsers send that to nobody. */
  invitation: (token: string) => `/join#${token}`,
  frame: "/frame",
  loader: "/widget.js",
} as const;

/**
 * The socket's subprotocol. A customer offers two: this one, and their token, because a token must not stand in an
 * address and a browser's socket has no other header. The server answers with this one.
 */
export const SUBPROTOCOL = "fala";

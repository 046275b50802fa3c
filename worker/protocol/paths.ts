/** Every address that both sides must agree on. */
export const paths = {
  conversationSocket: (id: string) => `/ws/conversation/${id}`,
  inboxSocket: (teamId: string) => `/ws/inbox/${teamId}`,
  cobrowseSocket: (conversation: string, session: string) => `/ws/cobrowse/${conversation}/${session}`,
  /** The list (`list`, `team`, `agent`, `sort`, `cursor` in the query), for agents. */
  conversations: "/api/conversations",
  search: "/api/search",
  /** How every agent stands now, in all teams. */
  standings: "/api/agents/standings",
  /** Teams with who is in them, for who manages the workspace. */
  teams: "/api/teams",
  /** The routing rules, for who manages the workspace. */
  routing: "/api/routing",
  /** Text blocks and chat blocks; one of them behind it. */
  textBlocks: "/api/text-blocks",
  customerConversations: (customerId: string) => `/api/customers/${customerId}/conversations`,
  transcript: (id: string) => `/api/conversations/${id}/transcript`,
  /** The widget's: a token for this browser, its conversation, a new conversation with its first message. */
  widgetSession: "/api/widget/session",
  widgetIdentify: "/api/widget/identify",
  /** Whether somebody is there: open to all. */
  widgetReception: "/api/widget/reception",
  widgetStart: "/api/widget/conversations",
  /** Where an invited person becomes an agent. The token stands behind `#`: browsers send that to nobody. */
  invitation: (token: string) => `/join#${token}`,
  /** An agent's picture: this one for ever, or, without `version`, the one that they have now (204: none). */
  picture: (agentId: string, version?: string) =>
    version === undefined ? `/pictures/${agentId}` : `/pictures/${agentId}/${version}`,
  /** A company's logo, for everybody. */
  logo: (logo: string) => `/api/logo/${logo}`,
  frame: "/frame",
  /** The widget as a site would have it, drawn from what the settings' page tells it. */
  framePreview: "/frame/preview",
  loader: "/widget.js",
  /** What the loader imports into the company's page for co-browsing. */
  recorder: "/recorder.js",
  /** A page that shows itself, in the settings of co-browsing. */
  playground: "/playground",
  /** The document that shows a customer's page; `site` where the widget shows it. */
  replay: (site?: string) => (site === undefined ? "/replay" : `/replay?site=${site}`),
} as const;

/** The knowledge base's. Apart, since the widget's first load carries every address above. */
export const articlePaths = {
  list: "/api/articles",
  article: (id: string, language: string) => `/api/articles/${id}/${language}`,
  images: "/api/articles/images",
  /** Public, cached for ever; the name cannot be guessed. */
  image: (file: string) => `/help/images/${file}`,
  /** The widget's: search (`q`, `language`), and one to read. */
  widget: "/api/widget/articles",
  /** The public pages. A language's tag stands in small letters there. */
  help: (language?: string, slug?: string) =>
    ["/help", language?.toLowerCase(), slug === undefined ? undefined : encodeURIComponent(slug)]
      .filter((part) => part !== undefined)
      .join("/"),
  helpVote: "/api/help/vote",
  helpSearch: "/api/help/search",
} as const;

/**
 * The socket's subprotocol. A customer offers two: this one, and their token, because a token must not stand in an
 * address and a browser's socket has no other header. The server answers with this one.
 */
export const SUBPROTOCOL = "fala";

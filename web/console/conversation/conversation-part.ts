import { consolePart } from "../console-screen.ts";

/** The conversation beside the lists. Not fetched before the lists stand, unless the address names one. */
export const ConversationView = consolePart(() =>
  import("./conversation-view.tsx").then((file) => file.ConversationView),
);

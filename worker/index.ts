import { app } from "./app.ts";

export { Agent } from "./agent/agent.object.ts";
export { Cobrowse } from "./cobrowse/cobrowse.object.ts";
export { Conversation } from "./conversation/conversation.object.ts";
export { Inbox } from "./inbox/inbox.object.ts";

export default { fetch: app.fetch } satisfies ExportedHandler<Env>;

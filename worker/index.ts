import { app } from "./app.ts";
import { everyHour, everyMinute, hourly } from "./scheduled.ts";

export { Agent } from "./agent/agent.object.ts";
export { Cobrowse } from "./cobrowse/cobrowse.object.ts";
export { Conversation } from "./conversation/conversation.object.ts";
export { Inbox } from "./inbox/inbox.object.ts";

export default {
  fetch: app.fetch,
  scheduled: ({ cron, scheduledTime }, env, ctx) =>
    ctx.waitUntil((cron === hourly ? everyHour : everyMinute)(env, scheduledTime)),
} satisfies ExportedHandler<Env>;

import { Agent } from "../../../worker/agent/agent.object.ts";
import { app } from "../../../worker/app.ts";
import { Cobrowse } from "../../../worker/cobrowse/cobrowse.object.ts";
import { Conversation as FalaConversation } from "../../../worker/conversation/conversation.object.ts";
import { Inbox as FalaInbox } from "../../../worker/inbox/inbox.object.ts";
import type { Secrets } from "../../../worker/platform/env.ts";
import { conversationObject, inboxObject } from "../../../worker/platform/objects.ts";
import { type Evicted, type Eviction, evictionPath, type Happened, type Order, orderPath } from "./order.ts";
import { bearAlarm, happened, install, setWeather, skewAlarms } from "./weather.ts";

/**
 * The product as it is, in a world that fails when it is told to: D1, R2, the clock, alarms. Only `npm run faults` runs it, under `wrangler
 * dev` on loopback; the product knows nothing of it.
 */
install();

export { Agent, Cobrowse };

export class Conversation extends FalaConversation {
  constructor(ctx: DurableObjectState, env: Env & Secrets) {
    super(ctx, env);
    happened.woken += 1;
    skewAlarms(ctx.storage);
  }

  override async alarm(): Promise<void> {
    bearAlarm(this.ctx.id.toString());
    await super.alarm();
  }
}

export class Inbox extends FalaInbox {
  override async alarm(): Promise<void> {
    bearAlarm(this.ctx.id.toString());
    await super.alarm();
  }
}

type Evict = (stub: unknown, options: { webSockets: Eviction["webSockets"] }) => Promise<void>;

/** workerd's own door for tests. By a name in a variable: no bundler knows it. */
async function evict(env: Env, { conversations, inboxes, webSockets }: Eviction): Promise<Evicted> {
  const door = "workerd:unsafe";
  const unsafe = ((await import(door)) as { default: { evict: Evict } }).default;
  const evicted: Evicted = { gone: 0, absent: 0, stayed: 0, inboxes: 0 };
  // Each waits until its object has done what it is at: after words in a quick exchange those are two seconds (index-outbox.store.ts).
  const goes = async (stub: unknown): Promise<"gone" | "absent" | "stayed"> => {
    try {
      await unsafe.evict(stub, { webSockets });
      return "gone";
    } catch (error) {
      return String(error).includes("not currently running") ? "absent" : "stayed";
    }
  };
  const ofInboxes = inboxes.map((id) => goes(inboxObject(env, id)));
  for (const outcome of await Promise.all(conversations.map((id) => goes(conversationObject(env, id)))))
    evicted[outcome] += 1;
  for (const outcome of await Promise.all(ofInboxes)) if (outcome === "gone") evicted.inboxes += 1;
  return evicted;
}

export default {
  async fetch(request, env, ctx) {
    const { pathname } = new URL(request.url);
    if (pathname === orderPath) {
      if (request.method === "PUT") setWeather(await request.json<Order>());
      return Response.json({ ...happened, now: Date.now() } satisfies Happened);
    }
    if (pathname === evictionPath) {
      return Response.json(await evict(env, await request.json<Eviction>()));
    }
    return app.fetch(request, env, ctx);
  },
} satisfies ExportedHandler<Env & Secrets>;

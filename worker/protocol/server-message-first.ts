import * as z from "zod/mini";
import { agentNameSchema } from "./agent.ts";
import { firstBodies, line } from "./entry-first.ts";
import { refusedSchema } from "./error.ts";
import { idSchema, seqSchema, timeSchema } from "./ids.ts";
import { receiptsSchema } from "./receipts.ts";

/**
 * What the widget's first load reads of server-message.ts: most conversations are nothing else. A frame that does not fit is
 * read again with the whole schema, whose code is loaded with the first such frame (web/connection/customer-side.ts). So a
 * kind of entry, a field of the state or a signal that is added only there costs nothing before it is used.
 */

/** `resume`: exactly what came after the `after` of hello. `reset`: forget what you hold, here is the newest page. */
export const mode = z.enum(["resume", "reset"]);

export const ack = z.object({ kind: z.literal("ack"), id: idSchema, seq: seqSchema });

export const receipts = z.object({ kind: z.literal("receipts"), receipts: receiptsSchema });

/** What every customer's client knows of the conversation. */
export const customerStateFields = {
  id: idSchema,
  seq: seqSchema,
  startedAt: timeSchema,
  done: z.boolean(),
  speaker: z.nullable(agentNameSchema),
};

/** The frames that a customer gets, by what the reader takes for a state and for an entry. */
export const customerMessages = <State extends z.ZodMiniType, Entry extends z.ZodMiniType>(
  state: State,
  entry: Entry,
) =>
  [
    z.object({
      kind: z.literal("welcome"),
      version: z.int(),
      now: timeSchema,
      mode,
      state,
      entries: z.array(entry),
      /** Whether there are older entries than the first one of a reset. */
      more: z.boolean(),
      receipts: receiptsSchema,
    }),
    z.object({ kind: z.literal("entries"), entries: z.array(entry) }),
    ack,
    refusedSchema,
    z.object({ kind: z.literal("page"), id: idSchema, entries: z.array(entry), more: z.boolean() }),
    receipts,
    /**
     * Their place in the team's waiting line, from 1; null: they do not wait in it (any more). `available`: whether some
     * agent of the team is. Told while they wait and are here, when it changes; never in the log.
     */
    z.object({ kind: z.literal("line"), place: z.nullable(z.int()), available: z.boolean() }),
    /** The agent is typing a reply; null: nobody is. */
    z.object({ kind: z.literal("typing"), agent: z.nullable(z.object({ id: idSchema, name: z.string() })) }),
  ] as const;

export const firstCustomerMessageSchema = z.discriminatedUnion(
  "kind",
  customerMessages(
    // A state with more in it is for the whole schema.
    z.strictObject(customerStateFields),
    z.object({ ...line, body: z.discriminatedUnion("kind", firstBodies) }),
  ),
);

import * as z from "zod/mini";
import { agentSchema } from "../protocol/agent.ts";
import { placeSchema } from "../protocol/customer.ts";
import { idSchema, timeSchema } from "../protocol/ids.ts";
import { cursorSchema } from "../protocol/receipts.ts";
import type { Seat } from "./seat.domain.ts";

const kept = {
  ready: z.boolean(),
  typing: z.nullable(z.object({ where: z.enum(["reply", "note"]), until: z.int() })),
  cursor: cursorSchema,
  // Absent with sockets that are older than calls.
  call: z._default(z.nullable(z.object({ peer: idSchema, heardAt: timeSchema })), null),
};

/** A seat as it stands in its socket's attachment. */
export const seatSchema: z.ZodMiniType<Seat> = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("agent"), agent: agentSchema, sessionId: z.string(), ...kept }),
  z.object({ kind: z.literal("customer"), id: idSchema, place: placeSchema, ...kept }),
  z.object({ kind: z.literal("guest"), id: idSchema, into: idSchema, name: z.nullable(z.string()), ...kept }),
]);

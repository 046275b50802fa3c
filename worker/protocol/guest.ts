import * as z from "zod/mini";
import { callSchema } from "./call.ts";
import {
  type CallAct,
  callCommandSchema,
  callMediaSignalSchema,
  callMessages,
  callSignalSchema,
} from "./call-message.ts";
import { ack } from "./server-message-first.ts";
import { refusedSchema } from "./error.ts";
import { idSchema } from "./ids.ts";
import { limits } from "./limits.ts";

/**
 * Guests: people whom a link lets into one call, and into nothing else of the conversation. Their socket offers, after the
 * subprotocol, the link's token and a key that this browser made: who comes back with it is the same guest.
 */

export const guestPaths = {
  page: "/call",
  /** Browsers send what stands behind `#` to nobody. */
  link: (token: string) => `/call#${token}`,
  socket: "/ws/call",
} as const;

/** Beside what everybody in a call says, a guest says who they are: first, and before anything else. */
export const guestClientMessageSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("knock"),
    name: z.string().check(z.trim(), z.minLength(1), z.maxLength(limits.nameCharacters)),
  }),
  callCommandSchema,
  callMediaSignalSchema,
  callSignalSchema,
]);
export type GuestClientMessage = z.infer<typeof guestClientMessageSchema>;

/** Of all acts, those that a guest may do. */
export const guestActs: readonly CallAct["do"][] = ["join", "leave"];

/** `refused`: turned away or removed; they may not knock again in this call. */
export const guestPlaceSchema = z.enum(["waiting", "admitted", "refused"]);
export type GuestPlace = z.infer<typeof guestPlaceSchema>;

export const guestServerMessageSchema = z.discriminatedUnion("kind", [
  /** Where the guest stands, again after each change. `me`: who they are among the call's people. `call`: null until they are let in. */
  z.object({ kind: z.literal("guest"), me: idSchema, place: guestPlaceSchema, call: z.nullable(callSchema) }),
  ack,
  refusedSchema,
  ...callMessages,
]);
export type GuestServerMessage = z.infer<typeof guestServerMessageSchema>;

/** What the Worker writes into the guests' page, as JSON in `<script type="application/json" id="fala-config">`. */
export const guestConfigSchema = z.object({
  /** The company. */
  name: z.string(),
  /** The company's, at /api/logo/<it>. */
  logo: z.nullable(z.string()),
});
export type GuestConfig = z.infer<typeof guestConfigSchema>;

import * as z from "zod/mini";
import { idSchema, timeSchema } from "./ids.ts";

/**
 * Calls: audio, video and desktops between the people of one conversation.
 *
 * What happened stands in the log (`call` entries). What is needed only while it happens goes by the same socket and
 * enters no log: `call_roster`, `call_media`, `call_signal`, `call_control`. Media itself never passes through Fala.
 */

/** What a call is asked for. `desktop`: the customer shows theirs; `screen`: the agent shows theirs. Neither needs a microphone or camera. */
export const callPurposeSchema = z.enum(["audio", "video", "desktop", "screen", "conference"]);
export type CallPurpose = z.infer<typeof callPurposeSchema>;

/** How media travels. One call has one, chosen by the server; see worker/call/transport.store.ts. */
export const callTransportSchema = z.enum(["mesh", "realtimekit", "sfu"]);
export type CallTransport = z.infer<typeof callTransportSchema>;

/** Somebody in a call. `id` is "customer" for the customer, else the agent's or guest's own. The customer may have no name. */
export const callPersonSchema = z.object({
  id: z.string().check(z.maxLength(64)),
  kind: z.enum(["customer", "agent", "guest"]),
  name: z.nullable(z.string()),
});
export type CallPerson = z.infer<typeof callPersonSchema>;

/** What of somebody can be heard and seen now; `held`: they put the others on hold. */
export const callMediaSchema = z.object({
  microphone: z.boolean(),
  camera: z.boolean(),
  screen: z.boolean(),
  held: z.boolean(),
});
export type CallMedia = z.infer<typeof callMediaSchema>;

/** The call of a conversation, folded from its log; a conversation has one at a time. */
export const callSchema = z.object({
  id: idSchema,
  purpose: callPurposeSchema,
  transport: callTransportSchema,
  /** Who asked for it. */
  by: callPersonSchema,
  at: timeSchema,
  /** `ringing`: the other side has not answered. `accepted`: they have, and come. `live`: two people are in it. */
  phase: z.enum(["ringing", "accepted", "live"]),
  acceptedAt: z.nullable(timeSchema),
  /** Since when two people are in it: what its duration counts from. */
  liveAt: z.nullable(timeSchema),
  /** Who is in it now, in the order in which they came. */
  people: z.array(callPersonSchema),
  /** The agent who may mute, remove and end for all: the first who came, then the next. Null: none is in it. */
  host: z.nullable(z.string()),
  /** Whose desktop is shown. */
  sharing: z.array(z.string()),
});
export type Call = z.infer<typeof callSchema>;

/** What happened to a call. Who did it is the entry's author, unless it names somebody. */
export const callFactSchema = z.discriminatedUnion("kind", [
  z.object({ kind: z.literal("requested"), purpose: callPurposeSchema, transport: callTransportSchema }),
  z.object({ kind: z.literal("accepted") }),
  z.object({ kind: z.literal("declined") }),
  /** Nobody answered in time. */
  z.object({ kind: z.literal("missed") }),
  /** Whoever asked thought better of it. */
  z.object({ kind: z.literal("cancelled") }),
  z.object({ kind: z.literal("joined"), person: callPersonSchema }),
  z.object({ kind: z.literal("left"), person: callPersonSchema, how: z.enum(["left", "lost", "removed"]) }),
  z.object({ kind: z.literal("desktop"), person: callPersonSchema, on: z.boolean() }),
  /** It is a conference from now on: the agent asked colleagues or made a link for guests. `names`: of agents and teams. */
  z.object({ kind: z.literal("invited"), names: z.array(z.string()) }),
  /** The transport that was chosen did not start, and nobody was in it: the mesh instead. */
  z.object({ kind: z.literal("moved_to_mesh") }),
  /** `seconds` from when two people were in it until it was over for them; 0: it never was live. */
  z.object({ kind: z.literal("ended"), how: z.enum(["ended", "left", "lost", "nobody_came"]), seconds: z.int() }),
]);
export type CallFact = z.infer<typeof callFactSchema>;

/** The entry. `call` is the id of the request's command. For everyone, but `invited` and `moved_to_mesh`, which are the team's. */
export const callBodySchema = z.object({ kind: z.literal("call"), call: idSchema, fact: callFactSchema });
export type CallBody = z.infer<typeof callBodySchema>;

import * as z from "zod/mini";
import { idSchema, timeSchema } from "./ids.ts";

/**
 * Calls: audio, video and desktops between the people of one conversation.
 *
 * What happened stands in the log (`call` entries). What is needed only while it happens goes by the same socket and
 * enters no log: `call_roster`, `call_media`, `call_signal`, `call_control`. Media itself never passes through Fala.
 */

/** Apart from limits.ts, since the widget's first load carries every figure there. Times in milliseconds. */
export const callLimits = {
  /** How long it rings before it counts as missed. */
  ringMs: 30_000,
  /** An accepted call to which nobody came is over after this time. */
  comeMs: 2 * 60_000,
  /** Somebody whose socket was lost has this long to come back before they have left. */
  graceMs: 25_000,
  /** While a call runs, its object looks this often whether everybody is still there. */
  lookMs: 20_000,
  /** A page in a call says this often that it is there; one that was silent for so long is dead, whether or not its socket closed. */
  beatMs: 20_000,
  silentMs: 90_000,
  /** People in one call, by transport. */
  people: { mesh: 4, realtimekit: 24, sfu: 8 },
  /** Characters of one session description, and of one candidate. */
  descriptionCharacters: 32_000,
  candidateCharacters: 1_000,
  /** Candidates of one signal. */
  candidates: 32,
  /** Signals that one person may send in one call within a minute. */
  signalsPerMinute: 300,
} as const;

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

export const noMedia: CallMedia = { microphone: false, camera: false, screen: false, held: false };

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

// ── What a client sends ────────────────────────────────────────────────────────────────────────────────────────────────

const call = idSchema;

/** What somebody does to a call. `request` makes it: its id is that of the command. */
export const callActSchema = z.discriminatedUnion("do", [
  /** Customers: audio and video, where their site allows it. `transport`: only to insist on the mesh where another one failed. */
  z.object({
    do: z.literal("request"),
    purpose: callPurposeSchema,
    transport: z.optional(z.literal("mesh")),
  }),
  z.object({ do: z.literal("accept"), call }),
  z.object({ do: z.literal("decline"), call }),
  z.object({ do: z.literal("cancel"), call }),
  /** `peer`: an id of this page's, new with each page; the same again takes the place back on a new socket. */
  z.object({ do: z.literal("join"), call, peer: idSchema, media: callMediaSchema }),
  z.object({ do: z.literal("leave"), call }),
  /** For everybody. */
  z.object({ do: z.literal("end"), call }),
  z.object({ do: z.literal("remove"), call, person: z.string().check(z.maxLength(64)) }),
  /** Asks somebody's page to switch their microphone off. */
  z.object({ do: z.literal("mute"), call, person: z.string().check(z.maxLength(64)) }),
  /** The chosen transport did not start: only before anybody is in. */
  z.object({ do: z.literal("use_mesh"), call }),
]);
export type CallAct = z.infer<typeof callActSchema>;

/**
 * A command about a call. Answered by `ack` or `refused` like the others, but it is about now: a client never keeps it to send
 * it later. A `join` is answered by `call_grant` in place of `ack`.
 */
export const callCommandSchema = z.object({ kind: z.literal("call"), id: idSchema, act: callActSchema });
export type CallCommand = z.infer<typeof callCommandSchema>;

/** What of the sender can be heard and seen now. Said when it changes, and every `beatMs`: who is silent for long is lost. */
export const callMediaSignalSchema = z.object({ kind: z.literal("call_media"), call, media: callMediaSchema });

/** What two pages of a mesh tell each other. Fala relays it and does not look into it. */
export const callSignalDataSchema = z.discriminatedUnion("kind", [
  z.object({
    kind: z.literal("description"),
    type: z.enum(["offer", "answer"]),
    sdp: z.string().check(z.maxLength(callLimits.descriptionCharacters)),
  }),
  z.object({
    kind: z.literal("candidates"),
    candidates: z
      .array(
        z.object({
          candidate: z.string().check(z.maxLength(callLimits.candidateCharacters)),
          mid: z.nullable(z.string().check(z.maxLength(16))),
          line: z.nullable(z.int()),
          fragment: z.optional(z.nullable(z.string().check(z.maxLength(256)))),
        }),
      )
      .check(z.minLength(1), z.maxLength(callLimits.candidates)),
  }),
]);
export type CallSignalData = z.infer<typeof callSignalDataSchema>;

/** To one peer of the same call. The object says from whom it is. */
export const callSignalSchema = z.object({
  kind: z.literal("call_signal"),
  call,
  to: idSchema,
  data: callSignalDataSchema,
});

// ── What the server says ───────────────────────────────────────────────────────────────────────────────────────────────

/** Somebody's page in a call. `here`: its socket is open; false for a moment while it comes back. */
export const callPeerSchema = z.object({
  peer: idSchema,
  person: callPersonSchema,
  media: callMediaSchema,
  here: z.boolean(),
});
export type CallPeer = z.infer<typeof callPeerSchema>;

/** What a browser needs to reach the others. */
export const iceServerSchema = z.object({
  urls: z.array(z.string()),
  username: z.optional(z.string()),
  credential: z.optional(z.string()),
});
export type IceServer = z.infer<typeof iceServerSchema>;

/** Lets one page into one call, over the transport that the server chose. Made for this page, valid for hours. */
export const callGrantSchema = z.discriminatedUnion("transport", [
  z.object({ transport: z.literal("mesh"), iceServers: z.array(iceServerSchema) }),
  /** `token` is of the person's participant in the meeting. */
  z.object({ transport: z.literal("realtimekit"), token: z.string() }),
  /** `api`: the Worker's own address that stands in front of the SFU's. `ticket` opens it for this call. */
  z.object({
    transport: z.literal("sfu"),
    api: z.string(),
    ticket: z.string(),
    iceServers: z.array(iceServerSchema),
  }),
]);
export type CallGrant = z.infer<typeof callGrantSchema>;

const roster = { call, host: z.nullable(z.string()), peers: z.array(callPeerSchema) };

/** All of these go only to who is in the call, but `call_grant`, which lets them in. */
export const callMessages = [
  /** The answer to `join`. */
  z.object({ kind: z.literal("call_grant"), id: idSchema, peer: idSchema, grant: callGrantSchema, ...roster }),
  /** Who is in it, whole each time. */
  z.object({ kind: z.literal("call_roster"), ...roster }),
  z.object({ kind: z.literal("call_signal"), call, from: idSchema, data: callSignalDataSchema }),
  /** `mute`: the host asks for silence. `elsewhere`: the same person joined with another page. `removed`: by the host. */
  z.object({ kind: z.literal("call_control"), call, what: z.enum(["mute", "elsewhere", "removed"]) }),
] as const;
export const callServerMessageSchema = z.discriminatedUnion("kind", callMessages);
export type CallServerMessage = z.infer<typeof callServerMessageSchema>;

import * as z from "zod/mini";
import { callMediaSchema, callPersonSchema, callPurposeSchema } from "./call.ts";
import { callLimits } from "./call-limits.ts";
import { idSchema } from "./ids.ts";

/** What is said about a call and in it, over the conversation's socket. Apart from call.ts: most conversations have no call. */

/** Addresses of calls beside the conversation's socket. */
export const callPaths = {
  /** The SFU's API, for pages that are in a call. */
  sfu: "/api/calls/sfu",
  /** Where RealtimeKit tells who left. */
  webhook: "/webhooks/realtimekit",
} as const;

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
  /** Agents: asks colleagues in. They are told wherever in the console they are. */
  z.object({ do: z.literal("invite"), call, agents: z.array(idSchema).check(z.minLength(1), z.maxLength(20)) }),
  /** Agents: a link for guests, into this call only. Answered by `call_link` in place of `ack`. */
  z.object({ do: z.literal("guest_link"), call }),
  /** Agents: lets a guest in who waits, or turns them away for this call. */
  z.object({ do: z.literal("admit"), call, guest: idSchema, on: z.boolean() }),
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

/** Under which name the SFU has something, and in whose session. */
const publishedSchema = z.optional(
  z.object({ name: z.string().check(z.maxLength(128)), session: z.string().check(z.maxLength(160)) }),
);

/** What two pages of a call tell each other. Fala relays it and does not look into it. */
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
  /** Where there is an SFU: all that this page sends, whole each time. */
  z.object({
    kind: z.literal("tracks"),
    tracks: z.object({
      ...{ microphone: publishedSchema, camera: publishedSchema },
      ...{ screen: publishedSchema, screenAudio: publishedSchema },
    }),
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
  /** `api`: the Worker's own address that stands in front of the SFU's. `pass` opens it for this call. */
  z.object({
    transport: z.literal("sfu"),
    api: z.string(),
    pass: z.string(),
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

/** Only to agents who are in the call. */
export const agentCallMessages = [
  /** The answer to `guest_link`: what stands behind the `#` of the guests' page (`guestPaths.link`). */
  z.object({ kind: z.literal("call_link"), id: idSchema, call, token: z.string() }),
  /** Who waits to be let in, whole each time. */
  z.object({ kind: z.literal("call_guests"), call, guests: z.array(z.object({ id: idSchema, name: z.string() })) }),
] as const;
/** Every message of calls, whoever hears it. */
export const callServerMessageSchema = z.discriminatedUnion("kind", [...callMessages, ...agentCallMessages]);
export type CallServerMessage = z.infer<typeof callServerMessageSchema>;
export type AgentCallMessage = z.infer<(typeof agentCallMessages)[number]>;

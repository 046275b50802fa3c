import type { CallPerson } from "./call.ts";
import { noMedia } from "./call-limits.ts";
import type { AgentCallMessage, CallPeer, CallServerMessage } from "./call-message.ts";
import type { ClientMessage } from "./client-message.ts";
import type { GoldenFrames } from "./frames.golden.ts";

/** The frames of calls, as part of those in frames.golden.ts. */
const ana = { id: "agent-ana-1", name: "Ana" };

export const callClientFrames: GoldenFrames<Extract<ClientMessage, { kind: "call" | "call_media" | "call_signal" }>> = [
  [
    '{"kind":"call","id":"command-20","act":{"do":"request","purpose":"video"}}',
    { kind: "call", id: "command-20", act: { do: "request", purpose: "video" } },
  ],
  [
    '{"kind":"call","id":"command-21","act":{"do":"join","call":"command-20","peer":"peer-000001","media":{"microphone":true,"camera":false,"screen":false,"held":false}}}',
    {
      ...{ kind: "call", id: "command-21" },
      act: { do: "join", call: "command-20", peer: "peer-000001", media: { ...noMedia, microphone: true } },
    },
  ],
  [
    '{"kind":"call","id":"command-22","act":{"do":"guest_link","call":"command-20"}}',
    { kind: "call", id: "command-22", act: { do: "guest_link", call: "command-20" } },
  ],
  [
    '{"kind":"call","id":"command-23","act":{"do":"admit","call":"command-20","guest":"guest-000001","on":true}}',
    { kind: "call", id: "command-23", act: { do: "admit", call: "command-20", guest: "guest-000001", on: true } },
  ],
  [
    '{"kind":"call_media","call":"command-20","media":{"microphone":true,"camera":true,"screen":false,"held":false}}',
    { kind: "call_media", call: "command-20", media: { ...noMedia, microphone: true, camera: true } },
  ],
  [
    '{"kind":"call_signal","call":"command-20","to":"peer-000002","data":{"kind":"description","type":"offer","sdp":"v=0"}}',
    {
      ...{ kind: "call_signal", call: "command-20", to: "peer-000002" },
      data: { kind: "description", type: "offer", sdp: "v=0" },
    },
  ],
  [
    '{"kind":"call_signal","call":"command-20","to":"peer-000002","data":{"kind":"tracks","tracks":{"camera":{"name":"camera-1","session":"session-1.seal"}}}}',
    {
      ...{ kind: "call_signal", call: "command-20", to: "peer-000002" },
      data: { kind: "tracks", tracks: { camera: { name: "camera-1", session: "session-1.seal" } } },
    },
  ],
];

const anaInCall: CallPerson = { id: ana.id, kind: "agent", name: "Ana" };
const peers: CallPeer[] = [{ peer: "peer-000001", person: anaInCall, media: noMedia, here: true }];
const peersWire =
  '[{"peer":"peer-000001","person":{"id":"agent-ana-1","kind":"agent","name":"Ana"},"media":{"microphone":false,"camera":false,"screen":false,"held":false},"here":true}]';

/** What is said in calls, to whoever is in them. */
export const callFrames: GoldenFrames<Exclude<CallServerMessage, AgentCallMessage>> = [
  [
    `{"kind":"call_grant","id":"command-21","peer":"peer-000001","grant":{"transport":"mesh","iceServers":[{"urls":["turn:turn.test:3478"],"username":"u","credential":"c"}]},"call":"command-20","host":"agent-ana-1","peers":${peersWire}}`,
    {
      ...{ kind: "call_grant", id: "command-21", peer: "peer-000001" },
      grant: {
        transport: "mesh",
        iceServers: [{ urls: ["turn:turn.test:3478"], username: "u", credential: "c" }],
      },
      ...{ call: "command-20", host: ana.id, peers },
    },
  ],
  [
    `{"kind":"call_roster","call":"command-20","host":null,"peers":${peersWire}}`,
    { kind: "call_roster", call: "command-20", host: null, peers },
  ],
  [
    '{"kind":"call_signal","call":"command-20","from":"peer-000001","data":{"kind":"candidates","candidates":[{"candidate":"candidate:1 1 udp 1 192.0.2.1 1 typ host","mid":"0","line":0}]}}',
    {
      ...{ kind: "call_signal", call: "command-20", from: "peer-000001" },
      data: {
        kind: "candidates",
        candidates: [{ candidate: "candidate:1 1 udp 1 192.0.2.1 1 typ host", mid: "0", line: 0 }],
      },
    },
  ],
  [
    '{"kind":"call_control","call":"command-20","what":"mute"}',
    { kind: "call_control", call: "command-20", what: "mute" },
  ],
];

/** And what only agents in them hear. */
export const agentCallFrames: GoldenFrames<AgentCallMessage> = [
  [
    '{"kind":"call_link","id":"command-22","call":"command-20","token":"signed.by.us"}',
    { kind: "call_link", id: "command-22", call: "command-20", token: "signed.by.us" },
  ],
  [
    '{"kind":"call_guests","call":"command-20","guests":[{"id":"guest-000001","name":"Gil"}]}',
    { kind: "call_guests", call: "command-20", guests: [{ id: "guest-000001", name: "Gil" }] },
  ],
];

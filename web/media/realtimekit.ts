import type { CallGrant, CallPeer } from "#protocol/call-message";
import { type JoinOptions, TransportUnavailable } from "./join.ts";
import { makeOwnMedia } from "./own-media.ts";
import type { CallSession, LinkState, SessionPeer, Slot, Tracks } from "./session.ts";

type KitGrant = Extract<CallGrant, { transport: "realtimekit" }>;
type Listens = { on(event: string, listener: (...told: never[]) => void): unknown };

/** Of RealtimeKit's meeting, what Fala uses. */
export interface Kit {
  join(): Promise<unknown>;
  leave(): Promise<unknown>;
  self: {
    enableAudio(track?: MediaStreamTrack): Promise<unknown>;
    disableAudio(): unknown;
    enableVideo(track?: MediaStreamTrack): Promise<unknown>;
    disableVideo(): unknown;
    enableScreenShare(): Promise<unknown>;
    disableScreenShare(): Promise<unknown>;
  } & Listens;
  participants: { joined: { toArray(): KitParticipant[] } & Listens };
  meta: Listens;
}

type KitParticipant = {
  /** The page, as the Worker named it. */
  customParticipantId?: string;
  audioTrack?: MediaStreamTrack | undefined;
  videoTrack?: MediaStreamTrack | undefined;
  screenShareTracks?: { audio?: MediaStreamTrack | undefined; video?: MediaStreamTrack | undefined } | undefined;
};

export type KitOptions = {
  authToken: string;
  defaults: { audio: boolean; video: boolean };
  modules: Record<string, boolean>;
};

/** What Fala has of its own, or does not want: no part of a call tells anybody else about it. */
const modules = {
  chat: false,
  poll: false,
  plugin: false,
  stage: false,
  recording: false,
  livestream: false,
  tracing: false,
};

/** A call through Cloudflare RealtimeKit. Its code, which is large, loads now. */
export async function joinRealtimeKit(options: JoinOptions<KitGrant>): Promise<CallSession> {
  const { default: client } = await import("@cloudflare/realtimekit");
  return await joinByKit(options, (kitOptions) => client.init(kitOptions));
}

/** The same with whatever makes the meeting. */
export async function joinByKit(
  { grant, peer: own, roster, line, tracks }: JoinOptions<KitGrant>,
  init: (options: KitOptions) => Promise<Kit>,
): Promise<CallSession> {
  const kit = await enter(() => init({ authToken: grant.token, defaults: { audio: false, video: false }, modules }));
  const { self } = kit;
  let known: readonly CallPeer[] = roster.filter(({ peer }) => peer !== own);
  let link: LinkState = "connected";
  let screen: Pick<Tracks, "screen" | "screenAudio"> = {};

  const mine = makeOwnMedia({
    ...{ peer: own, tracks, line },
    async put(slot, track) {
      // The SDK stops what it is given, and tracks belong to who handed them in.
      const sent = track?.enabled === true ? track.clone() : undefined;
      if (slot === "microphone") await (sent === undefined ? self.disableAudio() : self.enableAudio(sent));
      else if (slot === "camera") await (sent === undefined ? self.disableVideo() : self.enableVideo(sent));
      else await putScreen(slot, sent);
    },
  });

  async function putScreen(slot: "screen" | "screenAudio", track: MediaStreamTrack | undefined) {
    screen = { ...screen, [slot]: track };
    // Its sound goes with it, and comes a moment later.
    if (slot === "screenAudio" && track === undefined) return;
    if (screen.screen === undefined) return void (await self.disableScreenShare());
    const shown = [screen.screen, screen.screenAudio].filter((each) => each !== undefined);
    await lendScreen(new MediaStream(shown), () => self.enableScreenShare());
  }

  const { joined } = kit.participants;
  for (const event of ["participantJoined", "participantLeft", "audioUpdate", "videoUpdate", "screenShareUpdate"])
    joined.on(event, mine.changed);
  kit.meta.on("mediaConnectionUpdate", ({ state }: { state: string }) => {
    if (state === "connected") link = "connected";
    else if (state === "disconnected" || state === "reconnecting") link = "interrupted";
    else if (state === "failed") link = "lost";
    mine.changed();
  });
  const stops = [
    line.onRoster((peers) => {
      known = peers.filter(({ peer }) => peer !== own);
      mine.changed();
    }),
    line.onBack(mine.tellAgain),
  ];
  const leave = () => {
    for (const stop of stops) stop();
    mine.silence();
    void kit.leave().catch(() => undefined);
  };

  await enter(() => kit.join()).catch((error: unknown) => {
    leave();
    throw error;
  });
  mine.toldAtFirst();
  const first: Slot[] = ["microphone", "camera", "screen"];
  await Promise.all(first.map((slot) => mine.again(slot)));

  return {
    ...mine.own,
    peers: () =>
      known.map((each): SessionPeer => {
        const theirs = joined.toArray().find(({ customParticipantId }) => customParticipantId === each.peer);
        return { ...each, tracks: theirs === undefined ? {} : tracksOf(theirs), link: theirs ? link : "connecting" };
      }),
    // The SDK looks after its quality by itself and tells no figures of its links.
    figures: () => Promise.resolve(new Map()),
    leave,
  };
}

function tracksOf({ audioTrack, videoTrack, screenShareTracks }: KitParticipant): Tracks {
  return {
    ...(audioTrack && { microphone: audioTrack }),
    ...(videoTrack && { camera: videoTrack }),
    ...(screenShareTracks?.video && { screen: screenShareTracks.video }),
    ...(screenShareTracks?.audio && { screenAudio: screenShareTracks.audio }),
  };
}

async function enter<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    console.warn("call: RealtimeKit did not start", error);
    throw new TransportUnavailable("realtimekit");
  }
}

/** The SDK asks the browser for a screen by itself; here somebody has chosen one already. */
async function lendScreen(stream: MediaStream, work: () => Promise<unknown>): Promise<void> {
  const { mediaDevices } = navigator;
  const own = Object.getOwnPropertyDescriptor(mediaDevices, "getDisplayMedia");
  Object.defineProperty(mediaDevices, "getDisplayMedia", { configurable: true, value: async () => stream });
  try {
    await work();
  } finally {
    if (own === undefined) Reflect.deleteProperty(mediaDevices, "getDisplayMedia");
    else Object.defineProperty(mediaDevices, "getDisplayMedia", own);
  }
}

import { BehaviorSubject, NEVER, type Observable, of, Subject, switchMap } from "rxjs";
import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { noMedia } from "#protocol/call-limits";
import { joinMesh } from "./mesh.ts";
import { joinByKit } from "./realtimekit.ts";
import type { CallSession, Tracks } from "./session.ts";
import { joinSfu } from "./sfu.ts";
import { meeting } from "./testing/fake-kit.ts";
import { FakeStream, makeLine, page, track } from "./testing/fake-line.ts";

/*
 * What every transport's session does, whatever it stands on: here browsers, the SFU's client and RealtimeKit's SDK are fakes.
 * That media really travels show the scenarios.
 */

const pushes: { current: MediaStreamTrack | null }[] = [];
/** What the SFU's client has been asked for, as often as it was asked. */
const pulls: { trackName: string; came: Subject<MediaStreamTrack> }[] = [];
vi.mock("partytracks/client", () => ({
  PartyTracks: class {
    session$ = of({ sessionId: "session-1" });
    peerConnection$ = NEVER;
    peerConnectionState$ = new BehaviorSubject("connected");
    push(source: Observable<MediaStreamTrack>) {
      const pushed: (typeof pushes)[number] = { current: null };
      pushes.push(pushed);
      const following = source.subscribe((next) => (pushed.current = next));
      following.add(() => (pushed.current = null));
      return NEVER;
    }
    pull(source: Observable<{ trackName: string }>) {
      return source.pipe(
        switchMap(({ trackName }) => {
          const came = new Subject<MediaStreamTrack>();
          pulls.push({ trackName, came });
          return came;
        }),
      );
    }
  },
}));
vi.mock("./silent-track.ts", () => ({ silentTrack: () => track("audio", "silence") }));

/** A connection to another page, as far as the mesh opens one. */
class FakeConnection {
  static all: FakeConnection[] = [];
  connectionState = "new";
  signalingState = "stable";
  localDescription = null;
  remoteDescription = null;
  readonly transceivers: { sender: { track: MediaStreamTrack | null } }[] = [];
  constructor() {
    FakeConnection.all.push(this);
  }
  addTransceiver(kind: "audio" | "video") {
    const sender = {
      track: null as MediaStreamTrack | null,
      replaceTrack: async (next: MediaStreamTrack | null) => void (sender.track = next),
      getParameters: () => ({ encodings: [{}] }),
      setParameters: async () => undefined,
    };
    const transceiver = { sender, receiver: { track: track(kind, "theirs") }, direction: "sendrecv" };
    this.transceivers.push(transceiver);
    return transceiver;
  }
  setLocalDescription = async () => undefined;
  getTransceivers = () => this.transceivers;
  getStats = async () => new Map();
  close() {
    this.connectionState = "closed";
  }
}
beforeEach(() => {
  vi.stubGlobal("RTCPeerConnection", FakeConnection);
  vi.stubGlobal("MediaStream", FakeStream);
});
Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: {} });

const roster = [page("peer-000001", "agent"), page("peer-000002", "customer")];
const own = { peer: "peer-000001", roster };

/** `sent`: the tracks that are on their way now, by their ids. */
type Open = (
  tracks: Tracks,
  line: ReturnType<typeof makeLine>["line"],
) => Promise<{ session: CallSession; sent: () => string[] }>;

const transports: Record<"mesh" | "sfu" | "realtimekit", Open> = {
  mesh: async (tracks, line) => ({
    session: joinMesh({ ...own, grant: { transport: "mesh", iceServers: [] }, line, tracks }),
    sent: () =>
      FakeConnection.all.flatMap(({ transceivers }) => transceivers.flatMap(({ sender }) => sender.track?.id ?? [])),
  }),
  sfu: async (tracks, line) => {
    const grant = { transport: "sfu" as const, api: "/api/calls/sfu", pass: "a.pass.of-ours", iceServers: [] };
    const session = await joinSfu({ ...own, grant, line, tracks });
    return {
      session,
      sent: () => pushes.flatMap(({ current }) => (current && current.id !== "silence" ? [current.id] : [])),
    };
  },
  realtimekit: async (tracks, line) => {
    const { kit, done } = meeting();
    const grant = { transport: "realtimekit" as const, token: "a.token.of-ours" };
    const session = await joinByKit({ ...own, grant, line, tracks }, async () => kit);
    const last = (what: string) =>
      done.findLast((each) => each.startsWith(`enable${what}`) || each.startsWith(`disable${what}`));
    const on = (what: string) =>
      last(what)?.startsWith("enable") ? (last(what)?.split(" ")[1]?.replaceAll("'", "").split(",") ?? []) : [];
    return { session, sent: () => ["Audio", "Video", "ScreenShare"].flatMap(on) };
  },
};

afterEach(() => {
  vi.useRealTimers();
  pulls.length = 0;
  pushes.length = 0;
  FakeConnection.all.length = 0;
});

describe.each(Object.entries(transports))("[CA24] a session of the transport %s", (_, open) => {
  const begin = async (tracks: Tracks = {}) => {
    const around = makeLine();
    return { ...around, ...(await open(tracks, around.line)) };
  };

  test("sends what it is given from the beginning and later, and tells each change", async () => {
    const { session, sent, told } = await begin({ microphone: track("audio", "mic") });
    await vi.waitFor(() => expect(sent()).toEqual(["mic"]));
    expect(session.self()).toMatchObject({ peer: "peer-000001", media: { ...noMedia, microphone: true } });
    await session.setCamera(track("video", "cam"));
    await session.setScreen({ video: track("video", "screen"), audio: track("audio", "sound") });
    expect(sent().toSorted()).toEqual(["cam", "mic", "screen", "sound"]);
    expect(told.at(-1)).toEqual({ microphone: true, camera: true, screen: true, held: false });
    await session.setScreen(null);
    await session.setCamera(null);
    await session.setCamera(track("video", "other-cam"));
    expect(sent().toSorted()).toEqual(["mic", "other-cam"]);
    expect(told.at(-1)).toEqual({ microphone: true, camera: true, screen: false, held: false });
  });

  test("sends nothing on hold, and afterwards what is open then", async () => {
    const { session, sent, told } = await begin({ microphone: track("audio", "mic"), camera: track("video", "cam") });
    await session.setHeld(true);
    expect(sent()).toEqual([]);
    expect(told.at(-1)).toEqual({ ...noMedia, held: true });
    await session.setCamera(null);
    await session.setHeld(false);
    expect(sent()).toEqual(["mic"]);
    expect(told.at(-1)).toEqual({ ...noMedia, microphone: true });
  });

  test("tells that one is muted, and is there again at once", async () => {
    const microphone = track("audio", "mic");
    const { session, told } = await begin({ microphone });
    microphone.enabled = false;
    await session.setMicrophone(microphone);
    expect(told.at(-1)).toEqual(noMedia);
    microphone.enabled = true;
    await session.setMicrophone(microphone);
    expect(told.at(-1)).toEqual({ ...noMedia, microphone: true });
  });

  test("knows who is there, without itself, and says when that changes", async () => {
    const { session, rosters } = await begin();
    const changes = vi.fn<() => void>();
    const stop = session.onChange(changes);
    expect(session.peers().map(({ peer }) => peer)).toEqual(["peer-000002"]);
    for (const hears of rosters) hears([...roster, page("peer-000003", "agent")]);
    expect(session.peers().map(({ peer }) => peer)).toEqual(["peer-000002", "peer-000003"]);
    expect(changes).toHaveBeenCalled();
    stop();
    changes.mockClear();
    for (const hears of rosters) hears(roster.slice(0, 1));
    expect(session.peers()).toEqual([]);
    expect(changes).not.toHaveBeenCalled();
  });

  test("says again what is on when its line is back, and leaves without a trace and without stopping a track", async () => {
    const microphone = track("audio", "mic");
    const { session, sent, told, rosters, backs } = await begin({ microphone });
    const before = told.length;
    for (const back of backs) back();
    expect(told.slice(before)).toEqual([{ ...noMedia, microphone: true }]);
    session.leave();
    expect([rosters.size, backs.size]).toEqual([0, 0]);
    expect(microphone.stop).not.toHaveBeenCalled();
    expect(sent).toBeDefined();
  });
});

test("[CA24] what was asked of the SFU and did not come, as where the request was lost, is asked for again until it comes", async () => {
  const { line, signals } = makeLine();
  const grant = { transport: "sfu" as const, api: "/api/calls/sfu", pass: "a.pass.of-ours", iceServers: [] };
  const session = await joinSfu({ ...own, grant, line, tracks: {} });
  vi.useFakeTimers();
  const camera = { name: "their-camera", session: "session-2" };
  for (const hears of signals) hears("peer-000002", { kind: "tracks", tracks: { camera } });
  expect(pulls).toHaveLength(1);
  await vi.advanceTimersByTimeAsync(5_000);
  expect(pulls).toHaveLength(2);
  await vi.advanceTimersByTimeAsync(9_000);
  expect(pulls).toHaveLength(2);
  const theirs = track("video", "theirs");
  // Late answers of a request that was given up are not waited for any more.
  pulls[0]?.came.next(track("video", "too late"));
  pulls[1]?.came.next(theirs);
  expect(session.peers()[0]?.tracks.camera).toBe(theirs);
  await vi.advanceTimersByTimeAsync(60_000);
  expect(pulls.map(({ trackName }) => trackName)).toEqual(["their-camera", "their-camera"]);
  session.leave();
});

import { afterEach, beforeEach, describe, expect, test, vi } from "vitest";
import { noMedia } from "#protocol/call-limits";
import { TransportUnavailable } from "./join.ts";
import { joinByKit, type KitOptions } from "./realtimekit.ts";
import { meeting } from "./testing/fake-kit.ts";
import { FakeStream, makeLine, page, track } from "./testing/fake-line.ts";

const roster = [page("peer-000001", "agent"), page("peer-000002", "customer")];
const grant = { transport: "realtimekit" as const, token: "a.token.of-ours" };

async function joins(tracks = {}) {
  const around = { ...meeting(), ...makeLine() };
  const init = vi.fn(async (options: KitOptions) => (expect(options.authToken).toBe(grant.token), around.kit));
  const session = await joinByKit({ grant, peer: "peer-000001", roster, line: around.line, tracks }, init);
  return { ...around, session, init };
}

beforeEach(() => void vi.stubGlobal("MediaStream", FakeStream));
Object.defineProperty(navigator, "mediaDevices", { configurable: true, value: {} });

afterEach(() => vi.clearAllMocks());

describe("[CA24] a call through RealtimeKit", () => {
  test("begins with what is open, asks for no device by itself, and tells what is heard and seen", async () => {
    const { session, done, init, told } = await joins({ microphone: track("audio", "mic") });
    expect(init.mock.calls[0]?.[0]).toMatchObject({
      defaults: { audio: false, video: false },
      modules: { recording: false },
    });
    expect(done).toEqual(["join", "enableAudio mic'", "disableVideo", "disableScreenShare"]);
    expect(session.self().media).toEqual({ ...noMedia, microphone: true });
    const camera = track("video", "cam");
    await session.setCamera(camera);
    expect(done.at(-1)).toBe("enableVideo cam'");
    expect(told.at(-1)).toMatchObject({ microphone: true, camera: true });
    // Muted: the device stays open, and nothing is sent.
    const muted = track("audio", "mic");
    muted.enabled = false;
    await session.setMicrophone(muted);
    expect(done.at(-1)).toBe("disableAudio");
    expect(told.at(-1)).toMatchObject({ microphone: false, camera: true });
    await session.setCamera(null);
    expect(done.at(-1)).toBe("disableVideo");
  });

  test("holds and resumes with what was on", async () => {
    const { session, done, told } = await joins({ microphone: track("audio", "mic"), camera: track("video", "cam") });
    await session.setHeld(true);
    expect(done.slice(-3)).toEqual(["disableAudio", "disableVideo", "disableScreenShare"]);
    expect(told.at(-1)).toEqual({ ...noMedia, held: true });
    await session.setHeld(false);
    expect(done.slice(-3)).toEqual(expect.arrayContaining(["enableAudio mic'", "enableVideo cam'"]));
    expect(told.at(-1)).toMatchObject({ microphone: true, camera: true, held: false });
  });

  test("shows the screen that was chosen already, and gives the browser its own question back", async () => {
    const { session, done } = await joins();
    await session.setScreen({ video: track("video", "screen"), audio: null });
    expect(done.at(-1)).toBe("enableScreenShare screen'");
    expect("getDisplayMedia" in navigator.mediaDevices).toBe(false);
    await session.setScreen(null);
    expect(done.at(-1)).toBe("disableScreenShare");
  });

  test("knows the others by their page, and how the way to them is", async () => {
    const { session, participants, joined, meta, rosters } = await joins();
    const changes = vi.fn();
    session.onChange(changes);
    expect(session.peers()).toMatchObject([{ peer: "peer-000002", link: "connecting", tracks: {} }]);
    const [audioTrack, videoTrack, shown] = [track("audio", "a"), track("video", "v"), track("video", "s")];
    participants.push({
      customParticipantId: "peer-000002",
      audioTrack,
      videoTrack,
      screenShareTracks: { video: shown },
    });
    joined.tell("participantJoined", participants[0]);
    expect(changes).toHaveBeenCalled();
    expect(session.peers()).toMatchObject([
      { link: "connected", tracks: { microphone: audioTrack, camera: videoTrack, screen: shown } },
    ]);
    for (const [state, link] of [
      ["reconnecting", "interrupted"],
      ["failed", "lost"],
      ["connected", "connected"],
    ]) {
      meta.tell("mediaConnectionUpdate", { transport: "consuming", state });
      expect(session.peers()[0]?.link).toBe(link);
    }
    for (const told of rosters) told(roster.slice(0, 1));
    expect(session.peers()).toEqual([]);
  });

  test("leaves nothing behind, and stops no track of somebody else's", async () => {
    const microphone = track("audio", "mic");
    const { session, done, rosters, backs, told } = await joins({ microphone });
    for (const back of backs) back();
    expect(told.at(-1)).toMatchObject({ microphone: true });
    session.leave();
    expect(done.at(-1)).toBe("leave");
    expect([rosters.size, backs.size]).toEqual([0, 0]);
    expect(microphone.stop).not.toHaveBeenCalled();
  });

  test("that does not start says so, and leaves", async () => {
    vi.spyOn(console, "warn").mockReturnValue(undefined);
    const { line } = makeLine();
    const options = { grant, peer: "peer-000001", roster, line, tracks: {} };
    await expect(joinByKit(options, () => Promise.reject(new Error("0001")))).rejects.toThrow(TransportUnavailable);
    const { kit, done } = meeting();
    kit.join = () => Promise.reject(new Error("0002"));
    await expect(joinByKit(options, async () => kit)).rejects.toThrow(TransportUnavailable);
    expect(done).toEqual(["leave"]);
  });
});

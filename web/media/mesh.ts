import type { CallMedia } from "#protocol/call";
import { noMedia } from "#protocol/call-limits";
import { type CallGrant, type CallPeer } from "#protocol/call-message";
import type { JoinOptions } from "./join.ts";
import { MeshPeer } from "./mesh-peer.ts";
import type { CallSession, SessionPeer, Slot, Tracks } from "./session.ts";

type MeshGrant = Extract<CallGrant, { transport: "mesh" }>;

/**
 * A call in which every page sends to every other one, with nothing in between. Who comes in offers to everybody who is there,
 * so no two offers ever cross at the beginning.
 */
export function joinMesh({ grant, peer: own, roster, line, tracks: first }: JoinOptions<MeshGrant>): CallSession {
  const tracks: Tracks = { ...first };
  const links = new Map<string, MeshPeer>();
  const listeners = new Set<() => void>();
  let known: readonly CallPeer[] = [];
  let held = false;
  let told: CallMedia = noMedia;

  const changed = () => {
    for (const listener of listeners) listener();
  };
  const isOn = (slot: Slot) => !held && tracks[slot]?.readyState === "live" && tracks[slot].enabled;
  const media = (): CallMedia => ({
    microphone: isOn("microphone"),
    camera: isOn("camera"),
    screen: isOn("screen"),
    held,
  });
  const sent = (): Tracks => (held ? {} : tracks);

  function tell() {
    told = media();
    line.media(told);
    changed();
  }

  function link(id: string, offers: boolean) {
    links.set(
      id,
      new MeshPeer({
        ...{ iceServers: grant.iceServers, offers, local: sent, changed },
        send: (data) => line.signal(id, data),
      }),
    );
  }

  function enter(peers: readonly CallPeer[], isFirst: boolean) {
    const before = new Map(known.map((each) => [each.peer, each]));
    known = peers.filter(({ peer }) => peer !== own);
    for (const [id, each] of links) {
      if (known.some(({ peer }) => peer === id)) continue;
      each.close();
      links.delete(id);
    }
    for (const { peer, here } of known) {
      if (!links.has(peer)) link(peer, isFirst);
      else if (here && before.get(peer)?.here === false) links.get(peer)?.restart();
      void links.get(peer)?.setOthers(known.length);
    }
    changed();
  }

  async function set(slot: Slot, track: MediaStreamTrack | null) {
    if (track === null) delete tracks[slot];
    else {
      track.contentHint = slot === "screen" ? "detail" : slot === "camera" ? "motion" : "";
      tracks[slot] = track;
    }
    await Promise.all([...links.values()].map((each) => each.apply(slot)));
  }

  const restart = () => {
    for (const each of links.values()) each.restart();
  };
  const stops = [
    line.onSignal((from, data) => links.get(from)?.receive(data)),
    line.onRoster((peers) => enter(peers, false)),
    line.onBack(() => {
      line.media(media());
      restart();
    }),
  ];
  addEventListener("online", restart);

  enter(roster, true);
  told = media();

  return {
    self: () => ({ peer: own, tracks, media: told }),
    peers: () =>
      known.map((each): SessionPeer => {
        const { tracks: theirs = {}, link: state = "connecting" as const } = links.get(each.peer) ?? {};
        return { ...each, tracks: theirs, link: state };
      }),
    async setMicrophone(track) {
      await set("microphone", track);
      tell();
    },
    async setCamera(track) {
      await set("camera", track);
      tell();
    },
    async setScreen(screen) {
      await Promise.all([set("screen", screen?.video ?? null), set("screenAudio", screen?.audio ?? null)]);
      tell();
    },
    async setHeld(next) {
      held = next;
      await Promise.all([...links.values()].map((each) => each.applyAll()));
      tell();
    },
    async figures() {
      const found = await Promise.all([...links].map(async ([id, each]) => [id, await each.figures()] as const));
      return new Map(found);
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    leave() {
      for (const stop of stops) stop();
      removeEventListener("online", restart);
      for (const each of links.values()) each.close();
      links.clear();
      listeners.clear();
    },
  };
}

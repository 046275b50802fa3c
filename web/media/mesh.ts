import { type CallGrant, type CallPeer } from "#protocol/call-message";
import type { JoinOptions } from "./join.ts";
import { MeshPeer } from "./mesh-peer.ts";
import { makeOwnMedia } from "./own-media.ts";
import type { CallSession, SessionPeer } from "./session.ts";

type MeshGrant = Extract<CallGrant, { transport: "mesh" }>;

/**
 * A call in which every page sends to every other one, with nothing in between. Who comes in offers to everybody who is there,
 * so no two offers ever cross at the beginning.
 */
export function joinMesh({ grant, peer: own, roster, line, tracks }: JoinOptions<MeshGrant>): CallSession {
  const links = new Map<string, MeshPeer>();
  let known: readonly CallPeer[] = [];
  const mine = makeOwnMedia({
    ...{ peer: own, tracks, line },
    put: async (slot) => void (await Promise.all([...links.values()].map((each) => each.apply(slot)))),
  });

  function link(id: string, offers: boolean) {
    links.set(
      id,
      new MeshPeer({
        ...{ iceServers: grant.iceServers, offers, local: mine.sent, changed: mine.changed },
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
    mine.changed();
  }

  const restart = () => {
    for (const each of links.values()) each.restart();
  };
  const stops = [
    line.onSignal((from, data) => data.kind !== "tracks" && links.get(from)?.receive(data)),
    line.onRoster((peers) => enter(peers, false)),
    line.onBack(() => {
      mine.tellAgain();
      restart();
    }),
  ];
  addEventListener("online", restart);

  enter(roster, true);
  mine.toldAtFirst();

  return {
    ...mine.own,
    peers: () =>
      known.map((each): SessionPeer => {
        const { tracks: theirs = {}, link: state = "connecting" as const } = links.get(each.peer) ?? {};
        return { ...each, tracks: theirs, link: state };
      }),
    async figures() {
      const found = await Promise.all([...links].map(async ([id, each]) => [id, await each.figures()] as const));
      return new Map(found);
    },
    leave() {
      for (const stop of stops) stop();
      removeEventListener("online", restart);
      for (const each of links.values()) each.close();
      links.clear();
      mine.silence();
    },
  };
}

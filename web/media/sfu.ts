import { PartyTracks } from "partytracks/client";
import { BehaviorSubject, combineLatest, defer, of, retry, type Subscription, switchMap, timeout } from "rxjs";
import type { CallGrant, CallPeer, CallSignalData } from "#protocol/call-message";
import { type JoinOptions, TransportUnavailable } from "./join.ts";
import { LinkMeter } from "./link-meter.ts";
import { makeOwnMedia } from "./own-media.ts";
import type { CallSession, LinkState, SessionPeer, Slot, Tracks } from "./session.ts";
import { slots } from "./session.ts";
import { silentTrack } from "./silent-track.ts";

type SfuGrant = Extract<CallGrant, { transport: "sfu" }>;
type TracksSignal = Extract<CallSignalData, { kind: "tracks" }>;
/** Under which name something of somebody is found at the SFU. */
type Found = { trackName: string; sessionId: string; location: "remote" };
type Pulled = { source: BehaviorSubject<Found>; pull: Subscription };

/** The SFU is not there where it does not answer in this time. */
const startMs = 8_000;
/** What was asked for and has not come in this time is asked for again; each time we wait twice as long. */
const pullMs = { first: 5_000, most: 40_000 };

/**
 * A call through Cloudflare's Realtime SFU: each page sends everything once, and pulls what the others say that they send. Its API
 * stands behind our Worker, which knows the app's secret. What is switched off is another track in the same place: no negotiation.
 */
export async function joinSfu({ grant, peer: own, roster, line, tracks }: JoinOptions<SfuGrant>): Promise<CallSession> {
  const way = () =>
    new PartyTracks({
      prefix: new URL(grant.api, location.href).href,
      headers: new Headers({ authorization: `Bearer ${grant.pass}` }),
      iceServers: grant.iceServers,
    });
  // One connection out and one in: here only this page offers, there only the SFU, so that no two offers ever cross.
  const [outgoing, incoming] = [way(), way()];
  const pushed = new Map<Slot, { source: BehaviorSubject<MediaStreamTrack>; push: Subscription }>();
  /** What of this page the SFU has, and under which name: the others are told. */
  const published = new Map<Slot, { name: string; session: string }>();
  const pulled = new Map<string, Map<Slot, Pulled>>();
  const received = new Map<string, Tracks>();
  const meter = new LinkMeter();
  let known: readonly CallPeer[] = [];
  /** Out and in, as they are now: a way that broke gets another one. */
  const connections: { out?: RTCPeerConnection; in?: RTCPeerConnection } = {};
  let link: LinkState = "connecting";

  const mine = makeOwnMedia({
    ...{ peer: own, tracks, line },
    async put(slot, track) {
      const there = pushed.get(slot);
      if (there !== undefined) return there.source.next(track ?? silentTrack(slot));
      if (track !== null) push(slot, track);
    },
  });

  function push(slot: Slot, track: MediaStreamTrack) {
    const source = new BehaviorSubject(track);
    const sent = outgoing.push(source).subscribe(({ trackName, sessionId }) => {
      if (trackName === undefined || sessionId === undefined) return;
      published.set(slot, { name: trackName, session: sessionId });
      for (const { peer } of known) announce(peer);
    });
    pushed.set(slot, { source, push: sent });
  }

  function announce(to: string) {
    if (published.size === 0) return;
    line.signal(to, { kind: "tracks", tracks: Object.fromEntries(published) });
  }

  function heard(from: string, { tracks: theirs }: TracksSignal) {
    if (!known.some(({ peer }) => peer === from)) return;
    const now = pulled.get(from) ?? new Map<Slot, Pulled>();
    pulled.set(from, now);
    for (const slot of slots) {
      const at = theirs[slot];
      if (at === undefined) continue;
      const found: Found = { trackName: at.name, sessionId: at.session, location: "remote" };
      const before = now.get(slot);
      if (before === undefined) now.set(slot, pull(from, slot, found));
      else if (before.source.value.trackName !== at.name || before.source.value.sessionId !== at.session)
        before.source.next(found);
    }
  }

  function pull(from: string, slot: Slot, found: Found): Pulled {
    const source = new BehaviorSubject(found);
    // The client asks again by itself where the SFU refuses, but never where the request itself was lost.
    const arriving = combineLatest([incoming.session$, source]).pipe(
      switchMap(([, wanted]) => {
        let patience = pullMs.first / 2;
        return defer(() => {
          patience = Math.min(patience * 2, pullMs.most);
          return incoming.pull(of(wanted)).pipe(timeout({ first: patience }));
        }).pipe(retry());
      }),
    );
    return {
      source,
      pull: arriving.subscribe((track) => {
        received.set(from, { ...received.get(from), [slot]: track });
        mine.changed();
      }),
    };
  }

  function enter(peers: readonly CallPeer[]) {
    const before = new Map(known.map((each) => [each.peer, each.here]));
    known = peers.filter(({ peer }) => peer !== own);
    for (const [id, all] of pulled) {
      if (known.some(({ peer }) => peer === id)) continue;
      for (const each of all.values()) each.pull.unsubscribe();
      pulled.delete(id);
      received.delete(id);
    }
    // Who is new, and who is back, may not have heard.
    for (const { peer, here } of known) if (here && before.get(peer) !== true) announce(peer);
    mine.changed();
  }

  const { session, ready } = begin(outgoing);
  const watching = [
    session,
    outgoing.peerConnection$.subscribe((now) => (connections.out = now)),
    incoming.peerConnection$.subscribe((now) => (connections.in = now)),
    incoming.peerConnectionState$.subscribe((state) => {
      if (state === "connected") link = "connected";
      else if (state === "disconnected") link = "interrupted";
      else if (state === "failed") link = "lost";
      mine.changed();
    }),
  ];
  const stops = [
    line.onSignal((from, data) => data.kind === "tracks" && heard(from, data)),
    line.onRoster(enter),
    line.onBack(() => {
      mine.tellAgain();
      for (const { peer } of known) announce(peer);
    }),
  ];
  const leave = () => {
    for (const stop of stops) stop();
    // First, since tracks of a closed connection are not given back one by one: who is out may ask the SFU for nothing any more.
    for (const each of Object.values(connections)) each.close();
    for (const each of [...watching, ...[...pushed.values()].map(({ push: sent }) => sent)]) each?.unsubscribe();
    for (const all of pulled.values()) for (const each of all.values()) each.pull.unsubscribe();
    mine.silence();
  };

  await ready.catch((error: unknown) => {
    leave();
    throw error;
  });
  enter(roster);
  for (const slot of slots) {
    const track = tracks[slot];
    if (track !== undefined) push(slot, track);
  }
  mine.toldAtFirst();

  return {
    ...mine.own,
    peers: () =>
      known.map((each): SessionPeer => {
        const theirs = received.get(each.peer) ?? {};
        // Somebody who sends nothing needs no way.
        return { ...each, tracks: theirs, link: pulled.has(each.peer) ? link : "connected" };
      }),
    async figures() {
      const figures = connections.in === undefined ? null : await meter.read(connections.in);
      return new Map(figures === null ? [] : known.map(({ peer }) => [peer, figures]));
    },
    leave,
  };
}

/** The session stands as long as somebody listens to it. `ready` rejects where the SFU does not let this page in. */
function begin(party: PartyTracks): { session: Subscription | undefined; ready: Promise<void> } {
  let session: Subscription | undefined;
  const ready = new Promise<void>((resolve, reject) => {
    const fail = () => reject(new TransportUnavailable("sfu"));
    const timer = setTimeout(fail, startMs);
    session = party.session$.subscribe({
      next: ({ sessionId }) => (typeof sessionId === "string" ? resolve() : fail()),
      error: fail,
    });
    session.add(() => clearTimeout(timer));
  });
  return { session, ready };
}

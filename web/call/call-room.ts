import { batch, createEffect, createMemo, createSignal, on, onCleanup, untrack } from "solid-js";
import type { CallMedia } from "#protocol/call";
import { callLimits, noMedia } from "#protocol/call-limits";
import { type CallPeer } from "#protocol/call-message";
import type { ErrorCode } from "#protocol/error";
import { type DeviceTrouble, knownTrouble } from "../media/device-trouble.ts";
import { openScreen } from "../media/devices.ts";
import { join as joinMedia } from "../media/join.ts";
import { type Quality, qualityOf } from "../media/quality.ts";
import type { CallLine, CallSession, LinkFigures, SessionPeer, Tracks } from "../media/session.ts";
import { act } from "./call-acts.ts";
import { createCallDevices } from "./call-devices.ts";
import type { CallHeard, CallPort } from "./call-port.ts";
import { createSpeaking } from "./call-speaking.ts";

/** Why this page is no longer in a call in which it was. */
export type Parting = "over" | "left" | "removed" | "elsewhere" | "failed";

const figuresEveryMs = 2_500;

/**
 * This page in a conversation's call: joins by whatever transport the server chose, keeps its place when the socket comes back,
 * and holds all that is drawn. One for a page at a time; made under a Solid owner, with which everything is let go.
 */
export function createCallRoom(port: CallPort) {
  const [session, setSession] = createSignal<CallSession | null>(null);
  const [joining, setJoining] = createSignal(false);
  const [refused, setRefused] = createSignal<ErrorCode | null>(null);
  const [parting, setParting] = createSignal<Parting | null>(null);
  const [host, setHost] = createSignal<string | null>(null);
  const [screenTrouble, setScreenTrouble] = createSignal<DeviceTrouble | null>(null);
  const [mutedByHost, setMutedByHost] = createSignal(false);
  const [figures, setFigures] = createSignal<ReadonlyMap<string, LinkFigures>>(new Map());
  const [guests, setGuests] = createSignal<readonly { id: string; name: string }[]>([]);
  const [version, setVersion] = createSignal(0);
  const [screen, setScreen] = createSignal<Tracks["screen"] | null>(null);
  const signals = new Set<Parameters<CallLine["onSignal"]>[0]>();
  const rosters = new Set<(peers: readonly CallPeer[]) => void>();
  const backs = new Set<() => void>();
  let place: { call: string; peer: string } | null = null;
  /** What was said while this page's session was being made: it hears it as soon as it is there. */
  let early: { roster: readonly CallPeer[] | null; signals: Parameters<Parameters<CallLine["onSignal"]>[0]>[] } = {
    ...{ roster: null, signals: [] },
  };

  const devices = createCallDevices({
    onTrack(kind, track) {
      const now = untrack(session);
      void (kind === "microphone" ? now?.setMicrophone(track) : now?.setCamera(track));
    },
  });

  const line: CallLine = {
    media: (media) => place !== null && port.send({ kind: "call_media", call: place.call, media }),
    signal: (to, data) => place !== null && port.send({ kind: "call_signal", call: place.call, to, data }),
    onSignal: (listener) => add(signals, listener),
    onRoster: (listener) => add(rosters, listener),
    onBack: (listener) => add(backs, listener),
  };

  function mediaNow(): CallMedia {
    const now = untrack(session);
    if (now !== null) return now.self().media;
    const { microphone, camera } = untrack(devices.tracks);
    return {
      ...noMedia,
      microphone: microphone?.enabled === true,
      camera: camera !== undefined,
      screen: untrack(screen) !== null,
    };
  }

  function heard(message: CallHeard) {
    if (place === null || !("call" in message) || message.call !== place.call) return;
    const isEarly = untrack(session) === null;
    if (message.kind === "call_signal") {
      if (isEarly) early.signals.push([message.from, message.data]);
      else for (const listener of signals) listener(message.from, message.data);
    }
    if (message.kind === "call_roster" || message.kind === "call_grant") {
      setHost(message.host);
      if (isEarly) early.roster = message.peers;
      for (const listener of rosters) listener(message.peers);
    }
    if (message.kind === "call_guests") setGuests(message.guests);
    if (message.kind !== "call_control") return;
    if (message.what !== "mute") return part(message.what);
    setMutedByHost(true);
    devices.setMuted(true);
  }

  /** Takes the place in the call, or takes it back. */
  async function enter(call: string, peer: string) {
    return await act(port, { do: "join", call, peer, media: mediaNow() });
  }

  /** Joins with whatever is open now: devices first, where they are wanted. */
  async function join(): Promise<boolean> {
    const call = untrack(port.call)?.id;
    if (call === undefined || untrack(joining) || untrack(session) !== null) return false;
    const peer = port.newId();
    batch(() => {
      setJoining(true);
      setRefused(null);
      setParting(null);
    });
    early = { roster: null, signals: [] };
    const answer = await enter(call, peer);
    try {
      if (!answer.ok || answer.granted === null) {
        setRefused(answer.ok ? "internal" : answer.code);
        return false;
      }
      place = { call, peer };
      const { grant, peers, host: leads } = answer.granted;
      const { microphone, camera } = untrack(devices.tracks);
      const shown = untrack(screen);
      const tracks: Tracks = {
        ...(microphone && { microphone }),
        ...(camera && { camera }),
        ...(shown && { screen: shown }),
      };
      const joined = await joinMedia({ grant, peer, roster: peers, line, tracks });
      joined.onChange(() => setVersion((before) => before + 1));
      batch(() => {
        if (early.roster === null) setHost(leads);
        setSession(joined);
      });
      if (early.roster !== null) for (const listener of rosters) listener(early.roster);
      for (const [from, data] of early.signals) for (const listener of signals) listener(from, data);
      // And what was opened, or closed, on this page.
      const now = untrack(devices.tracks);
      if (now.microphone !== microphone) void joined.setMicrophone(now.microphone ?? null);
      if (now.camera !== camera) void joined.setCamera(now.camera ?? null);
      return true;
    } catch {
      place = null;
      // Who is alone may let the browsers connect directly; to leave would take the call back.
      const isAlone = untrack(port.call)?.people.every(({ id }) => id === port.me) ?? true;
      if (!isAlone) void act(port, { do: "leave", call });
      setRefused("call_unavailable");
      return false;
    } finally {
      setJoining(false);
    }
  }

  /** This page is out; the call may go on. */
  function part(why: Parting) {
    untrack(session)?.leave();
    place = null;
    untrack(screen)?.stop();
    batch(() => {
      setSession(null);
      setScreen(null);
      setHost(null);
      setGuests([]);
      setFigures(new Map());
      setParting(why);
      devices.close("microphone");
      devices.close("camera");
    });
  }

  onCleanup(port.onMessage(heard));
  onCleanup(() => {
    untrack(session)?.leave();
    untrack(screen)?.stop();
  });

  // The socket is back, and knows nothing of this page.
  createEffect(
    on(
      port.ready,
      async (isReady, wasReady) => {
        if (!isReady || wasReady || place === null) return;
        const answer = await enter(place.call, place.peer);
        if (answer.ok) for (const listener of backs) listener();
        else if (answer.code === "call_over") part("over");
      },
      { defer: true },
    ),
  );
  // The log says that it is over, or that this page's person has left it.
  createEffect(() => {
    const call = port.call();
    if (session() === null) return;
    if (call === null || call.id !== place?.call) untrack(() => part("over"));
  });
  const beat = setInterval(() => {
    const now = untrack(session);
    if (now !== null) line.media(now.self().media);
  }, callLimits.beatMs);
  onCleanup(() => clearInterval(beat));
  const asking = setInterval(() => void untrack(session)?.figures().then(setFigures), figuresEveryMs);
  onCleanup(() => clearInterval(asking));

  const peers = createMemo<readonly SessionPeer[]>(() => {
    version();
    return session()?.peers() ?? [];
  });
  const metAt = createMemo<ReadonlyMap<string, number>>(
    (before) => new Map(peers().map(({ peer }) => [peer, before.get(peer) ?? performance.now()])),
    new Map(),
  );
  const self = createMemo(() => {
    version();
    return session()?.self() ?? null;
  });
  const speaking = createSpeaking(() => peers().map(({ peer, tracks }) => ({ id: peer, track: tracks.microphone })));

  async function showScreen(): Promise<boolean> {
    const got = await openScreen();
    if (!got.ok) {
      setScreenTrouble(got.trouble);
      return false;
    }
    setScreenTrouble(null);
    const { video, audio } = got.value;
    video.contentHint = "detail";
    setScreen(video);
    // Also by the browser's own "Stop sharing".
    video.addEventListener("ended", () => void stopScreen());
    await untrack(session)?.setScreen({ video, audio });
    return true;
  }

  async function stopScreen() {
    untrack(screen)?.stop();
    setScreen(null);
    await untrack(session)?.setScreen(null);
  }

  return {
    port,
    devices,
    joined: () => session() !== null,
    joining,
    /** Why joining did not work; null: it did, or was not tried. */
    refused,
    /** Why this page is not in it any more. */
    parting,
    forgetParting: () => setParting(null),
    host,
    peers,
    self,
    peer: (id: string) => peers().find(({ peer }) => peer === id),
    quality: (id: string): Quality => {
      const link = peers().find(({ peer }) => peer === id)?.link ?? "connecting";
      // Asked for anew with each look at the figures.
      return qualityOf(link, figures().get(id), performance.now() - (metAt().get(id) ?? performance.now()));
    },
    speaking,
    /** This page's own screen, while it is shown. */
    screen,
    screenTrouble,
    dismissScreenTrouble: () => setScreenTrouble(null),
    screenImpossible: () => knownTrouble("screen"),
    mutedByHost,
    /** Who waits at the door; told to agents only. */
    guests,
    held: () => self()?.media.held ?? false,
    join,
    act: (what: Parameters<typeof act>[1], id?: string) => act(port, what, id),
    showScreen,
    stopScreen,
    setMuted(muted: boolean) {
      setMutedByHost(false);
      devices.setMuted(muted);
    },
    setHeld: (held: boolean) => session()?.setHeld(held),
    /** This page may be in it no more. */
    expel: () => part("removed"),
    /** Hangs up. */
    leave() {
      const call = place?.call;
      part("left");
      if (call !== undefined) void act(port, { do: "leave", call });
    },
  };
}

export type CallRoom = ReturnType<typeof createCallRoom>;

function add<T>(set: Set<T>, listener: T): () => void {
  set.add(listener);
  return () => set.delete(listener);
}

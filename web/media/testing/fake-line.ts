import { vi } from "vitest";
import type { CallMedia } from "#protocol/call";
import { noMedia } from "#protocol/call-limits";
import type { CallPeer, CallSignalData } from "#protocol/call-message";
import type { CallLine } from "../session.ts";

/** A track without a device. */
export function track(kind: "audio" | "video", id: string): MediaStreamTrack {
  const made = {
    kind,
    id,
    enabled: true,
    readyState: "live",
    contentHint: "",
    stop: vi.fn(),
    clone: () => track(kind, `${id}'`),
  };
  return Object.assign(new EventTarget(), made) as unknown as MediaStreamTrack;
}

/** A conversation's socket, as far as a call uses it: what was said over it, and how to say something. */
export function makeLine() {
  const told: CallMedia[] = [];
  const rosters = new Set<(peers: readonly CallPeer[]) => void>();
  const backs = new Set<() => void>();
  const signals = new Set<(from: string, data: CallSignalData) => void>();
  const line: CallLine = {
    media: (media) => void told.push(media),
    signal: () => undefined,
    onSignal: (listener) => (signals.add(listener), () => signals.delete(listener)),
    onRoster: (listener) => (rosters.add(listener), () => rosters.delete(listener)),
    onBack: (listener) => (backs.add(listener), () => backs.delete(listener)),
  };
  return { line, told, rosters, backs, signals };
}

/** Somebody's page in a call. */
export const page = (peer: string, kind: "agent" | "customer"): CallPeer => ({
  ...{ peer, media: noMedia, here: true },
  person: { id: `${kind}-000001`, kind, name: null },
});

/** Tracks together. */
export class FakeStream {
  readonly getTracks: () => MediaStreamTrack[];
  constructor(tracks: MediaStreamTrack[]) {
    this.getTracks = () => tracks;
  }
}

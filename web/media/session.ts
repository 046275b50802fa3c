import type { CallMedia } from "#protocol/call";
import type { CallPeer, CallSignalData } from "#protocol/call-message";

/** What somebody can send at once. A screen's sound goes with the screen. */
export const slots = ["microphone", "camera", "screen", "screenAudio"] as const;
export type Slot = (typeof slots)[number];
export type Tracks = Partial<Record<Slot, MediaStreamTrack>>;

export type LinkState = "connecting" | "connected" | "interrupted" | "lost";

/** Somebody else in the call. */
export type SessionPeer = CallPeer & {
  /** What comes from them. A track is there from the beginning; whether anything is on it says `media`. */
  tracks: Tracks;
  /** `interrupted`: was connected, and is being tried again. `lost`: there is no way to them; it is tried again all the same. */
  link: LinkState;
};

/** How well media comes from one peer, since it was asked last. Null: not known (yet). */
export type LinkFigures = {
  /** Round trip, in milliseconds. */
  roundTripMs: number | null;
  /** Part of the packets that got lost, 0 to 1. */
  loss: number | null;
  jitterMs: number | null;
};

/**
 * One page's part in one call, whatever transport carries it. What is drawn is drawn from this: no view knows the transport.
 * Tracks belong to who hands them in: a session stops none.
 */
export interface CallSession {
  /** The id of this page in the call, and what it sends. */
  self(): { peer: string; tracks: Tracks; media: CallMedia };
  peers(): readonly SessionPeer[];
  /** Null: nothing is sent any more. A change of track needs no negotiation and is heard and seen at once. */
  setMicrophone(track: MediaStreamTrack | null): Promise<void>;
  setCamera(track: MediaStreamTrack | null): Promise<void>;
  setScreen(screen: { video: MediaStreamTrack; audio: MediaStreamTrack | null } | null): Promise<void>;
  /** On hold nothing is sent, and the others are told; what was on comes back with false. */
  setHeld(held: boolean): Promise<void>;
  /** Figures of each peer's link since the last time. */
  figures(): Promise<ReadonlyMap<string, LinkFigures>>;
  /** Something of `self` or `peers` is different. Returns how to stop listening. */
  onChange(listener: () => void): () => void;
  /** Closes what this session opened; who leaves the call says so over the conversation's socket. */
  leave(): void;
}

/** The conversation's socket, as far as a call uses it. What is said while there is no socket is lost, and nobody is told. */
export interface CallLine {
  media(media: CallMedia): void;
  signal(to: string, data: CallSignalData): void;
  onSignal(listener: (from: string, data: CallSignalData) => void): () => void;
  /** Who is in it, each time that somebody comes, goes, or is heard differently. */
  onRoster(listener: (peers: readonly CallPeer[]) => void): () => void;
  /** This page is in the call again, on a new socket: what was said meanwhile may be lost. */
  onBack(listener: () => void): () => void;
}

import type { CallMedia } from "#protocol/call";
import { noMedia } from "#protocol/call-limits";
import { type CallLine, type CallSession, type Slot, slots, type Tracks } from "./session.ts";

type Own = Pick<CallSession, "self" | "setMicrophone" | "setCamera" | "setScreen" | "setHeld" | "onChange">;

/**
 * What this page sends in a call, and what it tells the others of it: the same by every transport, which says only how a slot
 * gets on its way.
 */
export function makeOwnMedia(options: {
  peer: string;
  tracks: Tracks;
  line: Pick<CallLine, "media">;
  /** Something is to be sent in this slot from now on, or nothing any more (null). */
  put: (slot: Slot, track: MediaStreamTrack | null) => Promise<void>;
}) {
  const { peer, line, put } = options;
  const tracks: Tracks = { ...options.tracks };
  const listeners = new Set<() => void>();
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
  function tell() {
    told = media();
    line.media(told);
    changed();
  }
  async function set(slot: Slot, track: MediaStreamTrack | null) {
    if (track === null) delete tracks[slot];
    else {
      track.contentHint = slot === "screen" ? "detail" : slot === "camera" ? "motion" : "";
      tracks[slot] = track;
    }
    await put(slot, held ? null : track);
  }
  const setAndTell = (slot: Slot) => async (track: MediaStreamTrack | null) => {
    await set(slot, track);
    tell();
  };

  const again = (slot: Slot) => put(slot, held ? null : (tracks[slot] ?? null));

  const own: Own = {
    self: () => ({ peer, tracks, media: told }),
    setMicrophone: setAndTell("microphone"),
    setCamera: setAndTell("camera"),
    async setScreen(screen) {
      await Promise.all([set("screen", screen?.video ?? null), set("screenAudio", screen?.audio ?? null)]);
      tell();
    },
    async setHeld(next) {
      held = next;
      await Promise.all(slots.map((slot) => again(slot)));
      tell();
    },
    onChange(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
  return {
    own,
    /** What is sent now: nothing on hold. */
    sent: (): Tracks => (held ? {} : tracks),
    /** They heard it when this page came in. */
    toldAtFirst: () => void (told = media()),
    /** Says it again, on a line that may have lost it. */
    tellAgain: () => line.media(media()),
    /** Puts what stands in a slot on its way (again). */
    again,
    changed,
    /** Nobody listens any more. */
    silence: () => listeners.clear(),
  };
}

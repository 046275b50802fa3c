import type { Slot } from "./session.ts";

const made = new Map<"audio" | "video", MediaStreamTrack>();

/** What stands in a slot in which nothing is sent: darkness, or silence. One of each for a page, for all calls. */
export function silentTrack(slot: Slot): MediaStreamTrack {
  const kind = slot === "camera" || slot === "screen" ? "video" : "audio";
  const kept = made.get(kind);
  if (kept?.readyState === "live") return kept;
  const track = kind === "video" ? dark() : silent();
  made.set(kind, track);
  return track;
}

function dark(): MediaStreamTrack {
  const canvas = document.createElement("canvas");
  Object.assign(canvas, { width: 16, height: 16 });
  canvas.getContext("2d")?.fillRect(0, 0, 16, 16);
  return first(canvas.captureStream(1));
}

function silent(): MediaStreamTrack {
  return first(new AudioContext().createMediaStreamDestination().stream);
}

function first(stream: MediaStream): MediaStreamTrack {
  const [track] = stream.getTracks();
  if (track === undefined) throw new Error("a stream without a track");
  return track;
}

import { createEffect, createMemo } from "solid-js";

/** Shows a track. Without sound: see CallAudio. */
export function CallVideo(props: {
  track: MediaStreamTrack | undefined;
  label: string;
  /** As in a mirror: one's own camera. */
  mirrored?: boolean;
  /** Whole, with bars at the sides, instead of cut to the frame. */
  whole?: boolean;
}) {
  const attach = (element: HTMLVideoElement) => {
    // As a property too: browsers start only what is muted by it.
    element.muted = true;
    // The same track, told again, must not begin anew.
    const track = createMemo(() => props.track);
    createEffect(() => {
      const shown = track();
      element.srcObject = shown === undefined ? null : new MediaStream([shown]);
      if (shown !== undefined) void element.play().catch(() => undefined);
    });
  };
  return (
    <video
      class="call-video"
      ref={attach}
      aria-label={props.label}
      data-mirrored={props.mirrored ? "" : undefined}
      data-whole={props.whole ? "" : undefined}
      autoplay
      playsinline
    />
  );
}

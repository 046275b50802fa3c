import { createEffect, createSignal, onCleanup, untrack } from "solid-js";

/** How a call stands on the screen beyond its place in the page: over the whole of it, or in a small picture above everything. */
export function createCallView() {
  const [frame, setFrame] = createSignal<HTMLElement>();
  const [main, setMain] = createSignal<MediaStreamTrack | null>(null);
  const [isFull, setIsFull] = createSignal(false);
  const [isFloating, setIsFloating] = createSignal(false);
  const follow = () => setIsFull(frame() !== undefined && document.fullscreenElement === frame());
  document.addEventListener("fullscreenchange", follow);
  onCleanup(() => document.removeEventListener("fullscreenchange", follow));

  // A picture of its own, which no page shows: those of the stage come and go with who speaks, and would take it with them.
  const floating = document.createElement("video");
  floating.muted = true;
  floating.playsInline = true;
  const show = (track: MediaStreamTrack | null) =>
    (floating.srcObject = track === null ? null : new MediaStream([track]));
  floating.addEventListener("leavepictureinpicture", () => {
    setIsFloating(false);
    show(null);
  });
  const sink = () => void document.exitPictureInPicture().catch(() => undefined);
  async function float(track: MediaStreamTrack) {
    show(track);
    try {
      // Browsers float nothing that has no picture yet.
      await floating.play();
      await floating.requestPictureInPicture();
      setIsFloating(true);
    } catch {
      show(null);
    }
  }
  createEffect(() => {
    const track = main();
    if (!untrack(isFloating)) return;
    if (track === null) return sink();
    show(track);
    void floating.play().catch(() => undefined);
  });
  onCleanup(() => untrack(isFloating) && sink());

  return {
    /** What fills the screen. */
    setFrame,
    /** The picture that is looked at most; null: there is none. */
    setMain,
    isFull,
    isFloating,
    /** Not on every phone, and not where the page around forbids it. */
    canFill: () => document.fullscreenEnabled === true,
    canFloat: () => main() !== null && document.pictureInPictureEnabled === true,
    fill: () => void (isFull() ? document.exitFullscreen() : frame()?.requestFullscreen())?.catch(() => undefined),
    /** Into the small picture, or back out of it. */
    float() {
      const track = main();
      if (isFloating()) sink();
      else if (track !== null) void float(track);
    },
  };
}

export type CallView = ReturnType<typeof createCallView>;

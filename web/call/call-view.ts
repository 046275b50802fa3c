import { createSignal, onCleanup } from "solid-js";

/** How a call stands on the screen beyond its place in the page: over the whole of it, or in a small picture above everything. */
export function createCallView() {
  const [frame, setFrame] = createSignal<HTMLElement>();
  const [main, setMain] = createSignal<HTMLVideoElement | null>(null);
  const [isFull, setIsFull] = createSignal(false);
  const follow = () => setIsFull(frame() !== undefined && document.fullscreenElement === frame());
  document.addEventListener("fullscreenchange", follow);
  onCleanup(() => document.removeEventListener("fullscreenchange", follow));
  return {
    /** What fills the screen. */
    setFrame,
    /** The picture that stands large. */
    setMain,
    isFull,
    /** Not on every phone, and not where the page around forbids it. */
    canFill: () => document.fullscreenEnabled === true,
    canFloat: () => main() !== null && document.pictureInPictureEnabled === true,
    fill: () => void (isFull() ? document.exitFullscreen() : frame()?.requestFullscreen())?.catch(() => undefined),
    float: () =>
      void main()
        ?.requestPictureInPicture()
        .catch(() => undefined),
  };
}

export type CallView = ReturnType<typeof createCallView>;

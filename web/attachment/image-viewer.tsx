import ChevronLeft from "lucide-solid/icons/chevron-left";
import ChevronRight from "lucide-solid/icons/chevron-right";
import Download from "lucide-solid/icons/download";
import X from "lucide-solid/icons/x";
import ZoomIn from "lucide-solid/icons/zoom-in";
import ZoomOut from "lucide-solid/icons/zoom-out";
import { createEffect, createMemo, createSignal, on, onMount, Show } from "solid-js";
import type { Attachment } from "#protocol/attachment";
import { downloadAddress, useFileAccess } from "./file-context.tsx";
import { sizeText, tf } from "./file-words.ts";
import "./image-viewer.css";

const largest = 8;

/**
 * The images of a message, large: arrows go from one to the next, + and - and the wheel zoom, a drag moves, Escape closes. The browser's own
 * modal dialog, which keeps the focus and gives it back.
 */
export function ImageViewer(props: { images: readonly Attachment[]; first: string; onClose: () => void }) {
  const access = useFileAccess();
  let dialog: HTMLDialogElement | undefined;
  const [place, setPlace] = createSignal(
    Math.max(
      0,
      props.images.findIndex(({ id }) => id === props.first),
    ),
  );
  const [zoom, setZoom] = createSignal(1);
  const [shift, setShift] = createSignal({ x: 0, y: 0 });
  const [renewed, setRenewed] = createSignal(false);
  const image = createMemo(() => props.images[place()]);
  const address = () => access.address(image()?.id ?? "", "file") ?? undefined;
  onMount(() => dialog?.showModal());
  createEffect(
    on(place, () => {
      setZoom(1);
      setShift({ x: 0, y: 0 });
      setRenewed(false);
    }),
  );

  const go = (step: number) => setPlace((at) => (at + step + props.images.length) % props.images.length);
  const zoomTo = (next: number) => {
    const bounded = Math.min(largest, Math.max(1, next));
    setZoom(bounded);
    if (bounded === 1) setShift({ x: 0, y: 0 });
  };
  const press = (event: KeyboardEvent) => {
    const rtl = getComputedStyle(document.documentElement).direction === "rtl" ? -1 : 1;
    const steps: Record<string, () => void> = {
      ArrowRight: () => go(rtl),
      ArrowLeft: () => go(-rtl),
      "+": () => zoomTo(zoom() * 1.5),
      "=": () => zoomTo(zoom() * 1.5),
      "-": () => zoomTo(zoom() / 1.5),
      "0": () => zoomTo(1),
    };
    const step = steps[event.key];
    // Nothing of this is for the page behind.
    event.stopPropagation();
    if (step === undefined || event.ctrlKey || event.metaKey || event.altKey) return;
    event.preventDefault();
    step();
  };
  const drag = (event: PointerEvent & { currentTarget: HTMLElement }) => {
    if (zoom() === 1 || event.button !== 0) return;
    const from = { x: event.clientX - shift().x, y: event.clientY - shift().y };
    const stage = event.currentTarget;
    const stop = new AbortController();
    stage.setPointerCapture(event.pointerId);
    const move = (to: PointerEvent) => setShift({ x: to.clientX - from.x, y: to.clientY - from.y });
    stage.addEventListener("pointermove", move, { signal: stop.signal });
    for (const end of ["pointerup", "pointercancel"]) {
      stage.addEventListener(end, () => stop.abort(), { signal: stop.signal });
    }
  };

  return (
    <dialog
      ref={(made) => (dialog = made)}
      class="image-viewer"
      aria-label={tf("viewer.label")}
      onClose={() => props.onClose()}
      onKeyDown={press}
    >
      <header class="image-viewer-head">
        <span class="image-viewer-name">
          <span class="ui-truncate" dir="auto">
            {image()?.name}
          </span>
          <small>
            {sizeText(image()?.size ?? 0)}
            <Show when={props.images.length > 1}>
              {" · "}
              {tf("viewer.place", { place: place() + 1, count: props.images.length })}
            </Show>
          </small>
        </span>
        <button
          type="button"
          aria-label={tf("viewer.zoomOut")}
          disabled={zoom() === 1}
          onClick={() => zoomTo(zoom() / 1.5)}
        >
          <ZoomOut />
        </button>
        <button
          type="button"
          aria-label={tf("viewer.zoomIn")}
          disabled={zoom() === largest}
          onClick={() => zoomTo(zoom() * 1.5)}
        >
          <ZoomIn />
        </button>
        <a
          href={downloadAddress(address())}
          download={image()?.name ?? ""}
          aria-label={tf("file.download", { name: image()?.name ?? "" })}
        >
          <Download />
        </a>
        <button type="button" aria-label={tf("viewer.close")} onClick={() => dialog?.close()}>
          <X />
        </button>
      </header>
      <div
        class="image-viewer-stage"
        data-zoomed={zoom() > 1 ? "" : undefined}
        onClick={(event) => event.target === event.currentTarget && dialog?.close()}
        onDblClick={() => zoomTo(zoom() > 1 ? 1 : 2.5)}
        onWheel={(event) => {
          event.preventDefault();
          zoomTo(zoom() * (event.deltaY < 0 ? 1.2 : 1 / 1.2));
        }}
        onPointerDown={drag}
      >
        <img
          src={address()}
          alt={tf("file.image", { name: image()?.name ?? "" })}
          width={image()?.width}
          height={image()?.height}
          draggable="false"
          style={{ transform: `translate(${shift().x}px, ${shift().y}px) scale(${zoom()})` }}
          onError={() => {
            if (renewed()) return;
            setRenewed(true);
            access.renew();
          }}
        />
      </div>
      <Show when={props.images.length > 1}>
        <button
          type="button"
          class="image-viewer-go"
          data-to="previous"
          aria-label={tf("viewer.previous")}
          onClick={() => go(-1)}
        >
          <ChevronLeft class="ui-mirror" />
        </button>
        <button
          type="button"
          class="image-viewer-go"
          data-to="next"
          aria-label={tf("viewer.next")}
          onClick={() => go(1)}
        >
          <ChevronRight class="ui-mirror" />
        </button>
      </Show>
    </dialog>
  );
}

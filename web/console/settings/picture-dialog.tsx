import ZoomIn from "lucide-solid/icons/zoom-in";
import { createEffect, createSignal, on } from "solid-js";
import { Button } from "../../ui/button.tsx";
import { Dialog } from "../../ui/dialog.tsx";
import { FormProblem } from "../session/form-problem.tsx";
import { type Crop, dragged, inside, squareOf, wholeCrop, zoomMost } from "./picture-crop.ts";
import { t } from "./settings-intl.ts";
import "./picture-dialog.css";

/** What is drawn here, in device pixels, and what is sent. */
const shownPixels = 512;
const sentPixels = 256;
/** Of the preview, for one press of an arrow key. */
const step = 16;

const arrows: Record<string, { x: number; y: number }> = {
  ArrowLeft: { x: step, y: 0 },
  ArrowRight: { x: -step, y: 0 },
  ArrowUp: { x: 0, y: step },
  ArrowDown: { x: 0, y: -step },
};

/**
 * Lets one choose the square of an image that becomes the picture: dragged with pointer or arrow keys, enlarged with the slider.
 * `onSave` gets it drawn anew, small, so that nothing that the file said besides (as where it was taken) goes anywhere; it answers why
 * it did not work, or null.
 */
export function PictureDialog(props: {
  image: ImageBitmap | null;
  onClose: () => void;
  onSave: (picture: Blob) => Promise<string | null>;
}) {
  const [crop, setCrop] = createSignal<Crop>(wholeCrop);
  const [pending, setPending] = createSignal(false);
  const [problem, setProblem] = createSignal<string | null>(null);
  let canvas: HTMLCanvasElement | undefined;
  let held: { x: number; y: number } | null = null;

  createEffect(
    on(
      () => props.image,
      () => {
        setCrop(wholeCrop);
        setProblem(null);
      },
    ),
  );
  createEffect(() => {
    if (props.image && canvas) draw(canvas, props.image, crop());
  });

  const move = (by: { x: number; y: number }) => {
    const shown = canvas?.clientWidth;
    if (props.image && shown) setCrop(dragged(props.image, crop(), by, shown));
  };
  const save = async () => {
    if (!props.image || pending()) return;
    setPending(true);
    const picture = await drawn(props.image, crop());
    const refused = picture === null ? t("picture.failed") : await props.onSave(picture);
    setPending(false);
    if (refused === null) props.onClose();
    else setProblem(refused);
  };

  return (
    <Dialog
      open={props.image !== null}
      onOpenChange={(open) => !open && props.onClose()}
      title={t("picture.cropTitle")}
      size="sm"
      footer={
        <>
          <Button onClick={() => props.onClose()}>{t("settings.cancel")}</Button>
          <Button variant="primary" pending={pending()} onClick={() => void save()}>
            {t("picture.use")}
          </Button>
        </>
      }
    >
      <div class="picture-crop">
        <canvas
          ref={(element) => {
            canvas = element;
            if (props.image) draw(element, props.image, crop());
          }}
          class="picture-crop-image"
          width={shownPixels}
          height={shownPixels}
          tabindex="0"
          role="img"
          aria-label={t("picture.cropHelp")}
          onPointerDown={(event) => {
            event.currentTarget.setPointerCapture(event.pointerId);
            held = { x: event.clientX, y: event.clientY };
          }}
          onPointerMove={(event) => {
            if (held === null) return;
            move({ x: event.clientX - held.x, y: event.clientY - held.y });
            held = { x: event.clientX, y: event.clientY };
          }}
          onPointerUp={() => (held = null)}
          onPointerCancel={() => (held = null)}
          onKeyDown={(event) => {
            const by = arrows[event.key];
            if (by === undefined) return;
            event.preventDefault();
            move(by);
          }}
        />
        <label class="picture-crop-zoom">
          <ZoomIn />
          <input
            type="range"
            aria-label={t("picture.zoom")}
            min="1"
            max={zoomMost}
            step="0.02"
            value={crop().zoom}
            onInput={(event) => {
              if (props.image) setCrop(inside(props.image, { ...crop(), zoom: event.currentTarget.valueAsNumber }));
            }}
          />
        </label>
        <p class="settings-detail">{t("picture.cropHelp")}</p>
        <FormProblem text={problem()} />
      </div>
    </Dialog>
  );
}

function draw(canvas: HTMLCanvasElement, image: ImageBitmap, crop: Crop): void {
  const context = canvas.getContext("2d");
  if (!context) return;
  const { left, top, side } = squareOf(image, crop);
  // A JPEG has no transparency: what is clear would be black.
  context.fillStyle = "#ffffff";
  context.fillRect(0, 0, canvas.width, canvas.height);
  context.imageSmoothingQuality = "high";
  context.drawImage(image, left, top, side, side, 0, 0, canvas.width, canvas.height);
}

async function drawn(image: ImageBitmap, crop: Crop): Promise<Blob | null> {
  const canvas = document.createElement("canvas");
  canvas.width = sentPixels;
  canvas.height = sentPixels;
  draw(canvas, image, crop);
  return await new Promise((resolve) => canvas.toBlob(resolve, "image/jpeg", 0.88));
}

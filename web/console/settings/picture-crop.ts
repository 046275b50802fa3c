/** Which square of an image is taken: its centre as a share of the image (0 to 1), and how much it is enlarged (from 1). */
export type Crop = { x: number; y: number; zoom: number };

export type Size = { width: number; height: number };

export const wholeCrop: Crop = { x: 0.5, y: 0.5, zoom: 1 };

export const zoomMost = 4;

/** The square in the image's own pixels. At zoom 1 it is the largest that fits. */
export function squareOf(image: Size, crop: Crop): { left: number; top: number; side: number } {
  const side = Math.min(image.width, image.height) / crop.zoom;
  return { left: crop.x * image.width - side / 2, top: crop.y * image.height - side / 2, side };
}

/** The nearest crop that stays inside the image. */
export function inside(image: Size, crop: Crop): Crop {
  const zoom = Math.min(zoomMost, Math.max(1, crop.zoom));
  const half = Math.min(image.width, image.height) / zoom / 2;
  const within = (share: number, length: number) => {
    const margin = half / length;
    return Math.min(1 - margin, Math.max(margin, share));
  };
  return { x: within(crop.x, image.width), y: within(crop.y, image.height), zoom };
}

/** The crop after the picture was dragged by so many pixels of a preview that is `shown` pixels wide. */
export function dragged(image: Size, crop: Crop, by: { x: number; y: number }, shown: number): Crop {
  const { side } = squareOf(image, crop);
  const scale = side / shown;
  return inside(image, {
    ...crop,
    x: crop.x - (by.x * scale) / image.width,
    y: crop.y - (by.y * scale) / image.height,
  });
}

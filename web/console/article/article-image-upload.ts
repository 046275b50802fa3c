import type { ArticleImage } from "#protocol/article";
import { articleLimits } from "#protocol/limits";
import { refusal } from "#protocol/error";
import type { HttpResult } from "../../connection/http.ts";
import { articleRequests } from "./article-requests.ts";

/** Wider is never shown: an article is at most some 700 pixels wide, twice as many on sharp screens. */
const widest = 1_920;
/** Small drawings with sharp edges stay lossless. */
const losslessBytes = 400_000;

/**
 * Sends a picture. It is drawn anew before, which makes it no larger than it is shown and leaves behind where and with
 * what it was taken; an animation goes as it is.
 */
export async function uploadImage(file: File): Promise<HttpResult<ArticleImage>> {
  if (file.type === "image/gif")
    return file.size > articleLimits.imageBytes
      ? { ok: false, error: refusal("too_large") }
      : await articleRequests.image(file);
  const drawn = await redrawn(file).catch(() => null);
  if (drawn === null) return { ok: false, error: refusal("picture_invalid") };
  return await articleRequests.image(drawn);
}

async function redrawn(file: File): Promise<Blob> {
  const picture = await createImageBitmap(file, { imageOrientation: "from-image" });
  const scale = Math.min(1, widest / Math.max(picture.width, picture.height));
  const [width, height] = [picture.width * scale, picture.height * scale].map((side) => Math.max(1, Math.round(side)));
  const canvas = new OffscreenCanvas(width ?? 1, height ?? 1);
  const context = canvas.getContext("2d");
  if (context === null) throw new Error("no canvas");
  context.drawImage(picture, 0, 0, canvas.width, canvas.height);
  picture.close();
  const lossless = file.type === "image/png" && file.size < losslessBytes;
  return await canvas.convertToBlob(lossless ? { type: "image/png" } : { type: "image/webp", quality: 0.86 });
}

import { isDrawable, isShown } from "../attachment/attachment.domain.ts";
import { imageSize } from "../attachment/image-size.domain.ts";
import { sniff } from "../attachment/sniff.domain.ts";
import { articleLimits } from "../protocol/limits.ts";

export type ImageFacts = { type: string; width: number; height: number };

/**
 * What the bytes are, whatever their sender calls them: one of the five kinds that browsers show and that cannot run anything.
 * Null where it is none of these, its head is broken, or it would unpack into more than anybody should draw.
 */
export function readImage(bytes: Uint8Array): ImageFacts | null {
  const { kind, type } = sniff(bytes);
  const size = kind === "image" && isShown(type) ? imageSize(type, bytes) : null;
  if (size === null || !isDrawable(size) || Math.max(size.width, size.height) > articleLimits.imageSide) return null;
  return { type, ...size };
}

import type { Context } from "hono";
import { readBytes } from "../platform/body.ts";
import type { App } from "../platform/env.ts";
import { FalaError } from "../platform/http-error.ts";
import { fileLimits } from "../protocol/file-limits.ts";
import { imageSize } from "./image-size.domain.ts";
import { sniff } from "./sniff.domain.ts";

export type Thumbnail = { bytes: Uint8Array<ArrayBuffer>; type: string; width: number; height: number };

/** The small picture that a request brings; throws `file_kind_refused` where it is none, or not small. */
export async function readThumbnail(c: Context<App>): Promise<Thumbnail> {
  const bytes = await readBytes(c, fileLimits.thumbnailBytes);
  const thumbnail = thumbnailOf(bytes);
  if (thumbnail === null) throw new FalaError("file_kind_refused");
  return thumbnail;
}

/** Null for anything but a small picture. */
export function thumbnailOf(bytes: Uint8Array<ArrayBuffer>): Thumbnail | null {
  const { type } = sniff(bytes);
  const size = imageSize(type, bytes);
  const isSmall = size !== null && Math.max(size.width, size.height) <= fileLimits.thumbnailSide;
  return isSmall && /^image\/(png|jpeg|webp)$/.test(type) ? { bytes, type, ...size } : null;
}

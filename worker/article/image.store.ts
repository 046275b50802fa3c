import { FalaError } from "../platform/http-error.ts";
import type { ArticleImage } from "../protocol/article.ts";
import { articleLimits } from "../protocol/limits.ts";
import { readImage } from "./image.domain.ts";

/** Keeps an image for articles under a name that cannot be guessed. What it is is read from its bytes. */
export async function saveImage(files: R2Bucket, bytes: Uint8Array): Promise<ArticleImage> {
  const facts = readImage(bytes);
  if (facts === null || facts.width > articleLimits.imageSide || facts.height > articleLimits.imageSide)
    throw new FalaError("picture_invalid");
  const file = crypto.randomUUID().replaceAll("-", "");
  await files.put(keyOf(file), bytes, { httpMetadata: { contentType: facts.type } });
  return { file, width: facts.width, height: facts.height };
}

/** Null where there is none. */
export async function readImageFile(files: R2Bucket, file: string): Promise<R2ObjectBody | null> {
  return await files.get(keyOf(file));
}

function keyOf(file: string): string {
  return `article/${file}`;
}

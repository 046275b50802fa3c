import { FalaError } from "../platform/http-error.ts";
import { logoSchema } from "../protocol/workspace-settings.ts";
import { imageEnding, imageTypes } from "./image.domain.ts";

type Files = { FILES: R2Bucket };

const keyOf = (logo: string) => `logo/${logo}`;

/** Keeps an image under a name made of its bytes, so that sending it twice keeps it once. Refuses what is no image with `image_invalid`. */
export async function keepLogo(env: Files, bytes: Uint8Array<ArrayBuffer>): Promise<string> {
  const ending = imageEnding(bytes);
  if (ending === null) throw new FalaError("image_invalid");
  const digest = Buffer.from(await crypto.subtle.digest("SHA-256", bytes)).toString("hex");
  const logo = `${digest.slice(0, 32)}.${ending}`;
  await env.FILES.put(keyOf(logo), bytes, { httpMetadata: { contentType: imageTypes[ending] } });
  return logo;
}

/** Null where there is no such logo. */
export async function readLogo(env: Files, logo: string): Promise<R2ObjectBody | null> {
  return logoSchema.safeParse(logo).success ? await env.FILES.get(keyOf(logo)) : null;
}

export async function hasLogo(env: Files, logo: string): Promise<boolean> {
  return (await env.FILES.head(keyOf(logo))) !== null;
}

export async function dropLogo(env: Files, logo: string): Promise<void> {
  await env.FILES.delete(keyOf(logo));
}

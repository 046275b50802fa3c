import type { Attachment, FileKind } from "../protocol/attachment.ts";
import { presentationOf } from "./attachment.domain.ts";

type Size = { width?: number | undefined; height?: number | undefined };

/** What its sender says of a file beside its name. */
export type Claims = Size & { seconds?: number | undefined };
/** What its bytes say. */
export type Found = Size & { kind: FileKind; type: string };

/** What is known of a file on its way. `etag` of the whole file in R2; null until all of it is there. */
type Known = {
  id: string;
  name: string;
  size: number;
  claims: Claims;
  found: Found | null;
  thumbnail: object | string | null;
  etag: string | null;
};

/** What others see of an upload; null until it is finished. */
export function attachmentOf({ id, name, size, claims, found, thumbnail, etag }: Known): Attachment | null {
  if (etag === null || found === null) return null;
  const { kind, type } = found;
  const file: Attachment = { id, name, kind, type, size };
  // An image's size is measured. What cannot be measured is believed of what is played.
  const said = kind === "image" ? found : kind === "video" ? claims : {};
  const { width, height } = said;
  const seen = width === undefined || height === undefined ? file : { ...file, width, height };
  const timed =
    (kind === "video" || kind === "audio") && claims.seconds !== undefined
      ? { ...seen, seconds: claims.seconds }
      : seen;
  if (thumbnail === null || presentationOf(timed) === "audio") return timed;
  return { ...timed, thumbnail: true };
}

import { cleanName, isDrawable, isShown, kindOf, sizeProblem } from "#domain/attachment/attachment";
import { imageSize } from "#domain/attachment/image-size";
import { sniff, sniffBytes } from "#domain/attachment/sniff";
import { withoutLocation } from "#domain/attachment/strip-location";
import type { FileKind, UploadLimits } from "#protocol/attachment";
import type { ErrorCode } from "#protocol/error";
import { fileLimits } from "#protocol/file-limits";

/** A file as it is sent. */
export type PreparedFile = {
  blob: Blob;
  name: string;
  kind: FileKind;
  width?: number;
  height?: number;
  seconds?: number;
  /** At most fileLimits.thumbnailSide and thumbnailBytes; null where there is none, or the file is as small itself. */
  thumbnail: Blob | null;
};

/** An image's header stands within this much. */
const headBytes = 256 * 1024;
/** A player that does not say what it has within this time is not asked any more. */
const probeMs = 8_000;
/** An image of at most this many bytes is its own thumbnail. */
const smallBytes = 48 * 1024;

/**
 * Looks at a file before it is sent: refuses what the server would refuse, takes out where a photo was taken, and makes the small
 * picture that is shown in the list. Nothing that would unpack into too much is unpacked.
 */
export async function prepareFile(
  file: File,
  most: UploadLimits,
): Promise<{ ok: true; value: PreparedFile } | { ok: false; code: ErrorCode }> {
  const name = cleanName(file.name);
  const problem = sizeProblem(file.size, most.bytes);
  if (problem !== null) return { ok: false, code: problem };
  const read = await bytesOf(file.slice(0, headBytes));
  // A file that was moved or changed since it was chosen cannot be read any more.
  if (read === null) return { ok: false, code: "upload_incomplete" };
  const found = sniff(read.subarray(0, sniffBytes));
  const kind = kindOf(found, name);
  if (!most.kinds.includes(kind)) return { ok: false, code: "file_kind_refused" };
  const plain: PreparedFile = { blob: file, name, kind, thumbnail: null };
  if (kind === "image") return await preparePhoto(plain, found.type, read, most.keepLocation);
  if ((kind === "video" || kind === "audio") && isShown(found.type)) {
    const probed = await probe(file, kind);
    return { ok: true, value: { ...plain, ...probed } };
  }
  return { ok: true, value: plain };
}

async function preparePhoto(
  plain: PreparedFile,
  type: string,
  head: Uint8Array,
  keepLocation: boolean,
): Promise<{ ok: true; value: PreparedFile } | { ok: false; code: ErrorCode }> {
  let { blob } = plain;
  if (!keepLocation) {
    const whole = await bytesOf(blob);
    const clean = whole === null ? null : withoutLocation(type, whole);
    if (clean === null) return { ok: false, code: "upload_incomplete" };
    if (clean !== whole) blob = new Blob([clean], { type });
  }
  const size = imageSize(type, head);
  if (size === null || !isDrawable(size) || !isShown(type)) return { ok: true, value: { ...plain, blob } };
  const isSmall = blob.size <= smallBytes && Math.max(size.width, size.height) <= 2 * fileLimits.thumbnailSide;
  const thumbnail = isSmall ? null : await shrunk(blob, size).catch(() => null);
  return { ok: true, value: { ...plain, blob, ...size, thumbnail } };
}

async function bytesOf(blob: Blob): Promise<Uint8Array<ArrayBuffer> | null> {
  try {
    return new Uint8Array(await blob.arrayBuffer());
  } catch {
    return null;
  }
}

async function shrunk(blob: Blob, size: { width: number; height: number }): Promise<Blob | null> {
  const bitmap = await createImageBitmap(blob);
  try {
    return await drawn(bitmap, size);
  } finally {
    bitmap.close();
  }
}

/** Draws it as small as a thumbnail is; less well, until it is light enough. */
async function drawn(source: CanvasImageSource, size: { width: number; height: number }): Promise<Blob | null> {
  const scale = Math.min(1, fileLimits.thumbnailSide / Math.max(size.width, size.height));
  const canvas = document.createElement("canvas");
  canvas.width = Math.max(1, Math.round(size.width * scale));
  canvas.height = Math.max(1, Math.round(size.height * scale));
  const context = canvas.getContext("2d");
  if (context === null) return null;
  context.drawImage(source, 0, 0, canvas.width, canvas.height);
  for (const quality of [0.8, 0.6, 0.4, 0.2]) {
    const made = await new Promise<Blob | null>((resolve) => canvas.toBlob(resolve, "image/webp", quality));
    // Where a browser cannot write WebP it writes PNG, which may be too heavy.
    if (made !== null && made.size <= fileLimits.thumbnailBytes) return made;
  }
  return await new Promise((resolve) =>
    canvas.toBlob(
      (made) => resolve(made !== null && made.size <= fileLimits.thumbnailBytes ? made : null),
      "image/jpeg",
      0.5,
    ),
  );
}

/** How long something plays, how large it is, and a picture from its beginning. Nothing of it where the browser cannot play it. */
async function probe(file: Blob, kind: "video" | "audio"): Promise<Omit<Partial<PreparedFile>, "blob">> {
  const player = document.createElement(kind);
  const address = URL.createObjectURL(file);
  try {
    player.muted = true;
    player.preload = "auto";
    player.src = address;
    if (!(await heard(player, "loadedmetadata"))) return {};
    // A recording does not say its length until somebody looks for its end.
    if (player.duration === Number.POSITIVE_INFINITY) {
      player.currentTime = 1e7;
      await heard(player, "durationchange");
    }
    const seconds = Number.isFinite(player.duration) ? { seconds: player.duration } : {};
    if (!(player instanceof HTMLVideoElement) || player.videoWidth === 0) return seconds;
    const size = { width: player.videoWidth, height: player.videoHeight };
    player.currentTime = Math.min(1, (seconds.seconds ?? 0) / 4);
    if (!(await heard(player, "seeked"))) return { ...seconds, ...size };
    return { ...seconds, ...size, thumbnail: await drawn(player, size).catch(() => null) };
  } finally {
    player.removeAttribute("src");
    player.load();
    URL.revokeObjectURL(address);
  }
}

function heard(player: HTMLMediaElement, name: string): Promise<boolean> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => resolve(false), probeMs);
    const end = (came: boolean) => () => {
      clearTimeout(timer);
      resolve(came);
    };
    player.addEventListener(name, end(true), { once: true });
    player.addEventListener("error", end(false), { once: true });
  });
}

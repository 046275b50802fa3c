import type { Attachment, FileKind, UploadLimits } from "../protocol/attachment.ts";
import type { ErrorCode } from "../protocol/error.ts";
import { fileLimits } from "../protocol/file-limits.ts";
import type { ImageSize } from "./image-size.domain.ts";
import type { Sniffed } from "./sniff.domain.ts";

/** Before the workspace says otherwise. Programs are the only kind that is left out. */
export const defaultUploadLimits: UploadLimits = {
  bytes: 100_000_000,
  count: 15,
  kinds: ["image", "video", "audio", "document", "archive", "other"],
  keepLocation: false,
};

/** How many parts a file of this size has. Up to one part, it is a single object; above, a multipart upload. */
export function partsOf(size: number): number {
  return Math.ceil(size / fileLimits.partBytes);
}

/** The bytes of part `part`, counted from 1; 0 where there is no such part. */
export function partSize(size: number, part: number): number {
  return part < 1 || part > partsOf(size)
    ? 0
    : Math.min(fileLimits.partBytes, size - (part - 1) * fileLimits.partBytes);
}

/** Why a file of this size cannot be sent; null where it can. */
export function sizeProblem(size: number, most: number): ErrorCode | null {
  if (size === 0) return "file_empty";
  return size > most ? "file_too_large" : null;
}

/** Names whose file a computer runs when it is opened, whatever its bytes look like. */
const programNames =
  /\.(exe|com|scr|pif|bat|cmd|msi|msp|dll|cpl|ps1|psm1|vbs|vbe|js|jse|mjs|wsf|wsh|hta|reg|lnk|url|jar|apk|ipa|app|dmg|pkg|deb|rpm|sh|command|run)$/i;

/** What a file is: by its bytes, and a program too where its name makes it one. */
export function kindOf(found: Sniffed, name: string): FileKind {
  return programNames.test(name) ? "program" : found.kind;
}

/**
 * The types that a browser may show on our origin, all of them passive. Everything else (HTML, SVG, PDF, what nobody knows)
 * is a download always.
 */
const shownTypes = new Set([
  ...["image/png", "image/jpeg", "image/gif", "image/webp", "image/avif"],
  ...["video/mp4", "video/webm", "video/quicktime", "video/ogg"],
  ...["audio/mpeg", "audio/mp4", "audio/webm", "audio/ogg", "audio/wav", "audio/aac", "audio/flac"],
]);

/** Whether a browser may be given a file as what it is. */
export function isShown(type: string): boolean {
  return shownTypes.has(type);
}

/** Whether an image is small enough to unpack. One that is not is a file like any other. */
export function isDrawable({ width, height }: ImageSize): boolean {
  return width * height <= fileLimits.imagePixels && Math.max(width, height) <= fileLimits.imageSide;
}

/** How clients show it: in the list itself, or as a file with its name. */
export function presentationOf({ kind, type, width }: Attachment): "image" | "video" | "audio" | "file" {
  if (!isShown(type) || kind === "program") return "file";
  if (kind === "image") return width === undefined ? "file" : "image";
  return kind === "video" || kind === "audio" ? kind : "file";
}

/** Marks that turn the direction of reading, are not seen, or steer a terminal: nothing of them is part of a name. */
const hidden =
  // oxlint-disable-next-line no-control-regex
  /[\u0000-\u001f\u007f-\u009f\u00ad\u061c\u180e\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\ufff9-\ufffb]/gu;

/**
 * A file's name as it is kept and shown: the last part of a path, without what deceives or breaks a file system, at most
 * `fileLimits.nameCharacters` long with its ending kept. Never empty.
 */
export function cleanName(name: string): string {
  const last =
    name
      .normalize("NFC")
      .split(/[/\\]/)
      .findLast((part: string) => part.trim() !== "") ?? "";
  const clean = last
    .replace(hidden, "")
    // With "u" these are the halves that stand alone.
    .replace(/[<>:"|?*\ufffd\ud800-\udfff]/gu, "_")
    .replace(/\s+/g, " ")
    .replace(/^[\s.]+|[\s.]+$/g, "");
  return shorten(clean) || "file";
}

function shorten(name: string): string {
  const characters = Array.from(name);
  if (characters.length <= fileLimits.nameCharacters) return name;
  const ending = /\.[A-Za-z0-9]{1,10}$/.exec(name)?.[0] ?? "";
  const kept = characters
    .slice(0, fileLimits.nameCharacters - ending.length - 1)
    .join("")
    .trimEnd();
  return `${kept}…${ending}`;
}

/** Content-Disposition (RFC 6266): the name in ASCII for old clients, and as it is. */
export function disposition(kind: "inline" | "attachment", name: string): string {
  const ascii = name.replace(/[^\x20-\x7e]|["\\%]/g, "_");
  const encoded = encodeURIComponent(name).replace(
    /['()*]/g,
    (mark) => `%${mark.charCodeAt(0).toString(16).toUpperCase()}`,
  );
  return `${kind}; filename="${ascii}"; filename*=UTF-8''${encoded}`;
}

/** Where the bytes stand in R2. Ids are safe in a path, and a thumbnail's key is no other file's. */
export function fileKey(conversation: string, id: string, part: "file" | "thumbnail" = "file"): string {
  return `${filesPrefix(conversation)}${id}${part === "thumbnail" ? ".thumbnail" : ""}`;
}

/** All that belongs to one conversation begins so. */
export function filesPrefix(conversation: string): string {
  return `conversation/${conversation}/`;
}

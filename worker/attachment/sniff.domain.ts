import type { FileKind } from "../protocol/attachment.ts";

/** What a file is by its bytes. Its name and what its sender calls it are not asked. */
export type Sniffed = { kind: FileKind; type: string };

/** This many bytes of a file's beginning decide what it is. */
export const sniffBytes = 4_096;

type Signature = readonly [bytes: readonly number[] | string, type: string, kind: FileKind, at?: number];

/** The order matters where one beginning is also another's. */
const signatures: readonly Signature[] = [
  [[0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a], "image/png", "image"],
  [[0xff, 0xd8, 0xff], "image/jpeg", "image"],
  ["GIF87a", "image/gif", "image"],
  ["GIF89a", "image/gif", "image"],
  ["WEBP", "image/webp", "image", 8],
  ["II*\0", "image/tiff", "image"],
  ["MM\0*", "image/tiff", "image"],
  ["8BPS", "image/vnd.adobe.photoshop", "image"],
  ["WAVE", "audio/wav", "audio", 8],
  ["AVI ", "video/x-msvideo", "video", 8],
  [[0, 0, 1, 0xba], "video/mpeg", "video"],
  [[0, 0, 1, 0xb3], "video/mpeg", "video"],
  ["fLaC", "audio/flac", "audio"],
  ["ID3", "audio/mpeg", "audio"],
  ["#!AMR", "audio/amr", "audio"],
  ["MThd", "audio/midi", "audio"],
  ["%PDF-", "application/pdf", "document"],
  ["{\\rtf", "application/rtf", "document"],
  [[0xd0, 0xcf, 0x11, 0xe0, 0xa1, 0xb1, 0x1a, 0xe1], "application/x-ole-storage", "document"],
  [[0x1f, 0x8b], "application/gzip", "archive"],
  ["7z\xbc\xaf\x27\x1c", "application/x-7z-compressed", "archive"],
  ["Rar!\x1a\x07", "application/vnd.rar", "archive"],
  ["BZh", "application/x-bzip2", "archive"],
  [[0xfd, 0x37, 0x7a, 0x58, 0x5a, 0x00], "application/x-xz", "archive"],
  [[0x28, 0xb5, 0x2f, 0xfd], "application/zstd", "archive"],
  ["ustar", "application/x-tar", "archive", 257],
  ["MZ", "application/vnd.microsoft.portable-executable", "program"],
  ["\x7fELF", "application/x-elf", "program"],
  [[0xfe, 0xed, 0xfa, 0xce], "application/x-mach-binary", "program"],
  [[0xfe, 0xed, 0xfa, 0xcf], "application/x-mach-binary", "program"],
  [[0xce, 0xfa, 0xed, 0xfe], "application/x-mach-binary", "program"],
  [[0xcf, 0xfa, 0xed, 0xfe], "application/x-mach-binary", "program"],
  [[0xca, 0xfe, 0xba, 0xbe], "application/java-vm", "program"],
  ["\0asm", "application/wasm", "program"],
  ["dex\n", "application/vnd.android.dex", "program"],
  [[0x4c, 0, 0, 0, 0x01, 0x14, 0x02, 0], "application/x-ms-shortcut", "program"],
  ["#!", "text/x-script", "program"],
];

const officeParts: readonly (readonly [part: string, type: string])[] = [
  ["word/", "application/vnd.openxmlformats-officedocument.wordprocessingml.document"],
  ["xl/", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"],
  ["ppt/", "application/vnd.openxmlformats-officedocument.presentationml.presentation"],
];

/**
 * What a file with this beginning is. Whatever no signature names is text where it reads as text, else unknown bytes;
 * markup is told apart, because a browser would run it.
 */
export function sniff(head: Uint8Array): Sniffed {
  const found = signatures.find(([bytes, , , at = 0]) => startsWith(head, bytes, at));
  if (found !== undefined) return { type: found[1], kind: found[2] };
  return sniffContainer(head) ?? sniffText(head) ?? { type: "application/octet-stream", kind: "other" };
}

function sniffContainer(head: Uint8Array): Sniffed | null {
  if (startsWith(head, "ftyp", 4)) return sniffIsoMedia(head);
  if (startsWith(head, [0x1a, 0x45, 0xdf, 0xa3])) return sniffMatroska(head);
  if (startsWith(head, "OggS")) {
    const isVideo = contains(head, "theora");
    return isVideo ? { type: "video/ogg", kind: "video" } : { type: "audio/ogg", kind: "audio" };
  }
  if (startsWith(head, [0x50, 0x4b, 3, 4]) || startsWith(head, [0x50, 0x4b, 5, 6])) return sniffZip(head);
  // An MPEG audio frame without a tag in front: eleven bits of sync, then a version and a layer that exist.
  const [first = 0, second = 0] = head;
  if (first === 0xff && (second & 0xe0) === 0xe0) {
    if ((second & 0xf6) === 0xf0) return { type: "audio/aac", kind: "audio" };
    if ((second & 0x18) !== 0x08 && (second & 0x06) !== 0) return { type: "audio/mpeg", kind: "audio" };
  }
  return null;
}

/** The family of MP4: what it holds is said by its brand, and for recordings by their tracks. */
function sniffIsoMedia(head: Uint8Array): Sniffed {
  const brand = textAt(head, 8, 4);
  if (brand === "avif" || brand === "avis") return { type: "image/avif", kind: "image" };
  if (/^(hei[cxms]|hev[cxms]|mif1|msf1)$/.test(brand)) {
    return contains(head, "avif") ? { type: "image/avif", kind: "image" } : { type: "image/heic", kind: "image" };
  }
  if (/^M4[AB] $/.test(brand)) return { type: "audio/mp4", kind: "audio" };
  if (brand === "qt  ") return { type: "video/quicktime", kind: "video" };
  if (brand.startsWith("3g")) return { type: "video/3gpp", kind: "video" };
  const hasSoundOnly = contains(head, "soun") && !contains(head, "vide");
  return hasSoundOnly ? { type: "audio/mp4", kind: "audio" } : { type: "video/mp4", kind: "video" };
}

function sniffMatroska(head: Uint8Array): Sniffed {
  if (!contains(head, "webm")) return { type: "video/x-matroska", kind: "video" };
  const hasSoundOnly = (contains(head, "A_OPUS") || contains(head, "A_VORBIS")) && !contains(head, "V_");
  return hasSoundOnly ? { type: "audio/webm", kind: "audio" } : { type: "video/webm", kind: "video" };
}

function sniffZip(head: Uint8Array): Sniffed {
  const openDocument = /^application\/vnd\.oasis\.opendocument\.[a-z-]+/.exec(textAt(head, 38, 80))?.[0];
  if (openDocument !== undefined) return { type: openDocument, kind: "document" };
  if (textAt(head, 38, 20) === "application/epub+zip") return { type: "application/epub+zip", kind: "document" };
  const office = contains(head, "[Content_Types].xml")
    ? officeParts.find(([part]) => contains(head, part))?.[1]
    : undefined;
  return office === undefined ? { type: "application/zip", kind: "archive" } : { type: office, kind: "document" };
}

const htmlBeginning =
  /^<(!doctype html|html|head|body|script|style|iframe|title|a|img|div|p|table|meta|link|h1|br|b)[\s/>]/i;

function sniffText(head: Uint8Array): Sniffed | null {
  const text = readText(head);
  if (text === null) return null;
  const beginning = withoutProlog(text);
  if (/^<svg[\s>]/i.test(beginning)) return { type: "image/svg+xml", kind: "document" };
  if (htmlBeginning.test(beginning)) return { type: "text/html", kind: "document" };
  if (/^<(\?xml|[a-z][\w.-]*(:[\w.-]+)?[\s/>])/i.test(text.trimStart())) {
    return { type: /<svg[\s>]/i.test(text) ? "image/svg+xml" : "text/xml", kind: "document" };
  }
  return { type: "text/plain", kind: "document" };
}

/** What stands behind a declaration, a doctype and comments. */
function withoutProlog(text: string): string {
  let rest = text.trimStart();
  for (;;) {
    const prolog = /^(<\?[\s\S]*?\?>|<!--[\s\S]*?-->|<!doctype svg[^>]*>)\s*/i.exec(rest)?.[0];
    if (prolog === undefined) return rest;
    rest = rest.slice(prolog.length);
  }
}

/** Null where these bytes are no text: a NUL in them, or not UTF-8. A character that is cut at the end does not count. */
function readText(head: Uint8Array): string | null {
  if (head.length === 0) return null;
  const marked = (head[0] === 0xff && head[1] === 0xfe) || (head[0] === 0xfe && head[1] === 0xff);
  if (marked) return "";
  let text = "";
  let index = startsWith(head, [0xef, 0xbb, 0xbf]) ? 3 : 0;
  while (index < head.length) {
    const byte = head[index] ?? 0;
    if (byte < 0x09 || (byte > 0x0d && byte < 0x20 && byte !== 0x1b)) return null;
    const length =
      byte < 0x80 ? 1 : byte >= 0xc2 && byte < 0xe0 ? 2 : byte >= 0xe0 && byte < 0xf0 ? 3 : byte < 0xf5 ? 4 : 0;
    if (length === 0 || (byte >= 0x80 && byte < 0xc2)) return null;
    for (let next = index + 1; next < Math.min(index + length, head.length); next += 1) {
      if (((head[next] ?? 0) & 0xc0) !== 0x80) return null;
    }
    // Only ASCII decides what is markup.
    text += byte < 0x80 ? String.fromCharCode(byte) : "?";
    index += length;
  }
  return text;
}

function startsWith(head: Uint8Array, bytes: readonly number[] | string, at = 0): boolean {
  if (head.length < at + bytes.length) return false;
  for (let index = 0; index < bytes.length; index += 1) {
    const wanted = typeof bytes === "string" ? bytes.charCodeAt(index) : bytes[index];
    if (head[at + index] !== wanted) return false;
  }
  return true;
}

function contains(head: Uint8Array, text: string): boolean {
  for (let at = 0; at + text.length <= Math.min(head.length, sniffBytes); at += 1)
    if (startsWith(head, text, at)) return true;
  return false;
}

function textAt(head: Uint8Array, at: number, length: number): string {
  return String.fromCharCode(...head.subarray(at, at + length));
}

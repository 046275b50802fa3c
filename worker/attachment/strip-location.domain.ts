import { orientationOf, tiffOrientation } from "./image-size.domain.ts";

/**
 * A photo without what it says of where, when and by whom it was taken: Exif, XMP and IPTC go, the picture itself is not touched (nothing is
 * encoded again), and a turned photo stays turned. The same bytes where there is nothing to take out, and null where a
 * photo cannot be read, which then is better not sent as one.
 */
export function withoutLocation(type: string, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  try {
    return stripped(type, bytes);
  } catch {
    // A place that the file names lies outside of it.
    return null;
  }
}

function stripped(type: string, bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  switch (type) {
    case "image/jpeg":
      return jpeg(bytes);
    case "image/png":
      return png(bytes);
    case "image/webp":
      return webp(bytes);
    case "image/heic":
    case "image/avif":
      return isoMedia(bytes);
    default:
      return bytes;
  }
}

/** Segments that say how the picture looks: JFIF, colour profile, Adobe's colours. */
const keptApps = new Set([0xe0, 0xe2, 0xee]);

function jpeg(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 2)];
  let orientation = 1;
  let isTouched = false;
  let at = 2;
  for (;;) {
    if (at + 4 > bytes.length || bytes[at] !== 0xff) return null;
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xda) break;
    const end = at + 2 + view.getUint16(at + 2);
    if (end > bytes.length) return null;
    const isApp = (marker >= 0xe0 && marker <= 0xef) || marker === 0xfe;
    // APP2 also lists further pictures behind this one, which are cut off below.
    const isKept = !isApp || (keptApps.has(marker) && !(marker === 0xe2 && isText(bytes, at + 4, "MPF\0")));
    if (marker === 0xe1) orientation = orientationOf(view, at + 4, end - at - 4) ?? orientation;
    if (isKept) kept.push(bytes.subarray(at, end));
    else isTouched = true;
    at = end;
  }
  const end = jpegEnd(bytes, at);
  if (end < bytes.length) isTouched = true;
  if (!isTouched) return bytes;
  if (orientation !== 1) kept.splice(1, 0, exifSegment(orientation));
  kept.push(bytes.subarray(at, end));
  return joined(kept);
}

/** Where the picture ends: phones put more pictures and films behind it, which say where they were taken too. */
function jpegEnd(bytes: Uint8Array, scan: number): number {
  let at = scan;
  while (at + 1 < bytes.length) {
    if (bytes[at] !== 0xff) {
      at += 1;
      continue;
    }
    const marker = bytes[at + 1] ?? 0;
    if (marker === 0xd9) return at + 2;
    // 0xff in the picture's own data is followed by 0, restarts by 0xd0 to 0xd7; between scans stand tables with a length.
    const isData = marker === 0 || marker === 0xff || (marker >= 0xd0 && marker <= 0xd7);
    at += isData ? (marker === 0xff ? 1 : 2) : 2 + (((bytes[at + 2] ?? 0) << 8) | (bytes[at + 3] ?? 0));
  }
  return bytes.length;
}

const lostChunks = new Set(["eXIf", "tEXt", "zTXt", "iTXt", "tIME"]);

function png(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const view = viewOf(bytes);
  const kept: Uint8Array[] = [bytes.subarray(0, 8)];
  let isTouched = false;
  let at = 8;
  while (at < bytes.length) {
    if (at + 12 > bytes.length) return null;
    const end = at + 12 + view.getUint32(at);
    if (end > bytes.length) return null;
    const type = String.fromCharCode(...bytes.subarray(at + 4, at + 8));
    if (lostChunks.has(type)) isTouched = true;
    else kept.push(bytes.subarray(at, end));
    at = end;
    if (type === "IEND") break;
  }
  return isTouched || at < bytes.length ? joined(kept) : bytes;
}

function webp(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const view = viewOf(bytes);
  const kept: Uint8Array<ArrayBuffer>[] = [];
  let orientation = 1;
  let isTouched = false;
  let at = 12;
  while (at + 8 <= bytes.length) {
    const length = view.getUint32(at + 4, true);
    const end = at + 8 + length + (length % 2);
    if (at + 8 + length > bytes.length) return null;
    const isExif = isText(bytes, at, "EXIF");
    if (isExif) {
      const tiff = isText(bytes, at + 8, "Exif\0\0") ? 6 : 0;
      orientation = tiffOrientation(view, at + 8 + tiff, length - tiff) ?? orientation;
    }
    if (isExif || isText(bytes, at, "XMP ")) isTouched = true;
    else kept.push(bytes.slice(at, Math.min(end, bytes.length)));
    at = end;
  }
  if (!isTouched) return bytes;
  const [first] = kept;
  // The extended header says which of the two are there.
  if (first !== undefined && isText(first, 0, "VP8X")) first[8] = (first[8] ?? 0) & ~0x0c;
  if (orientation !== 1 && first !== undefined && isText(first, 0, "VP8X")) {
    first[8] = (first[8] ?? 0) | 0x08;
    const tiff = orientationTiff(orientation);
    const chunk = new Uint8Array(8 + tiff.length);
    chunk.set([0x45, 0x58, 0x49, 0x46]);
    viewOf(chunk).setUint32(4, tiff.length, true);
    chunk.set(tiff, 8);
    kept.push(chunk);
  }
  const whole = joined([bytes.slice(0, 12), ...kept]);
  viewOf(whole).setUint32(4, whole.length - 8, true);
  return whole;
}

/**
 * HEIC and AVIF: the places of all parts stand in the file as numbers, so the two that say too much (Exif, XMP) are blanked where they
 * are. How the picture is turned stands elsewhere in these.
 */
function isoMedia(bytes: Uint8Array<ArrayBuffer>): Uint8Array<ArrayBuffer> | null {
  const view = viewOf(bytes);
  const meta = boxes(view, 0, bytes.length).find(({ type }) => type === "meta");
  if (meta === undefined) return bytes;
  const inside = boxes(view, meta.start + 4, meta.end);
  const items = inside.find(({ type }) => type === "iinf");
  const places = inside.find(({ type }) => type === "iloc");
  if (items === undefined || places === undefined) return bytes;
  const telling = tellingItems(view, items);
  if (telling.size === 0) return bytes;
  const extents = itemExtents(view, places, telling, inside.find(({ type }) => type === "idat")?.start);
  if (extents === null) return null;
  const whole = bytes.slice();
  for (const { offset, length } of extents) {
    if (offset + length > whole.length) return null;
    whole.fill(0, offset, offset + length);
  }
  return whole;
}

type Box = { type: string; start: number; end: number };

/** The boxes between two places; `start` is where the content begins. */
function boxes(view: DataView, from: number, to: number): Box[] {
  const found: Box[] = [];
  let at = from;
  while (at + 8 <= to) {
    const size = view.getUint32(at);
    const long = size === 1 && at + 16 <= to;
    const length = long ? Number(view.getBigUint64(at + 8)) : size === 0 ? to - at : size;
    if (length < 8 || at + length > to) break;
    const type = String.fromCharCode(...new Uint8Array(view.buffer, view.byteOffset + at + 4, 4));
    found.push({ type, start: at + (long ? 16 : 8), end: at + length });
    at += length;
  }
  return found;
}

/** The ids of Exif and XMP among the items (ISO 23008-12, "infe"). */
function tellingItems(view: DataView, items: Box): Set<number> {
  const counted = view.getUint8(items.start) === 0 ? 2 : 4;
  const telling = new Set<number>();
  for (const { type, start, end } of boxes(view, items.start + 4 + counted, items.end)) {
    if (type !== "infe" || end - start < 12) continue;
    const version = view.getUint8(start);
    const id = version === 3 ? view.getUint32(start + 4) : view.getUint16(start + 4);
    const kind = view.getUint32(start + (version === 3 ? 10 : 8));
    // "Exif", and "mime", which XMP is.
    if (version >= 2 && (kind === 0x45786966 || kind === 0x6d696d65)) telling.add(id);
  }
  return telling;
}

/** Where these items stand ("iloc"); null where that cannot be read. */
function itemExtents(view: DataView, box: Box, wanted: ReadonlySet<number>, idat: number | undefined) {
  const version = view.getUint8(box.start);
  let at = box.start + 4;
  const read = (size: number): number => {
    const value =
      size === 0
        ? 0
        : size === 2
          ? view.getUint16(at)
          : size === 4
            ? view.getUint32(at)
            : Number(view.getBigUint64(at));
    at += size;
    return value;
  };
  const sizes = read(2);
  const [offsetSize, lengthSize, baseSize, indexSize] = [sizes >> 12, (sizes >> 8) & 15, (sizes >> 4) & 15, sizes & 15];
  if ([offsetSize, lengthSize, baseSize].some((size) => ![0, 4, 8].includes(size))) return null;
  const count = read(version < 2 ? 2 : 4);
  const found: { offset: number; length: number }[] = [];
  for (let index = 0; index < count && at + 8 <= box.end; index += 1) {
    const id = read(version < 2 ? 2 : 4);
    const method = version === 0 ? 0 : read(2) & 15;
    read(2);
    const base = read(baseSize);
    const extents = read(2);
    for (let each = 0; each < extents; each += 1) {
      if (version > 0) read(indexSize);
      const offset = base + read(offsetSize);
      const length = read(lengthSize);
      if (!wanted.has(id)) continue;
      if (method > 1 || (method === 1 && idat === undefined)) return null;
      found.push({ offset: method === 1 ? offset + (idat ?? 0) : offset, length });
    }
  }
  return found;
}

/** Exif that says nothing but how the picture is turned. */
function exifSegment(orientation: number): Uint8Array {
  const tiff = orientationTiff(orientation);
  const segment = new Uint8Array(10 + tiff.length);
  segment.set([0xff, 0xe1, 0, segment.length - 2, 0x45, 0x78, 0x69, 0x66, 0, 0]);
  segment.set(tiff, 10);
  return segment;
}

function orientationTiff(orientation: number): Uint8Array {
  // Little-endian; one directory with one entry: tag 0x0112, a short, once.
  return new Uint8Array([
    0x49,
    0x49,
    0x2a,
    0,
    8,
    0,
    0,
    0,
    1,
    0,
    0x12,
    1,
    3,
    0,
    1,
    0,
    0,
    0,
    orientation,
    0,
    0,
    0,
    0,
    0,
    0,
    0,
  ]);
}

function isText(bytes: Uint8Array, at: number, text: string): boolean {
  return Array.from(text).every((character, index) => bytes[at + index] === character.charCodeAt(0));
}

function viewOf(bytes: Uint8Array): DataView {
  return new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
}

function joined(parts: readonly Uint8Array[]): Uint8Array<ArrayBuffer> {
  const whole = new Uint8Array(parts.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** In pixels, as the file's own header says it. */
export type ImageSize = { width: number; height: number };

/**
 * How large an image says it is, from its beginning and without decoding anything: whoever would decode it asks this
 * first, because a few kilobytes can unpack into gigabytes. Null where the header does not stand in these bytes, or the type is none that
 * we read.
 */
export function imageSize(type: string, head: Uint8Array): ImageSize | null {
  const view = new DataView(head.buffer, head.byteOffset, head.byteLength);
  const found = sizeIn(type, view);
  return found !== null && found.width > 0 && found.height > 0 ? found : null;
}

function sizeIn(type: string, view: DataView): ImageSize | null {
  switch (type) {
    case "image/png":
      return has(view, 0, 24) ? { width: view.getUint32(16), height: view.getUint32(20) } : null;
    case "image/gif":
      return has(view, 0, 10) ? { width: view.getUint16(6, true), height: view.getUint16(8, true) } : null;
    case "image/jpeg":
      return jpegSize(view);
    case "image/webp":
      return webpSize(view);
    case "image/avif":
    case "image/heic":
      return isoSize(view);
    default:
      return null;
  }
}

/** Walks the segments to the frame header. A photo that Exif says to turn is as wide as it is shown. */
function jpegSize(view: DataView): ImageSize | null {
  let at = 2;
  let turned = false;
  while (has(view, at, 4)) {
    if (view.getUint8(at) !== 0xff) return null;
    const marker = view.getUint8(at + 1);
    if (marker === 0xff) {
      at += 1;
      continue;
    }
    const isFrame = marker >= 0xc0 && marker <= 0xcf && marker !== 0xc4 && marker !== 0xc8 && marker !== 0xcc;
    if (isFrame) {
      if (!has(view, at, 9)) return null;
      const [height, width] = [view.getUint16(at + 5), view.getUint16(at + 7)];
      return turned ? { width: height, height: width } : { width, height };
    }
    if (marker === 0xda || marker === 0xd9) return null;
    const length = view.getUint16(at + 2);
    if (marker === 0xe1) turned ||= (orientationOf(view, at + 4, length - 2) ?? 1) >= 5;
    at += 2 + length;
  }
  return null;
}

/**
 * How an Exif segment (its content, from "Exif" on) says the image is turned: 1 to 8, 5 and above lying on its side. Null
 * where it does not say.
 */
export function orientationOf(view: DataView, at: number, length: number): number | null {
  const isExif = length > 20 && has(view, at, length) && view.getUint32(at) === 0x45786966;
  return isExif ? tiffOrientation(view, at + 6, length - 6) : null;
}

/** The same of what stands behind "Exif", which other formats have without it. */
export function tiffOrientation(view: DataView, tiff: number, length: number): number | null {
  const end = tiff + length;
  if (length < 14 || !has(view, tiff, length)) return null;
  const little = view.getUint16(tiff) === 0x4949;
  const directory = tiff + view.getUint32(tiff + 4, little);
  if (directory + 2 > end) return null;
  const entries = view.getUint16(directory, little);
  for (let index = 0; index < entries; index += 1) {
    const entry = directory + 2 + index * 12;
    if (entry + 12 > end) return null;
    if (view.getUint16(entry, little) !== 0x0112) continue;
    const orientation = view.getUint16(entry + 8, little);
    return orientation >= 1 && orientation <= 8 ? orientation : null;
  }
  return null;
}

function webpSize(view: DataView): ImageSize | null {
  if (!has(view, 0, 30)) return null;
  const chunk = view.getUint32(12);
  // "VP8X": the canvas. "VP8L": 14 bits each, less one. "VP8 ": a key frame, 14 bits each.
  if (chunk === 0x56503858) return { width: uint24(view, 24) + 1, height: uint24(view, 27) + 1 };
  if (chunk === 0x5650384c) {
    const bits = view.getUint32(21, true);
    return { width: (bits & 0x3fff) + 1, height: ((bits >> 14) & 0x3fff) + 1 };
  }
  if (chunk === 0x56503820) {
    return { width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
  }
  return null;
}

/** The largest "ispe": a photo made of tiles has one for each tile and one for the whole. */
function isoSize(view: DataView): ImageSize | null {
  let largest: ImageSize | null = null;
  for (let at = 4; has(view, at, 16); at += 1) {
    if (view.getUint32(at) !== 0x69737065) continue;
    const found = { width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
    if (largest === null || found.width * found.height > largest.width * largest.height) largest = found;
  }
  return largest;
}

function has(view: DataView, at: number, length: number): boolean {
  return at >= 0 && at + length <= view.byteLength;
}

function uint24(view: DataView, at: number): number {
  return view.getUint16(at, true) | (view.getUint8(at + 2) << 16);
}

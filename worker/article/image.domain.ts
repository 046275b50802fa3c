export type ImageFacts = { type: string; width: number; height: number };

/**
 * What the bytes are, whatever their sender calls them: the five kinds that browsers show and that cannot run anything.
 * The size comes from the picture's own head; null where it is none of these, or its head is broken.
 */
export function readImage(bytes: Uint8Array): ImageFacts | null {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  try {
    const facts = png(view) ?? gif(view) ?? jpeg(view) ?? webp(view) ?? avif(view);
    return facts !== null && facts.width > 0 && facts.height > 0 ? facts : null;
  } catch (error) {
    if (error instanceof RangeError) return null;
    throw error;
  }
}

const text = (view: DataView, at: number, length: number) =>
  String.fromCharCode(...Array.from({ length }, (_, index) => view.getUint8(at + index)));

function png(view: DataView): ImageFacts | null {
  if (view.getUint32(0) !== 0x89504e47 || view.getUint32(4) !== 0x0d0a1a0a || text(view, 12, 4) !== "IHDR") return null;
  return { type: "image/png", width: view.getUint32(16), height: view.getUint32(20) };
}

function gif(view: DataView): ImageFacts | null {
  if (!/^GIF8[79]a$/.test(text(view, 0, 6))) return null;
  return { type: "image/gif", width: view.getUint16(6, true), height: view.getUint16(8, true) };
}

/** Goes from marker to marker until the one that says the size. */
function jpeg(view: DataView): ImageFacts | null {
  if (view.getUint16(0) !== 0xffd8) return null;
  let at = 2;
  for (;;) {
    const marker = view.getUint16(at);
    if (marker < 0xff01) return null;
    const isSize = marker >= 0xffc0 && marker <= 0xffcf && ![0xffc4, 0xffc8, 0xffcc].includes(marker);
    if (isSize) return { type: "image/jpeg", width: view.getUint16(at + 7), height: view.getUint16(at + 5) };
    at += 2 + view.getUint16(at + 2);
  }
}

function webp(view: DataView): ImageFacts | null {
  if (text(view, 0, 4) !== "RIFF" || text(view, 8, 4) !== "WEBP") return null;
  const type = "image/webp";
  const three = (at: number) => 1 + (view.getUint16(at, true) | (view.getUint8(at + 2) << 16));
  switch (text(view, 12, 4)) {
    case "VP8 ":
      return { type, width: view.getUint16(26, true) & 0x3fff, height: view.getUint16(28, true) & 0x3fff };
    case "VP8L": {
      const bits = view.getUint32(21, true);
      return { type, width: 1 + (bits & 0x3fff), height: 1 + ((bits >>> 14) & 0x3fff) };
    }
    case "VP8X":
      return { type, width: three(24), height: three(27) };
    default:
      return null;
  }
}

/** The size stands in the first `ispe` box, which every AVIF has within its head. */
function avif(view: DataView): ImageFacts | null {
  if (text(view, 4, 4) !== "ftyp" || !/^avi[fs]$/.test(text(view, 8, 4))) return null;
  const end = Math.min(view.byteLength, 8_192) - 16;
  for (let at = 16; at < end; at += 1) {
    if (view.getUint32(at) === 0x69737065)
      return { type: "image/avif", width: view.getUint32(at + 8), height: view.getUint32(at + 12) };
  }
  return null;
}

import { expect, test } from "vitest";
import { readImage } from "./image.domain.ts";

const base64 = (text: string) => Uint8Array.from(atob(text), (character) => character.charCodeAt(0));
const ascii = (text: string) => new TextEncoder().encode(text);

test.each([
  ["image/png", "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AARBAKAgAh7wP9CaVk/wAAAABJRU5ErkJggg=="],
  ["image/gif", "R0lGODlhAwACAIAAAP8AAP///yH5BAAAAAAALAAAAAADAAIAAAICjF8AOw=="],
  ["image/webp", "UklGRh4AAABXRUJQVlA4TBEAAAAvAkAAAAfQ//73v/+BiOh/AAA="],
])("%s is known by its bytes, with its size", (type, bytes) => {
  expect(readImage(base64(bytes))).toEqual({ type, width: 3, height: 2 });
});

test("the size of a JPEG is found behind whatever its camera wrote", () => {
  const exif = [0xff, 0xe1, 0x00, 0x06, 0x45, 0x78, 0x69, 0x66];
  const frame = [0xff, 0xc2, 0x00, 0x0b, 0x08, 0x00, 0x02, 0x00, 0x03, 0x01, 0x01, 0x11, 0x00];
  expect(readImage(Uint8Array.from([0xff, 0xd8, ...exif, ...frame]))).toEqual({
    type: "image/jpeg",
    width: 3,
    height: 2,
  });
});

/** A PNG whose head says this size, whatever it holds. */
function pngOf(width: number, height: number): Uint8Array {
  const bytes = base64(
    "iVBORw0KGgoAAAANSUhEUgAAAAMAAAACCAIAAAASFvFNAAAAEElEQVR4nGP4z8AARBAKAgAh7wP9CaVk/wAAAABJRU5ErkJggg==",
  );
  const view = new DataView(bytes.buffer);
  view.setUint32(16, width);
  view.setUint32(20, height);
  return bytes;
}

test.each([
  ["an SVG with a script", ascii('<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>')],
  ["HTML that calls itself an image", ascii("<!doctype html><script>alert(1)</script>")],
  ["a program", ascii("MZ\u0090\u0000\u0003")],
  ["nothing", new Uint8Array()],
  ["a PNG that ends in its head", base64("iVBORw0KGgoAAAANSUhEUgAAAAM=")],
  ["a few bytes that unpack into gigabytes", pngOf(60_000, 60_000)],
  ["one that is longer than anybody scrolls", pngOf(10, 8_193)],
  ["one with more pixels than a phone can hold", pngOf(8_192, 8_192)],
  ["a JPEG that ends before its size", Uint8Array.from([0xff, 0xd8, 0xff, 0xe0, 0x00, 0x10])],
])("[AR6] %s is no image", (_, bytes) => expect(readImage(bytes)).toBeNull());

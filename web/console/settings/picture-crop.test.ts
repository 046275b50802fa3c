import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { type Crop, dragged, inside, type Size, squareOf, wholeCrop } from "./picture-crop.ts";

const size = fc.record<Size>({
  width: fc.integer({ min: 64, max: 8_000 }),
  height: fc.integer({ min: 64, max: 8_000 }),
});
const share = fc.double({ min: -2, max: 3, noNaN: true });
const crop = fc.record<Crop>({ x: share, y: share, zoom: fc.double({ min: 0.1, max: 9, noNaN: true }) });

describe("the square of a picture", () => {
  it("is the largest in the middle to begin with", () => {
    expect(squareOf({ width: 400, height: 300 }, wholeCrop)).toEqual({ left: 50, top: 0, side: 300 });
  });

  it("never leaves the image, however it is dragged and enlarged", () => {
    fc.assert(
      fc.property(size, crop, share, share, (image, wanted, x, y) => {
        const moved = dragged(image, inside(image, wanted), { x: x * 500, y: y * 500 }, 256);
        const { left, top, side } = squareOf(image, moved);
        const nearly = 1e-6 * Math.max(image.width, image.height);
        expect(left).toBeGreaterThanOrEqual(-nearly);
        expect(top).toBeGreaterThanOrEqual(-nearly);
        expect(left + side).toBeLessThanOrEqual(image.width + nearly);
        expect(top + side).toBeLessThanOrEqual(image.height + nearly);
      }),
    );
  });

  it("follows the finger: what is dragged right shows more of the left", () => {
    const image = { width: 400, height: 300 };
    expect(squareOf(image, dragged(image, wholeCrop, { x: 10, y: 0 }, 300)).left).toBeCloseTo(40);
  });
});

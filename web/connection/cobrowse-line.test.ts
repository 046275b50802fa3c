import { describe, expect, test } from "vitest";
import { readFrame } from "#protocol/cobrowse-frame";
import { cobrowseLimits } from "#protocol/cobrowse-limits";
import { makeCobrowseLine } from "./cobrowse-line.ts";

const { frameBytes, framesAhead } = cobrowseLimits;
const flags = { gzip: false, key: true, active: false };

/** A line whose server is in the test's hands. */
function lineTo(isOpen = () => true) {
  const sent: { number: number; more: boolean }[] = [];
  const line = makeCobrowseLine((bytes) => {
    const frame = readFrame(bytes.buffer);
    if (frame === null) throw new Error("no frame");
    if (isOpen()) sent.push({ number: frame.number, more: frame.more });
    return isOpen();
  });
  return { line, sent, settle: () => new Promise((resolve) => setImmediate(resolve)) };
}

describe("[CB12] the frames of one tab", () => {
  test("of a large batch no more go at once than may be on their way, and all of them in order", async () => {
    const { line, sent, settle } = lineTo();
    const whole = line.batch(new Uint8Array(10 * (frameBytes - 6)), flags);
    await settle();
    expect(sent.length).toBe(framesAhead);
    for (let number = 1; number < 10; number += 1) {
      line.got(number);
      await settle();
      expect(sent.length).toBe(Math.min(10, number + framesAhead));
    }
    expect(await whole).toBe(true);
    expect(sent.map(({ number }) => number)).toEqual([1, 2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(sent.map(({ more }) => more)).toEqual([...Array.from({ length: 9 }, () => true), false]);
  });

  test("small ones wait for nobody", async () => {
    const { line, sent } = lineTo();
    for (let index = 0; index < 20; index += 1) expect(await line.batch(new Uint8Array(10), flags)).toBe(true);
    expect(sent.length).toBe(20);
  });

  test("one that is refused is cut short; the next goes whole", async () => {
    const { line, sent, settle } = lineTo();
    expect(line.cut()).toBe(false);
    const whole = line.batch(new Uint8Array(10 * frameBytes), flags);
    await settle();
    expect(line.cut()).toBe(true);
    expect(await whole).toBe(false);
    expect(sent.length).toBe(framesAhead);
    expect(await line.batch(new Uint8Array(10), flags)).toBe(true);
    expect(sent.at(-1)).toEqual({ number: framesAhead + 1, more: false });
  });

  test("on another socket frames are counted anew, and what was under way is not sent to its end", async () => {
    const { line, sent, settle } = lineTo();
    const whole = line.batch(new Uint8Array(10 * frameBytes), flags);
    await settle();
    line.renew();
    expect(await whole).toBe(false);
    await line.batch(new Uint8Array(10), flags);
    expect(sent.at(-1)?.number).toBe(1);
  });

  test("a closed socket takes nothing of it", async () => {
    const { line, sent } = lineTo(() => false);
    expect(await line.batch(new Uint8Array(10 * frameBytes), flags)).toBe(false);
    expect(sent).toEqual([]);
  });
});

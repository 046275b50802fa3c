import { gzipSync } from "node:zlib";
import { afterEach, describe, expect, test, vi } from "vitest";
import { toFrames } from "#protocol/cobrowse-frame";
import { cobrowseLimits } from "#protocol/cobrowse-limits";
import { gigabyte } from "../e2e/gigabyte.ts";
import { packed, pieceBytes, unpacked } from "./cobrowse-bytes.ts";
import { makeCobrowseWatch, type ReplayBatch } from "./cobrowse-watch.ts";
import type { SocketHandlers } from "./socket.ts";

afterEach(() => void vi.unstubAllGlobals());

const bytesOf = (text: string) => new TextEncoder().encode(text);

/** A watch whose socket is in the test's hands. */
async function watching() {
  const batches: ReplayBatch[] = [];
  const said: string[] = [];
  let handlers: SocketHandlers | null = null;
  const watch = makeCobrowseWatch({
    ...{ conversation: "conversation-1", session: "session-001" },
    open: async (_, given) => {
      handlers = given;
      const send = (text: string) => said.push(text) > 0;
      return { send, sendBytes: () => true, buffered: () => 0, renew: () => {}, close: () => {} };
    },
    onMessage: () => {},
    onBatch: (batch) => batches.push(batch),
    onState: () => {},
  });
  await Promise.resolve();
  const socket = () => {
    if (handlers === null) throw new Error("not opened");
    return handlers;
  };
  socket().onOpen();
  let next = 1;
  return {
    ...{ watch, batches },
    kinds: () => said.map((frame) => String(JSON.parse(frame).kind)),
    hears(frame: Uint8Array) {
      socket().onBytes?.(new Uint8Array(frame).buffer);
    },
    frames(batch: Uint8Array, more: { gzip?: boolean; key?: boolean } = {}) {
      const made = toFrames(batch, { gzip: false, key: false, active: false, ...more, first: next });
      next += made.length;
      return made;
    },
  };
}

async function until(isSo: () => boolean): Promise<void> {
  while (!isSo()) await new Promise((resolve) => setImmediate(resolve));
}

describe("an agent's window", () => {
  test("[CB6][CB10] shows nothing before a key frame, then everything in order, also in several frames", async () => {
    const it = await watching();
    for (const frame of it.frames(bytesOf('[{"type":3}]'))) it.hears(frame);
    const noise = Array.from({ length: 200_000 }, (_, index) => (index * 7919) % 9973);
    const large = bytesOf(JSON.stringify([{ type: 2, noise }]));
    const frames = it.frames(large, { key: true });
    expect(frames.length).toBeGreaterThan(1);
    for (const frame of frames) it.hears(frame);
    for (const frame of it.frames(gzipSync('[{"type":3,"data":"packed"}]'), { gzip: true })) it.hears(frame);
    await until(() => it.batches.length === 2);
    expect(it.batches.map(({ key }) => key)).toEqual([true, false]);
    expect(it.batches[1]?.events).toEqual([{ type: 3, data: "packed" }]);
  });

  test("[CB10] a missing frame is noticed: it asks for a key frame and leaves out what comes before", async () => {
    const it = await watching();
    const [first, lost, third] = ['[{"a":1}]', '[{"a":2}]', '[{"a":3}]'].map(
      (text, index) => it.frames(bytesOf(text), { key: index === 0 })[0]!,
    );
    it.hears(first!);
    it.hears(third!);
    void lost;
    expect(it.kinds()).toContain("key");
    for (const frame of it.frames(bytesOf('[{"a":4}]'))) it.hears(frame);
    for (const frame of it.frames(bytesOf('[{"a":5}]'), { key: true })) it.hears(frame);
    await until(() => it.batches.length === 2);
    expect(it.batches.map(({ events }) => events[0])).toEqual([{ a: 1 }, { a: 5 }]);
  });

  test.each([
    ["no gzip", new Uint8Array([0x1f, 0x8b, 0x08, 1, 2, 3, 4, 5, 6, 7, 8, 9]), true],
    ["no JSON", bytesOf("[no json"), false],
    ["no list of events", gzipSync('{"type":2}'), true],
    ["a gigabyte in disguise", gigabyte(), true],
  ])("[CB9] %s is told and shown to nobody", async (_, bytes, gzip) => {
    const it = await watching();
    for (const frame of it.frames(bytes, { gzip, key: true })) it.hears(frame);
    await until(() => it.kinds().includes("unreadable"));
    expect(it.batches).toEqual([]);
  });

  test("[CB9] what is no frame at all is told at once", async () => {
    const it = await watching();
    it.hears(new Uint8Array([9, 9, 9, 9, 9, 9, 9]));
    expect(it.kinds()).toContain("unreadable");
  });
});

describe("bytes of a batch", () => {
  test("are packed where that is worth it, and come back as they were", async () => {
    const texts = ["[]", JSON.stringify([{ text: "ação 🙂".repeat(2_000) }])];
    for (const text of texts) {
      const { bytes, gzip } = await packed(text);
      expect(gzip).toBe(text.length > 4_000);
      expect(await unpacked([bytes], gzip, 1_000_000)).toBe(text);
    }
  });

  test("[CB9] of what would inflate to a gigabyte no more is touched than what a batch may be needs, a piece at a time", async () => {
    const Real = DecompressionStream;
    const given: number[] = [];
    vi.stubGlobal(
      "DecompressionStream",
      class {
        readonly readable: ReadableStream;
        readonly writable: WritableStream;
        constructor(format: CompressionFormat) {
          const counting = new TransformStream<Uint8Array<ArrayBuffer>, Uint8Array<ArrayBuffer>>({
            transform(piece, controller) {
              given.push(piece.length);
              controller.enqueue(piece);
            },
          });
          this.writable = counting.writable;
          this.readable = counting.readable.pipeThrough(new Real(format));
        }
      },
    );
    const bytes = gigabyte();
    expect(bytes.length).toBeLessThan(2 * 1024 ** 2);
    await expect(unpacked([bytes], true, cobrowseLimits.inflatedBytes)).rejects.toThrow("more than a batch may be");
    expect(Math.max(...given)).toBe(pieceBytes);
    // Deflate makes a byte from no less than a thousandth of one, and a few pieces are on their way.
    const touched = given.reduce((sum, each) => sum + each, 0);
    expect(touched).toBeLessThan(cobrowseLimits.inflatedBytes / 1_000 + 8 * pieceBytes);
  });
});

import { cobrowseLimits } from "./cobrowse-limits.ts";

/**
 * The binary frames of a co-browsing session: batches of the recorder's events, from the customer to the agents.
 *
 * | byte | |
 * | --- | --- |
 * | 0 | 1: the format |
 * | 1 | flags |
 * | 2 to 5 | the number of the frame, from 1 on each socket of the customer's, big endian |
 * | 6 … | JSON, an array of events; or a part of its gzip |
 *
 * A batch that is larger than one frame goes in several, of which all but the last have `more`; each of those is answered with
 * `got`, and only a few of them are on their way at a time. A batch with `key` begins with a whole snapshot of the page: who has it
 * needs nothing that came before.
 */
export type CobrowseFrame = {
  gzip: boolean;
  key: boolean;
  more: boolean;
  /** Somebody did something in the page: without it for a while, nobody is there. */
  active: boolean;
  number: number;
  payload: Uint8Array;
};

const format = 1;
const headBytes = 6;
const flag = { gzip: 1, key: 2, more: 4, active: 8 } as const;
const allFlags = 15;

/** A batch as the frames that carry it, numbered from `first` on. */
export function toFrames(
  batch: Uint8Array,
  { gzip, key, active, first }: { gzip: boolean; key: boolean; active: boolean; first: number },
): Uint8Array[] {
  const most = cobrowseLimits.frameBytes - headBytes;
  const frames: Uint8Array[] = [];
  for (let at = 0; at < batch.length; at += most) {
    const part = batch.subarray(at, at + most);
    const frame = new Uint8Array(headBytes + part.length);
    frame[0] = format;
    frame[1] =
      (gzip ? flag.gzip : 0) |
      (key ? flag.key : 0) |
      (at + most < batch.length ? flag.more : 0) |
      (active ? flag.active : 0);
    new DataView(frame.buffer).setUint32(2, first + frames.length);
    frame.set(part, headBytes);
    frames.push(frame);
  }
  return frames;
}

/** Null where it is no such frame. */
export function readFrame(bytes: ArrayBuffer): CobrowseFrame | null {
  if (bytes.byteLength <= headBytes || bytes.byteLength > cobrowseLimits.frameBytes) return null;
  const view = new DataView(bytes);
  const flags = view.getUint8(1);
  if (view.getUint8(0) !== format || (flags & ~allFlags) !== 0) return null;
  const has = (each: number) => (flags & each) !== 0;
  return {
    gzip: has(flag.gzip),
    key: has(flag.key),
    more: has(flag.more),
    active: has(flag.active),
    number: view.getUint32(2),
    payload: new Uint8Array(bytes, headBytes),
  };
}

/** Whether a batch can begin so: gzip says what it is, and an array of events begins with its bracket. */
export function beginsBatch({ gzip, payload }: CobrowseFrame): boolean {
  return gzip ? payload[0] === 0x1f && payload[1] === 0x8b && payload[2] === 0x08 : payload[0] === 0x5b;
}

/**
 * Follows the frames of one socket, from whichever comes first: says what a frame is in the batch that it belongs to, or that
 * it does not fit.
 */
export class FrameOrder {
  #next: number | null = null;
  #batch: { gzip: boolean; key: boolean; bytes: number } | null = null;

  /** `gap`: it is not the next one, or not of the batch that has begun. Whoever reads it goes on with the next key frame. */
  take(frame: CobrowseFrame): "begins" | "goes_on" | "gap" | "too_large" {
    const isNext = this.#next === null || frame.number === this.#next;
    if (!isNext) return "gap";
    const batch = this.#batch;
    if (batch !== null && (batch.gzip !== frame.gzip || batch.key !== frame.key)) return "gap";
    if (batch === null && !beginsBatch(frame)) return "gap";
    const bytes = (batch?.bytes ?? 0) + frame.payload.length;
    if (bytes > cobrowseLimits.batchBytes) return "too_large";
    this.#next = frame.number + 1;
    this.#batch = frame.more ? { gzip: frame.gzip, key: frame.key, bytes } : null;
    return batch === null ? "begins" : "goes_on";
  }
}

import type { FileKind } from "../protocol/attachment.ts";
import { type ErrorCode, refusal, type Result } from "../protocol/error.ts";
import { isDrawable, kindOf } from "./attachment.domain.ts";
import { type ImageSize, imageSize } from "./image-size.domain.ts";
import { type Sniffed, sniff, sniffBytes } from "./sniff.domain.ts";

/** An image's header stands within this much of it; where it does not, the image is a file like any other. */
const headerBytes = 256 * 1024;

export type Found = Sniffed & Partial<ImageSize>;
type StoredPart = { etag: string; found: Found | null };

/**
 * Passes one part of a file on into R2 while it arrives: looked at in its beginning, counted to the byte, never held as a whole.
 * `allowed`, for the part with the file's beginning, are the kinds that may be sent: a file of another kind is refused before a byte of it is stored.
 * Throws what `put` throws where nothing is wrong with the part: then the same again may help.
 */
export async function storePart(
  body: ReadableStream<Uint8Array>,
  length: number,
  beginning: { name: string; allowed: readonly FileKind[] } | null,
  put: (stream: ReadableStream, found: Found | null) => Promise<{ etag: string }>,
): Promise<Result<StoredPart>> {
  const reader = body.getReader();
  const { chunks, found } = beginning === null ? { chunks: [], found: null } : await look(reader);
  if (beginning !== null && found !== null && !beginning.allowed.includes(kindOf(found, beginning.name))) {
    await reader.cancel().catch(() => {});
    return no("file_kind_refused");
  }
  const pass = new FixedLengthStream(length);
  const [pumped, stored] = await Promise.allSettled([
    pump(reader, body, chunks, pass.writable),
    put(pass.readable, found).catch(async (error: unknown) => {
      // It takes no more: else the rest of the part would wait for ever.
      await pass.readable.cancel("nobody takes this part").catch(() => {});
      throw error;
    }),
  ]);
  if (stored.status === "rejected") {
    // What is wrong with the part breaks its stream, so that both sides say it; too few bytes are noticed on the far side alone.
    const isOfStream = String(stored.reason).includes("FixedLengthStream") || isSame(pumped, stored);
    if (isOfStream) return no("upload_incomplete");
    throw stored.reason;
  }
  if (pumped.status === "rejected") return no("upload_incomplete");
  return { ok: true, value: { etag: stored.value.etag, found } };
}

function isSame(pumped: PromiseSettledResult<unknown>, stored: PromiseRejectedResult): boolean {
  return pumped.status === "rejected" && String(pumped.reason) === String(stored.reason);
}

/** The whole of a file as one object. */
export async function putWhole(bucket: R2Bucket, key: string, stream: ReadableStream): Promise<{ etag: string }> {
  const made = await bucket.put(key, stream);
  if (made === null) throw new Error("R2 refused a put without a condition");
  return made;
}

/** Reads as much of the beginning as it takes to know what this is, and how large an image is. */
async function look(reader: ReadableStreamDefaultReader<Uint8Array>): Promise<{ chunks: Uint8Array[]; found: Found }> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  let sniffed: Sniffed | null = null;
  let size: ImageSize | null = null;
  for (;;) {
    const { value, done } = await reader.read().catch(() => ({ value: undefined, done: true }));
    if (value !== undefined) {
      chunks.push(value);
      bytes += value.byteLength;
    }
    if (!done && bytes < sniffBytes) continue;
    const head = joined(chunks, bytes);
    sniffed ??= sniff(head.subarray(0, sniffBytes));
    size = sniffed.kind === "image" ? imageSize(sniffed.type, head) : null;
    if (done || size !== null || sniffed.kind !== "image" || bytes >= headerBytes) break;
  }
  return { chunks, found: size !== null && isDrawable(size) ? { ...sniffed, ...size } : sniffed };
}

async function pump(
  reader: ReadableStreamDefaultReader<Uint8Array>,
  body: ReadableStream<Uint8Array>,
  chunks: readonly Uint8Array[],
  into: WritableStream<Uint8Array>,
): Promise<void> {
  const writer = into.getWriter();
  try {
    for (const chunk of chunks) await writer.write(chunk);
  } catch (error) {
    // Longer than it was said to be.
    await writer.abort(error).catch(() => {});
    await reader.cancel().catch(() => {});
    throw error;
  }
  writer.releaseLock();
  reader.releaseLock();
  await body.pipeTo(into);
}

function joined(chunks: readonly Uint8Array[], bytes: number): Uint8Array {
  const whole = new Uint8Array(bytes);
  let at = 0;
  for (const chunk of chunks) {
    whole.set(chunk, at);
    at += chunk.byteLength;
  }
  return whole;
}

function no<T>(code: ErrorCode): Result<T> {
  return { ok: false, error: refusal(code) };
}

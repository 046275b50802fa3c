import { cobrowseLimits } from "#protocol/cobrowse-limits";

/*
 * Without Blobs: browsers keep those in another process, and the way there and back takes longer than all the rest of a small batch.
 */

/**
 * Bytes are given to be inflated in pieces of this size. A browser inflates whatever it is given before anybody can stop it, a
 * thousand times as much at worst: of a megabyte it would make a gigabyte.
 */
export const pieceBytes = 16 * 1024;

/** Bytes as the wire has them: compressed where that is worth it. By the browser itself, off this thread. */
export async function packed(text: string): Promise<{ bytes: Uint8Array<ArrayBuffer>; gzip: boolean }> {
  const bytes = new TextEncoder().encode(text);
  if (bytes.length <= cobrowseLimits.compressAbove) return { bytes, gzip: false };
  const stream = streamOf([bytes]).pipeThrough(new CompressionStream("gzip"));
  return { bytes: new Uint8Array(await new Response(stream).arrayBuffer()), gzip: true };
}

/**
 * The text of a batch. Throws where it does not inflate, and as soon as it is more than a batch may be: a few kilobytes can
 * say that they are a gigabyte.
 */
export async function unpacked(parts: readonly Uint8Array[], gzip: boolean, most: number): Promise<string> {
  const decoder = new TextDecoder("utf-8", { fatal: true });
  if (!gzip) return parts.map((part) => decoder.decode(part, { stream: true })).join("") + decoder.decode();
  const reader = streamOf(parts).pipeThrough(new DecompressionStream("gzip")).getReader();
  const found: string[] = [];
  let bytes = 0;
  for (;;) {
    const { done, value } = await reader.read();
    if (done) return found.join("") + decoder.decode();
    bytes += value.length;
    if (bytes > most) {
      void reader.cancel();
      throw new Error("more than a batch may be");
    }
    found.push(decoder.decode(value, { stream: true }));
  }
}

/** Gives a piece at a time, and only when it is asked for. */
function streamOf(parts: readonly Uint8Array[]): ReadableStream<Uint8Array<ArrayBuffer>> {
  let [part, at] = [0, 0];
  return new ReadableStream(
    {
      pull(controller) {
        const bytes = parts[part];
        if (bytes === undefined) return controller.close();
        controller.enqueue(new Uint8Array(bytes.subarray(at, at + pieceBytes)));
        at += pieceBytes;
        if (at >= bytes.length) [part, at] = [part + 1, 0];
      },
    },
    { highWaterMark: 0 },
  );
}

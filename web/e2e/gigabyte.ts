import { constants, deflateRawSync } from "node:zlib";

/** How much `gigabyte` inflates to. */
export const gigabyteBytes = 1024 ** 3;

/** One gzip stream of a megabyte that inflates to a gigabyte of spaces. Its end, with the sum of all, is missing: nobody gets there. */
export function gigabyte(): Uint8Array {
  const head = Buffer.from([0x1f, 0x8b, 8, 0, 0, 0, 0, 0, 0, 3]);
  const spaces = Buffer.alloc(1024 ** 2, " ");
  // Flushed whole, so that it can stand behind itself.
  const block = deflateRawSync(spaces, { level: 9, finishFlush: constants.Z_FULL_FLUSH });
  return Buffer.concat([head, ...Array.from({ length: gigabyteBytes / spaces.length }, () => block)]);
}

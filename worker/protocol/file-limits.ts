/** The figures of files that both sides must agree on, beside limits.ts: nobody needs them before there is a file. */
export const fileLimits = {
  /** Files of one message and bytes of one file that a workspace may allow at most. */
  count: 50,
  bytes: 4_000_000_000,
  nameCharacters: 120,
  /** Bytes of each part of an upload but the last; a file of at most one part is sent whole. */
  partBytes: 8 * 1024 * 1024,
  /** A file that the workspace keeps: it is copied into each conversation that it is sent in, and goes whole. */
  storedBytes: 8_000_000,
  thumbnailBytes: 64 * 1024,
  /** Pixels of the longer side of a thumbnail. */
  thumbnailSide: 640,
  /** An image that unpacks into more than this is not drawn by anybody. */
  imagePixels: 64_000_000,
  imageSide: 16_384,
  /** An upload that no message brought is swept after this long. */
  keptMs: 24 * 3600_000,
  /** Uploads of one person in one conversation that no message has brought yet. */
  open: 60,
} as const;

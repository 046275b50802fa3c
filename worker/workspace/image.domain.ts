/** What an image is by its first bytes, never by its name or what was said of it; as the ending of a file. Null: none that browsers show safely. */
export function imageEnding(bytes: Uint8Array): "png" | "jpg" | "webp" | null {
  const begins = (at: number, ...expected: number[]) => expected.every((byte, index) => bytes[at + index] === byte);
  if (begins(0, 0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a)) return "png";
  if (begins(0, 0xff, 0xd8, 0xff)) return "jpg";
  if (begins(0, 0x52, 0x49, 0x46, 0x46) && begins(8, 0x57, 0x45, 0x42, 0x50)) return "webp";
  return null;
}

/** How a logo is answered. */
export const imageTypes = { png: "image/png", jpg: "image/jpeg", webp: "image/webp" } as const;

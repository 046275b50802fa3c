import { createHash, timingSafeEqual } from "node:crypto";

/** Compares hashes, so that neither the time nor the length says anything about the secret. */
export function isSame(given: string, expected: string): boolean {
  const hash = (value: string): Uint8Array => createHash("sha256").update(value).digest();
  return timingSafeEqual(hash(given), hash(expected));
}

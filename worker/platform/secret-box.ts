import { createCipheriv, createDecipheriv, hkdfSync, randomBytes } from "node:crypto";
import { Buffer } from "node:buffer";
import type { Secrets } from "./env.ts";

type Key = Pick<Secrets, "FALA_SECRET">;

const nonceBytes = 12;
const tagBytes = 16;

/**
 * Encrypts a text (AES-256-GCM) with a key made of FALA_SECRET for this `purpose`, so that what was sealed for one thing
 * opens for no other. For secrets that must be read again: those that are only compared are hashed.
 */
export function seal(env: Key, purpose: string, text: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv("aes-256-gcm", keyFor(env, purpose), nonce);
  const sealed = Buffer.concat([cipher.update(text, "utf8"), cipher.final()]);
  return Buffer.concat([nonce, sealed, cipher.getAuthTag()]).toString("base64url");
}

/** Null where it was sealed with another secret or for another purpose, or was changed. */
export function unseal(env: Key, purpose: string, sealed: string): string | null {
  const bytes = Buffer.from(sealed, "base64url");
  if (bytes.length < nonceBytes + tagBytes) return null;
  try {
    const cipher = createDecipheriv("aes-256-gcm", keyFor(env, purpose), bytes.subarray(0, nonceBytes));
    cipher.setAuthTag(bytes.subarray(bytes.length - tagBytes));
    const text = cipher.update(bytes.subarray(nonceBytes, bytes.length - tagBytes));
    return Buffer.concat([text, cipher.final()]).toString("utf8");
  } catch {
    return null;
  }
}

function keyFor(env: Key, purpose: string): Buffer {
  return Buffer.from(hkdfSync("sha256", env.FALA_SECRET, "", `fala:${purpose}`, 32));
}

/** How many hues avatars come in; avatar.css has one rule for each. */
export const AVATAR_HUES = 8;

/** The same hue (0 … AVATAR_HUES - 1) for the same text, for ever and on every machine (FNV-1a). */
export function avatarHue(seed: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < seed.length; index += 1) {
    hash = Math.imul(hash ^ seed.charCodeAt(index), 0x01000193);
  }
  return (hash >>> 0) % AVATAR_HUES;
}

/** One or two letters for a name: first and last word, whole characters (also outside the BMP). "" for a name without any letter or digit. */
export function initials(name: string): string {
  const words = name.split(/[\s._@-]+/u).filter((word) => /[\p{L}\p{N}]/u.test(word));
  const letters = [words[0], words.length > 1 ? words[words.length - 1] : undefined].map(
    (word) => word?.match(/[\p{L}\p{N}]/u)?.[0] ?? "",
  );
  return letters.join("").toLocaleUpperCase();
}

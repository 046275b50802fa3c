/** The keys of a site, as they are kept. */
export type IdentityKeys = {
  identitySecret: string;
  previousSecret: string | null;
  /** Milliseconds. */
  previousSecretUntil: number | null;
};

/** The keys with which a customer's name may be signed now: the newest first, then the one before while it still counts. */
export function validSecrets(keys: IdentityKeys, now: number): string[] {
  const previous = previousKey(keys, now);
  return [keys.identitySecret, ...(previous === null ? [] : [previous.secret])];
}

/** The key before the newest, while it still counts. */
export function previousKey(
  { previousSecret, previousSecretUntil }: IdentityKeys,
  now: number,
): { secret: string; until: number } | null {
  if (previousSecret === null || previousSecretUntil === null || previousSecretUntil <= now) return null;
  return { secret: previousSecret, until: previousSecretUntil };
}

/** Black or white, whichever is seen better on this colour (#rrggbb). */
export function inkOn(color: string): string {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map(
    (at) => (Number.parseInt(color.slice(at, at + 2), 16) / 255) ** 2.2,
  );
  // White down to 3:1, which is what an icon needs: most brands expect white on their colour.
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue < 0.3 ? "#fff" : "#1c1814";
}

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

/**
 * Why the server closes a socket. A client never comes back by itself after one of these (all are 44xx);
 * after any other code it comes back after a random delay.
 */
export const closeCode = {
  badHello: 4400,
  notSignedIn: 4401,
  forbidden: 4403,
  notFound: 4404,
  /** A co-browsing session, or the call of a guest, is over. */
  over: 4410,
  versionTooOld: 4426,
  flood: 4429,
  sessionOver: 4440,
} as const;

/** After these it comes back, as after every code that it does not know: what it missed it gets then. */
export const comeBackCode = {
  /** Too much was sent without a sign that anybody reads it. */
  unread: 4308,
} as const;

export type CloseCode = (typeof closeCode)[keyof typeof closeCode];

export function isFinal(code: number): boolean {
  return code >= 4400 && code < 4500;
}

import { browserEnvironment } from "../connection/environment.ts";

type Kept = { key: string; name: string };

/** Who this browser's guest of a link is: kept by the tab, so that after a reload they are the same, and need not be let in again. */
export function readGuest(token: string): Kept {
  const { newId } = browserEnvironment();
  try {
    const kept: Partial<Record<keyof Kept, unknown>> = Object(
      JSON.parse(sessionStorage.getItem(nameOf(token)) ?? "{}"),
    );
    if (typeof kept.key === "string" && typeof kept.name === "string") return { key: kept.key, name: kept.name };
  } catch {
    // A browser that keeps nothing: whoever loads the page anew knocks again.
  }
  return { key: newId(), name: "" };
}

export function keepGuest(token: string, guest: Kept): void {
  try {
    sessionStorage.setItem(nameOf(token), JSON.stringify(guest));
  } catch {
    // As above.
  }
}

/** By the token's signature: one tab may have followed several links. */
function nameOf(token: string): string {
  return `fala.guest.${token.slice(-24)}`;
}

import { browserClock, type Clock } from "./clock.ts";
import { request, type Request } from "./http.ts";
import { type KeptText, makeKeptText } from "./kept-text.ts";
import { openLate } from "./late-socket.ts";
import type { OpenSocket } from "./socket.ts";

/** All of the outer world that connections and stores touch. Every store takes one; absent, it is the browser's. */
export type Environment = {
  clock: Clock;
  kept: KeptText;
  request: Request;
  openSocket: OpenSocket;
  /** Calls when the machine is online again or the page is shown again; returns how to stop. */
  onWake: (wake: () => void) => () => void;
  /** An id that nobody else makes (ids.ts), also on pages that are not secure contexts. */
  newId: () => string;
};

let made: Environment | undefined;

/** The browser's, made once per page. */
export function browserEnvironment(): Environment {
  const clock = browserClock;
  made ??= {
    clock,
    kept: makeKeptText(() => localStorage, window),
    request,
    openSocket: openLate(async () => {
      const { makeSocket } = await import("./socket.ts");
      return (address, handlers) =>
        makeSocket(address, handlers, { clock, origin: location.origin, onWake, onOffline });
    }, clock),
    onWake,
    newId: makeId,
  };
  return made;
}

export function onWake(wake: () => void): () => void {
  const shown = () => {
    if (document.visibilityState === "visible") wake();
  };
  window.addEventListener("online", wake);
  window.addEventListener("pageshow", wake);
  document.addEventListener("visibilitychange", shown);
  return () => {
    window.removeEventListener("online", wake);
    window.removeEventListener("pageshow", wake);
    document.removeEventListener("visibilitychange", shown);
  };
}

export function onOffline(lost: () => void): () => void {
  window.addEventListener("offline", lost);
  return () => window.removeEventListener("offline", lost);
}

/** 22 letters and digits, 128 bits of chance and more. Not randomUUID: that does not exist on plain http. */
function makeId(): string {
  const letters = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";
  const chosen: string[] = [];
  while (chosen.length < 22) {
    for (const byte of crypto.getRandomValues(new Uint8Array(32))) {
      // 248 is the largest multiple of 62 in a byte: what is above would make the first letters likelier.
      if (byte < 248 && chosen.length < 22) chosen.push(letters.charAt(byte % 62));
    }
  }
  return chosen.join("");
}
